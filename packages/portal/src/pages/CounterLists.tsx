/** 结算单: what the county owes the counters of a merchant, month by month, to be confirmed. */
import type { SettlementLine } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatDay } from '../i18n/format';
import { api } from '../state/app';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { useCommand, useResource } from '../ui/hooks';

const STATES = {
  made: 'settlement.state.made',
  confirmed: 'settlement.state.confirmed',
  paid: 'settlement.state.paid',
} as const;

export function CounterLists() {
  const resource = useResource('settlements', api.settlements);
  const command = useCommand();
  const { rows = [], open = [] } = resource.data ?? {};
  if (!rows.length && !open.length) return null;
  const confirm = (id: string) =>
    command.run(async (onRetry) => {
      await api.confirmSettlement(id, onRetry);
      await resource.reload();
    });
  return (
    <section class="panel" aria-labelledby="lists-title">
      <h2 id="lists-title">{t('settlement.title')}</h2>
      <ul class="rows">
        {open.map((one) => (
          <li key={`${one.outletId} ${one.unit}`} data-settlement="open">
            <p class="row-title">
              {t('settlement.open', { outlet: one.outletName })}
              {one.fen !== undefined && <span class="amount">{t('settlement.about', { amount: one.fen / 100 })}</span>}
            </p>
            <p>{t('settlement.openSums', { ...one })}</p>
          </li>
        ))}
        {rows.map((row) => (
          <li key={row.id} data-settlement={row.state}>
            <p class="row-title">
              {t('settlement.month', { month: row.month, outlet: row.outletName })}
              <span class="amount">{t('settlement.yuan', { amount: row.fen / 100 })}</span>
            </p>
            <p>{sums(row)}</p>
            <p class="row-meta">
              <span>{t(STATES[row.state])}</span>
              {row.paidOn && (
                <span>{t('settlement.paid', { day: formatDay(row.paidOn), reference: row.reference ?? '' })}</span>
              )}
            </p>
            {row.state === 'made' && (
              <Button tone="primary" busy={command.sending} onClick={() => void confirm(row.id)}>
                {t('settlement.confirm')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <CommandStatus command={command} />
    </section>
  );
}

const sums = ({ collectedCount, collected, returnedCount, returned, fenPerHundred, unit }: SettlementLine) =>
  t('settlement.sums', { collectedCount, collected, returnedCount, returned, price: fenPerHundred / 100, unit });
