/** One redemption: the pick-up code as digits and as a picture, where to go with it, and what has happened. */
import { useState } from 'preact/hooks';
import type { RedemptionDetail } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { api, tell } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { Guard } from '../ui/Guard';
import { useCommand, useResource } from '../ui/hooks';
import { Page } from '../ui/Page';
import { Pair } from '../ui/Pair';
import { Qr } from '../ui/Qr';
import { DeliveryPairs, DeliverySteps } from './Delivery';

export function Redemption({ id }: { id: string }) {
  return <Guard title={t('redemption.title')}>{() => <RedemptionPage id={id} />}</Guard>;
}

function RedemptionPage({ id }: { id: string }) {
  const resource = useResource(`redemption ${id}`, () => api.redemption(id));
  // Whoever brings it has come from the counter.
  const back = resource.data?.atCounter
    ? { href: paths.counter(), label: t('counter.title') }
    : { href: paths.redemptions, label: t('redemptions.title') };
  return (
    <Page title={t('redemption.title')} back={back} narrow>
      <Async resource={resource}>{(one) => <Body one={one} again={resource.reload} />}</Async>
    </Page>
  );
}

/** What to do with the code. */
const showing = ({ state, delivery }: RedemptionDetail) =>
  state === 'reviewing' ? 'redemption.wait' : delivery ? 'redemption.showAtDoor' : 'redemption.show';

const dueLabel = ({ collectedAt, delivery }: RedemptionDetail) =>
  collectedAt ? 'redemption.returnUntil' : delivery ? 'redemption.deliverUntil' : 'redemption.collectUntil';

/** `4821 0937`: easier to read out. */
export const spaced = (code: string): string => code.replace(/(\d{4})(\d{4})/, '$1 $2');

/** Any camera opens the counter's page with the code. */
const counterUrl = (code: string): string => `${location.href.split('#')[0]}#${paths.counter(code)}`;

function Body({ one, again }: { one: RedemptionDetail; again: () => Promise<void> }) {
  const command = useCommand();
  const [sure, setSure] = useState(false);
  const cancel = () =>
    command.run(async (onRetry) => {
      await api.redeemEvent(one.id, 'cancel', {}, onRetry);
      tell(t('redemption.cancelled'));
      await again();
    });
  return (
    <>
      <section class="panel" aria-labelledby="what-title">
        <div class="order-head">
          <h2 id="what-title">{t('redemption.what', { reward: one.rewardName, count: one.quantity })}</h2>
          <span class="badge">{one.stateName}</span>
        </div>
        {one.code && (
          <div class="pickup">
            <Qr text={counterUrl(one.code)} label={t('redemption.picture', { code: one.code })} />
            <p>{t('redemption.code')}</p>
            <p class="pickup-code">{spaced(one.code)}</p>
            <p>{t(showing(one))}</p>
          </div>
        )}
        <dl class="pairs">
          <Pair
            label={t(one.delivery ? 'redemption.from' : 'redemption.where')}
            value={[one.outletName, one.outletAddress, one.outletOpen].filter(Boolean).join('\n')}
          />
          <Pair label={t('redemption.price')} value={t('wallet.amount', { amount: one.price, unit: one.unit })} />
          {one.beneficiaryName && <Pair label={t('redemption.for')} value={one.beneficiaryName} />}
          {one.personName && <Pair label={t('counter.person')} value={one.personName} />}
          {one.delivery && <DeliveryPairs delivery={one.delivery} />}
          {one.dueAt && <Pair label={t(dueLabel(one))} value={formatTime(one.dueAt)} />}
          {one.refund !== undefined && one.dueAt && (
            <Pair label={t('redemption.refund')} value={t('wallet.amount', { amount: one.refund, unit: one.unit })} />
          )}
          <Pair label={t('redemption.number')} value={one.redemptionNo} />
        </dl>
        {one.allowed.includes('takeOut') && <TakeOut one={one} again={again} />}
        <DeliverySteps key={one.state} one={one} again={again} />
        {one.sentence && <p class="lede">{one.sentence}</p>}
        {one.allowed.includes('cancel') && (
          <>
            {sure ? (
              <>
                <p>{t('redemption.cancelSure')}</p>
                <div class="buttons">
                  <Button onClick={() => setSure(false)}>{t('redemption.keep')}</Button>
                  <Button tone="primary" busy={command.sending} onClick={() => void cancel()}>
                    {t('redemption.cancelYes')}
                  </Button>
                </div>
              </>
            ) : (
              <Button onClick={() => setSure(true)}>{t('redemption.cancel')}</Button>
            )}
            <CommandStatus command={command} retry={() => void cancel()} />
          </>
        )}
      </section>
      <section class="panel" aria-labelledby="story-title">
        <h2 id="story-title">{t('redemption.story')}</h2>
        <ul class="rows">
          {one.story.map(({ at, words, reason, by }) => (
            <li key={at + words}>
              <p class="row-title">{words}</p>
              {reason && <p>{reason}</p>}
              <p class="row-meta">
                <time dateTime={at}>{formatTime(at)}</time>
                {by && <span>{by}</span>}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** 自助领取：what one has asked for before, taken out where nobody stands at the counter. */
function TakeOut({ one, again }: { one: RedemptionDetail; again: () => Promise<void> }) {
  const command = useCommand();
  const take = () =>
    command.run(async (onRetry) => {
      await api.redeemEvent(one.id, 'takeOut', {}, onRetry);
      tell(t('redemption.takenOut'));
      await again();
    });
  return (
    <>
      <p class="hint">{t('redemption.takeOutHint')}</p>
      <Button tone="primary" icon="check" wide busy={command.sending} onClick={() => void take()}>
        {t('redemption.takeOut')}
      </Button>
      <CommandStatus command={command} retry={() => void take()} />
    </>
  );
}
