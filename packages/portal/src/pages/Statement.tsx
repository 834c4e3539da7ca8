/** 对账单: what came and went of an asset in a time, to be searched, printed and kept. */
import { useState } from 'preact/hooks';
import type { WalletStatement } from '@sidan/plugin-sidan/api';
import { asCsv, matching, yearSoFar } from '../form/statement';
import { t } from '../i18n';
import { formatDay, formatMoment, formatSigned } from '../i18n/format';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { TextInput } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Notice } from '../ui/Notice';
import { Empty, Page } from '../ui/Page';

const POINTS = 'points';

interface StatementProps {
  asset?: string;
  /** Whose it is, where that is not the reader. */
  wardId?: string;
}

export function Statement({ asset = POINTS, wardId = '' }: StatementProps) {
  return (
    <Guard title={t('statement.title')} person>
      {() => <StatementPage asset={asset} wardId={wardId} />}
    </Guard>
  );
}

function StatementPage({ asset, wardId }: Required<StatementProps>) {
  const [days, setDays] = useState(() => yearSoFar(new Date()));
  const [asked, setAsked] = useState('');
  const [typed, setTyped] = useState(days);
  const { from, to } = days;
  const wrong = !typed.from || !typed.to ? 'statement.dayNeeded' : typed.from > typed.to ? 'statement.daysWrong' : null;
  const resource = useResource(`statement/${asset}/${wardId}/${from}/${to}`, () =>
    api.statement(asset, from, to, wardId || undefined),
  );
  const set = (part: 'from' | 'to') => (value: string) => {
    const next = { ...typed, [part]: value };
    setTyped(next);
    if (next.from && next.to && next.from <= next.to) setDays(next);
  };
  return (
    <Page title={t('statement.title')} back={{ href: paths.walletOf(wardId), label: t('wallet.title') }}>
      <div class="paper-tools statement-tools">
        <TextInput
          id="from"
          type="date"
          unmarked
          label={t('statement.from')}
          value={typed.from}
          onValue={set('from')}
        />
        <TextInput id="to" type="date" unmarked label={t('statement.to')} value={typed.to} onValue={set('to')} />
        <TextInput id="asked" type="search" unmarked label={t('statement.search')} value={asked} onValue={setAsked} />
      </div>
      {wrong ? (
        <Notice kind="error" title={t(wrong)} />
      ) : (
        <Async resource={resource}>
          {(statement) => statement && <Sheet statement={statement} entries={matching(statement.entries, asked)} />}
        </Async>
      )}
    </Page>
  );
}

function Sheet({ statement, entries }: { statement: WalletStatement; entries: WalletStatement['entries'] }) {
  const { name, unit, owner, county, from, to, madeAt, more } = statement;
  const amount = (value: number) => t('wallet.amount', { amount: value, unit });
  const period = t('statement.period', { from: formatDay(from), to: formatDay(to) });
  return (
    <>
      <p class="paper-tools">
        <Button tone="primary" onClick={() => window.print()}>
          {t('statement.print')}
        </Button>
        <Button onClick={() => save(statement, entries)}>{t('statement.save')}</Button>
      </p>
      {more && <Notice kind="warning" title={t('statement.more', { count: statement.entries.length })} />}
      <article class="paper" aria-labelledby="statement-title">
        <h2 class="paper-title" id="statement-title">
          {t('statement.of', { asset: name })}
        </h2>
        <dl class="paper-facts statement-facts">
          <Fact label={t('statement.owner')} value={owner} />
          <Fact label={t('statement.county')} value={county} />
          <Fact label={t('statement.days')} value={period} />
          <Fact label={t('statement.madeAt')} value={formatMoment(madeAt)} />
          <Fact label={t('statement.opening')} value={amount(statement.opening)} />
          <Fact label={t('statement.received')} value={amount(statement.received)} />
          <Fact label={t('statement.spent')} value={amount(statement.spent)} />
          <Fact label={t('statement.closing')} value={amount(statement.closing)} />
        </dl>
        {entries.length === 0 ? (
          <Empty title={t(statement.entries.length ? 'statement.noneFound' : 'statement.none')} />
        ) : (
          <Rows entries={entries} />
        )}
      </article>
    </>
  );
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

function Rows({ entries }: { entries: WalletStatement['entries'] }) {
  return (
    <div class="paper-table statement-table" role="region" aria-label={t('statement.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('statement.time')}</th>
            <th scope="col">{t('statement.what')}</th>
            <th scope="col">{t('statement.change')}</th>
            <th scope="col">{t('statement.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, title, sentence, orderNo, amount, balance }) => (
            <tr key={id}>
              <td>{formatMoment(at)}</td>
              <td>
                {title}
                {sentence && <p class="paper-small">{sentence}</p>}
                {orderNo && <p class="paper-small">{t('statement.order', { number: orderNo })}</p>}
              </td>
              <td class="statement-figure">{formatSigned(amount)}</td>
              <td class="statement-figure">{balance}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A file for the reader's own keeping, made here: what is on the paper and nothing else. */
function save({ name, from, to }: WalletStatement, entries: WalletStatement['entries']): void {
  const heads = [
    t('statement.time'),
    t('statement.what'),
    t('statement.why'),
    t('statement.orderNo'),
    t('statement.change'),
    t('statement.balance'),
  ];
  const address = URL.createObjectURL(new Blob([asCsv(entries, heads)], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: t('statement.file', { asset: name, from, to }),
  });
  link.click();
  URL.revokeObjectURL(address);
}
