import { Alert, Checkbox, Input, Radio, Typography } from 'antd';
import type { IntakePayment } from '../api/intake';
import { t } from '../app';
import { Section } from '../shared/Section';
import { Field, idOf } from './Field';
import type { PayingDraft } from './values';

interface Props {
  payment: IntakePayment;
  paying: PayingDraft;
  /** Somebody else is helped: either may pay. */
  forOther: boolean;
  problems: Record<string, string>;
  onChange: (change: Partial<PayingDraft>) => void;
}

/** 支付: whether and by whom it is paid, for how long, what it would cost, and what speaks against it. */
export function Payment({ payment, paying, forOther, problems, onChange }: Props) {
  const { required, byTime, people, assetName: asset, minutes } = payment;
  return (
    <Section title={t('pages.intake.payment')}>
      <div data-payment>
        <div style={{ marginBottom: 12 }}>
          {required ? (
            <Typography.Text>{t('pages.intake.payRequired', { asset })}</Typography.Text>
          ) : (
            <Checkbox checked={paying.pay} onChange={({ target }) => onChange({ pay: target.checked })}>
              {t('pages.intake.payChoose', { asset })}
            </Checkbox>
          )}
        </div>
        {(required || paying.pay) && (
          <>
            {forOther && (
              <Field name="paymentBy" label={t('pages.intake.payByWhom')} required problem={problems.paymentBy}>
                <Radio.Group
                  id={idOf('paymentBy')}
                  aria-label={t('pages.intake.payByWhom')}
                  value={paying.by}
                  options={[
                    { value: 'beneficiary', label: t('pages.intake.payer.beneficiary') },
                    { value: 'requester', label: t('pages.intake.payer.requester') },
                  ]}
                  onChange={({ target }) => onChange({ by: target.value as PayingDraft['by'] })}
                />
              </Field>
            )}
            {byTime && (
              <Field name="payMinutes" label={t('pages.intake.payMinutes')} problem={problems.payMinutes}>
                <Input
                  id={idOf('payMinutes')}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={5}
                  value={paying.minutes}
                  placeholder={paying.minutes ? undefined : String(minutes)}
                  status={problems.payMinutes ? 'error' : undefined}
                  aria-invalid={Boolean(problems.payMinutes)}
                  aria-describedby={problems.payMinutes ? `${idOf('payMinutes')}-problem` : undefined}
                  style={{ maxWidth: 200 }}
                  onChange={({ target }) => onChange({ minutes: target.value })}
                />
              </Field>
            )}
            {byTime && people > 1 && (
              <Typography.Text type="secondary" style={{ display: 'block', marginBottom: 8 }}>
                {t('pages.intake.payPeople', { count: people })}
              </Typography.Text>
            )}
            <Told payment={payment} />
          </>
        )}
      </div>
    </Section>
  );
}

function Told({ payment }: { payment: IntakePayment }) {
  const { payerName, balance, expected, borrowed, unit, assetName: asset, reasons } = payment;
  if (!payerName) return <Typography.Text type="secondary">{t('pages.intake.payNobody')}</Typography.Text>;
  if (balance === undefined)
    return <Typography.Text type="secondary">{t('pages.intake.payElsewhere', { name: payerName })}</Typography.Text>;
  return (
    <>
      <div role="status" style={{ marginBottom: 8 }}>
        {expected !== undefined && (
          <Typography.Text strong style={{ display: 'block' }}>
            {t('pages.intake.payExpected', { amount: expected, unit })}
          </Typography.Text>
        )}
        {borrowed !== undefined && (
          <Typography.Text style={{ display: 'block' }}>
            {t('pages.intake.payBorrowed', { amount: borrowed, unit })}
          </Typography.Text>
        )}
        <Typography.Text type="secondary">
          {balance < 0
            ? t('pages.intake.payOwed', { name: payerName, asset, amount: -balance, unit })
            : t('pages.intake.payBalance', { name: payerName, asset, amount: balance, unit })}
        </Typography.Text>
      </div>
      {reasons.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          message={t('pages.intake.payRefused')}
          description={reasons.map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
        />
      ) : (
        <Typography.Text type="secondary">{t('pages.intake.payHeld')}</Typography.Text>
      )}
    </>
  );
}
