/** The reader's points: what there is, and the reason of every one. */
import { useState } from 'preact/hooks';
import type { Me, Wallet as WalletData } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatDay, formatSigned, formatTime } from '../i18n/format';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button, LinkButton } from '../ui/Button';
import { FailureView } from '../ui/Failure';
import { Guard } from '../ui/Guard';
import { useCommand, useResource } from '../ui/hooks';
import { Notice } from '../ui/Notice';
import { Empty, Page } from '../ui/Page';
import { WardSelect } from '../ui/WardSelect';

type Terms = NonNullable<WalletData['terms']>;

export function Wallet({ wardId, asset }: { wardId?: string; asset?: string }) {
  return (
    <Guard title={t('wallet.title')} person>
      {(me) => <WalletPage key={asset} me={me} begin={wardId} first={asset} />}
    </Guard>
  );
}

/** `begin`: whose it shows first, for who comes back from a page of theirs; `first`: and what of it. */
function WalletPage({ me, begin = '', first }: { me: Me; begin?: string; first?: string }) {
  const [asset, setAsset] = useState(first);
  const [wardId, setWard] = useState(me.wards.some(({ personId }) => personId === begin) ? begin : '');
  const resource = useResource(`wallet/${wardId}/${asset ?? ''}`, () =>
    api.wallet(undefined, asset, wardId || undefined),
  );
  // Residents earn points as well; they come from their own page, not from the volunteers'.
  const back =
    me.volunteer || me.teams.length
      ? { href: paths.volunteer, label: t('volunteer.title') }
      : { href: paths.settings, label: t('nav.mine') };
  return (
    <Page title={t('wallet.title')} back={back}>
      <WardSelect
        me={me}
        wardId={wardId}
        onWard={(id) => {
          setWard(id);
          setAsset(undefined);
        }}
      />
      <Async resource={resource}>
        {(wallet) => (
          <WalletBody key={`${wardId}/${wallet.asset}`} wallet={wallet} wardId={wardId} onAsset={setAsset} />
        )}
      </Async>
    </Page>
  );
}

interface BodyProps {
  wallet: WalletData;
  /** Whose it is, where that is not the reader. */
  wardId: string;
  onAsset: (asset: string) => void;
}

function WalletBody({ wallet, wardId, onAsset }: BodyProps) {
  const { unit, held, parts, assets } = wallet;
  const { name = '', team } = assets.find(({ asset }) => asset === wallet.asset) ?? {};
  return (
    <>
      {assets.length > 1 && (
        <div class="tabs" role="group" aria-label={t('wallet.which')}>
          {assets.map((one) => (
            <Button key={one.asset} pressed={one.asset === wallet.asset} onClick={() => onAsset(one.asset)}>
              {one.name}
            </Button>
          ))}
        </div>
      )}
      <section class="balance" aria-label={t('wallet.balanceOf', { asset: name })}>
        <p>{t('wallet.balanceOf', { asset: name })}</p>
        <p class="balance-figure">{t('wallet.amount', { amount: wallet.balance, unit })}</p>
        {held > 0 && <p>{t('wallet.held', { amount: held, unit })}</p>}
      </section>
      {wallet.owed !== undefined && (
        <Notice kind="warning" title={t('wallet.owed', { amount: wallet.owed, unit })}>
          <p>{t('wallet.owedHint', { asset: name })}</p>
        </Notice>
      )}
      {wallet.terms && <Terms terms={wallet.terms} unit={unit} />}
      <p class="buttons">
        {!team && (
          <LinkButton href={`#${paths.shop()}`} icon="gift">
            {t('shop.title')}
          </LinkButton>
        )}
        {/* What a ward has is not given away. What a team has is given away, and nothing else. */}
        {!wardId && (
          <>
            {team ? (
              <LinkButton href={`#${paths.giveOf(team.id)}`} icon="gift">
                {t('give.teamTitle')}
              </LinkButton>
            ) : (
              <>
                <LinkButton href={`#${paths.give}`}>{t('give.title')}</LinkButton>
                <LinkButton href={`#${paths.hours}`}>{t('hours.title')}</LinkButton>
              </>
            )}
          </>
        )}
        <LinkButton href={`#${paths.statement(wallet.asset, wardId)}`}>{t('statement.title')}</LinkButton>
      </p>
      {parts.length > 0 && (
        <section class="panel" aria-labelledby="parts-title">
          <h2 id="parts-title">{t('wallet.parts')}</h2>
          <ul class="rows">
            {parts.map((part) => (
              <li key={`${part.lastDay}/${part.fromDay}`}>{partWords(part, unit)}</li>
            ))}
          </ul>
        </section>
      )}
      <Entries wallet={wallet} wardId={wardId} name={name} />
    </>
  );
}

const TERMS = {
  open: 'wallet.terms.open',
  frozen: 'wallet.terms.frozen',
  refusing: 'wallet.terms.refusing',
  closed: 'wallet.terms.closed',
} as const;

/** What the county has said about this account, and why. */
function Terms({ terms: { status, floor, reason, at }, unit }: { terms: Terms; unit: string }) {
  return (
    <Notice kind={status === 'open' ? 'info' : 'warning'} title={t(TERMS[status], { amount: -floor, unit })}>
      <p>{t('wallet.terms.since', { day: formatTime(at), reason })}</p>
    </Notice>
  );
}

function partWords({ amount, lastDay, fromDay }: WalletData['parts'][number], unit: string): string {
  if (lastDay && fromDay) {
    return t('wallet.part.both', { amount, unit, from: formatDay(fromDay), day: formatDay(lastDay) });
  }
  return lastDay
    ? t('wallet.part.expires', { amount, unit, day: formatDay(lastDay) })
    : t('wallet.part.waits', { amount, unit, day: formatDay(fromDay ?? '') });
}

/** The newest entries came with the balance; older ones when asked for. */
function Entries({ wallet, wardId, name }: Omit<BodyProps, 'onAsset'> & { name: string }) {
  const [older, setOlder] = useState<{ entries: WalletData['entries']; next?: string }>();
  const command = useCommand();
  const entries = [...wallet.entries, ...(older?.entries ?? [])];
  const next = older ? older.next : wallet.next;
  const more = () =>
    command.run(async () => {
      const page = await api.wallet(next, wallet.asset, wardId || undefined);
      setOlder({ entries: [...(older?.entries ?? []), ...page.entries], ...(page.next ? { next: page.next } : {}) });
    });
  return (
    <section class="panel" aria-labelledby="entries-title">
      <h2 id="entries-title">{t('wallet.entriesOf', { asset: name })}</h2>
      {entries.length === 0 && <Empty title={t('wallet.none')} />}
      <ul class="rows">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p class="row-title">
              {entry.title}
              <span class={entry.amount < 0 ? 'amount amount-out' : 'amount'}>
                {formatSigned(entry.amount)} {wallet.unit}
              </span>
            </p>
            <p>{entry.sentence}</p>
            <p class="row-meta">
              <time dateTime={entry.at}>{formatTime(entry.at)}</time>
              <span>{t('wallet.after', { amount: entry.balance, unit: wallet.unit })}</span>
            </p>
            {entry.orderId && (
              <a class="row-link" href={`#${paths.order(entry.orderId)}`}>
                {t('wallet.order', { number: entry.orderNo ?? '' })}
              </a>
            )}
          </li>
        ))}
      </ul>
      {command.failure && <FailureView failure={command.failure} />}
      {next && (
        <Button wide busy={command.sending} onClick={() => void more()}>
          {t('action.more')}
        </Button>
      )}
    </section>
  );
}
