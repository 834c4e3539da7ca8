/** The reader's points: what there is, and the reason of every one. */
import type { Me, Wallet as WalletData } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatSigned, formatTime } from '../i18n/format';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { LinkButton } from '../ui/Button';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';

export function Wallet() {
  return (
    <Guard title={t('wallet.title')} person>
      {(me) => <WalletPage me={me} />}
    </Guard>
  );
}

function WalletPage({ me }: { me: Me }) {
  const resource = useResource('wallet', api.wallet);
  // Residents earn points as well; they come from their own page, not from the volunteers'.
  const back =
    me.volunteer || me.teams.length
      ? { href: paths.volunteer, label: t('volunteer.title') }
      : { href: paths.settings, label: t('nav.mine') };
  return (
    <Page title={t('wallet.title')} back={back}>
      <Async resource={resource}>{(wallet) => <WalletBody wallet={wallet} />}</Async>
    </Page>
  );
}

function WalletBody({ wallet }: { wallet: WalletData }) {
  return (
    <>
      <section class="balance" aria-label={t('wallet.balance')}>
        <p>{t('wallet.balance')}</p>
        <p class="balance-figure">{t('wallet.amount', { amount: wallet.balance, unit: wallet.unit })}</p>
        {wallet.held ? <p>{t('shop.held', { amount: wallet.held, unit: wallet.unit })}</p> : null}
      </section>
      <p class="buttons">
        <LinkButton href={`#${paths.shop()}`} icon="gift">
          {t('shop.title')}
        </LinkButton>
      </p>
      <section class="panel" aria-labelledby="entries-title">
        <h2 id="entries-title">{t('wallet.entries')}</h2>
        {wallet.entries.length === 0 && <Empty title={t('wallet.none')} />}
        <ul class="rows">
          {wallet.entries.map((entry) => (
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
      </section>
    </>
  );
}
