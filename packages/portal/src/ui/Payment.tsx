/** 支付: what a service costs in hours or points, before it is ordered and while it is under way. */
import type { OrderPayment, PaymentQuote } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { formatMinutes } from '../i18n/format';
import { Check, TextInput } from './fields';
import { Notice } from './Notice';
import { OTHER } from './Whom';

const STATES: Record<OrderPayment['state'], Key> = {
  held: 'payment.state.held',
  taken: 'payment.state.taken',
  released: 'payment.state.released',
};

/** What is chosen on the form: kept as text, as it is typed. */
export interface PaymentChoice {
  pay: boolean;
  minutes: string;
}

interface PaymentFieldsProps {
  quote: PaymentQuote;
  /** Another answer is awaited: what stands there is of what was asked before. */
  asking: boolean;
  /** Who pays, where that is not the reader. */
  payer?: string;
  choice: PaymentChoice;
  onChoice: (choice: PaymentChoice) => void;
}

export const firstChoice = (quote: PaymentQuote): PaymentChoice => ({
  pay: quote.required,
  minutes: String(quote.minutes),
});

export const isPaid = ({ required }: PaymentQuote, { pay }: PaymentChoice): boolean => pay || required;

/** What goes with the order. */
export const paymentBody = (quote: PaymentQuote, choice: PaymentChoice, whom: string) =>
  isPaid(quote, choice)
    ? {
        pay: true,
        ...(whom === OTHER ? { payFor: OTHER } : {}),
        ...(quote.byTime && Number(choice.minutes) > 0 ? { payMinutes: Number(choice.minutes) } : {}),
      }
    : {};

export function PaymentFields({ quote, asking, payer, choice, onChoice }: PaymentFieldsProps) {
  const { required, byTime, people, assetName, unit, expected } = quote;
  const paid = isPaid(quote, choice);
  return (
    <>
      <h2>{t('payment.title')}</h2>
      {required ? (
        <p class="hint">{t('payment.required', { asset: assetName })}</p>
      ) : (
        <Check
          id="payment-pay"
          label={t('payment.choose', { asset: assetName })}
          checked={choice.pay}
          onChecked={(pay) => onChoice({ ...choice, pay })}
        />
      )}
      {paid && (
        <>
          {byTime && (
            <TextInput
              id="payment-minutes"
              label={t('payment.minutes')}
              inputMode="numeric"
              required
              value={choice.minutes}
              onValue={(minutes) => onChoice({ ...choice, minutes })}
            />
          )}
          {payer && <p class="hint">{t('payment.wardPays', { name: payer })}</p>}
          <p class="row-title" role="status">
            {asking ? t('payment.asking') : expected !== undefined && t('payment.expected', { amount: expected, unit })}
          </p>
          {byTime && people > 1 && <p class="hint">{t('payment.people', { count: people })}</p>}
          {!asking && <Standing quote={quote} />}
        </>
      )}
    </>
  );
}

/** What whoever pays has, and what speaks against it. */
function Standing({ quote: { assetName, unit, balance, borrowed, reasons } }: { quote: PaymentQuote }) {
  return (
    <>
      {borrowed !== undefined && <p class="hint">{t('payment.borrowed', { amount: borrowed, unit })}</p>}
      <p class="hint">
        {balance < 0
          ? t('payment.owed', { amount: -balance, unit, asset: assetName })
          : t('payment.balance', { amount: balance, unit, asset: assetName })}
      </p>
      {reasons.length > 0 ? (
        <Notice kind="warning" title={t('payment.refused')}>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Notice>
      ) : (
        <p class="hint">{t('payment.held')}</p>
      )}
    </>
  );
}

/** Of an order: 预计 while it is under way, 实际 when it has been confirmed. */
export function PaymentFacts({ payment }: { payment: OrderPayment }) {
  const { assetName, unit, state, expected, taken, minutes, payerName, mine } = payment;
  const said: [string, string][] = [
    [t('payment.asset'), assetName],
    ...(expected === undefined
      ? []
      : [[t('payment.expectedTitle'), t('wallet.amount', { amount: expected, unit })] as [string, string]]),
    ...(taken === undefined
      ? []
      : [[t('payment.takenTitle'), t('wallet.amount', { amount: taken, unit })] as [string, string]]),
    ...(minutes ? [[t('payment.minutesTitle'), formatMinutes(minutes)] as [string, string]] : []),
    [t('payment.payer'), mine ? t('payment.mine') : payerName],
  ];
  return (
    <section class="panel" aria-labelledby="payment-title">
      <h2 id="payment-title">{t('payment.title')}</h2>
      <p>{t(STATES[state])}</p>
      <dl class="pairs">
        {said.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
