/** Parts of the page on which somebody gives: whom there is, and what it comes to. */
import type { ComponentChildren } from 'preact';
import type { TransferOptions, TransferPurpose, TransferQuote } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { Button } from './Button';
import { Select } from './fields';
import { Icon } from './Icon';

export function Nobody({ purpose }: { purpose: TransferPurpose }) {
  if (purpose === 'exchange') return null;
  return (
    <p class="good-reasons">
      <Icon name="info" />
      {t(purpose === 'transfer' ? 'give.noFamily' : 'give.noFunds')}
    </p>
  );
}

export function Listed(props: {
  options: TransferOptions;
  fundId: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const { options, fundId, value, onValue } = props;
  const fund = options.funds.find(({ id }) => id === fundId);
  if (!fund) return null;
  return (
    <>
      {fund.purpose && <p>{fund.purpose}</p>}
      {fund.members.length > 0 && (
        <Select
          id="give-member"
          label={t('give.member')}
          value={value}
          options={[
            { value: '', label: t('give.anyMember') },
            ...fund.members.map(({ id, name, reason }) => ({
              value: id,
              label: t('give.person', { name, note: reason }),
            })),
          ]}
          onValue={onValue}
        />
      )}
    </>
  );
}

interface SureProps {
  quote: TransferQuote;
  name: string;
  /** Whose account it is taken from, where that is a team's. */
  team?: string;
  purpose: TransferPurpose;
  onBack: () => void;
  children: ComponentChildren;
}

export function Sure({ quote, name, team, purpose, onBack, children }: SureProps) {
  return (
    <section class="panel" aria-labelledby="give-sure">
      <h2 id="give-sure">{t('give.sure')}</h2>
      <p>
        {team
          ? t('give.teamTakes', { team, amount: quote.cost, unit: quote.unit })
          : t('give.takes', { amount: quote.cost, unit: quote.unit })}
      </p>
      <p>
        {purpose === 'exchange'
          ? t('give.brings', { amount: quote.receives, unit: quote.receivesUnit })
          : t('give.to', { name })}
      </p>
      <p>{quote.sentence}</p>
      {quote.reasons.length > 0 ? (
        <p class="good-reasons">
          <Icon name="info" />
          {t('give.mayNot', { reasons: quote.reasons.join(t('list.separator')) })}
        </p>
      ) : (
        <p>{t('give.final')}</p>
      )}
      <div class="buttons">
        <Button onClick={onBack}>{t('give.back')}</Button>
        {children}
      </div>
    </section>
  );
}
