/** 核销台：for merchants and site managers: scan or type a code, see what it is for, hand it over. */
import { useEffect, useState } from 'preact/hooks';
import type { CounterView, RedemptionDetail } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { TextInput } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { useCommand, useResource } from '../ui/hooks';
import { Notice } from '../ui/Notice';
import { Empty, Page } from '../ui/Page';
import { canScan, Scanner } from '../ui/Scanner';
import { CounterLists } from './CounterLists';
import { Deliveries, DeliveryPairs, DeliverySteps } from './Delivery';
import { spaced } from './Redemption';

export function Counter({ code }: { code: string }) {
  return <Guard title={t('counter.title')}>{() => <CounterPage given={code} />}</Guard>;
}

function CounterPage({ given }: { given: string }) {
  const resource = useResource('counter', api.counter);
  return (
    <Page title={t('counter.title')} lede={t('counter.lede')} narrow>
      <Async resource={resource}>
        {(counter) =>
          counter.outlets.length ? (
            <Desk counter={counter} given={given} again={resource.reload} />
          ) : (
            <Empty title={t('counter.none')}>
              <p>{t('counter.noneHint')}</p>
            </Empty>
          )
        }
      </Async>
    </Page>
  );
}

interface DeskProps {
  counter: CounterView;
  given: string;
  again: () => Promise<void>;
}

function Desk({ counter, given, again }: DeskProps) {
  const [code, setCode] = useState(given);
  const [scanning, setScanning] = useState(false);
  const [found, setFound] = useState<RedemptionDetail>();
  const [done, setDone] = useState<RedemptionDetail>();
  const finding = useCommand();
  const handing = useCommand();
  const find = (text: string) =>
    finding.run(async () => {
      setFound(undefined);
      setDone(undefined);
      setFound((await api.findCode(text)).redemption);
    });
  useEffect(() => {
    if (given) void find(given);
  }, [given]);
  const ended = async (one: RedemptionDetail) => {
    setDone(one.collectedAt ? one : undefined);
    setFound(undefined);
    setCode('');
    await again();
  };
  const act = (event: 'collect' | 'return', data: Record<string, unknown>) =>
    handing.run(async (onRetry) => {
      await ended(await api.redeemEvent(found!.id, event, data, onRetry));
    });
  return (
    <>
      <form
        class="panel"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim()) void find(code);
        }}
      >
        <p>{t('counter.at', { outlets: counter.outlets.map(({ name }) => name).join(t('list.separator')) })}</p>
        <TextInput
          id="code"
          label={t('counter.code')}
          hint={t('counter.codeHint')}
          inputMode="numeric"
          autoComplete="off"
          required
          value={code}
          onValue={setCode}
        />
        <div class="buttons">
          <Button type="submit" tone="primary" icon="search" busy={finding.sending}>
            {t('counter.find')}
          </Button>
          {canScan() && !scanning && <Button onClick={() => setScanning(true)}>{t('counter.scan')}</Button>}
        </div>
        {scanning && (
          <Scanner
            onClose={() => setScanning(false)}
            onText={(text) => {
              setScanning(false);
              setCode(text.replace(/^.*\//, ''));
              void find(text);
            }}
          />
        )}
        <CommandStatus command={finding} />
      </form>
      {found && <Found one={found} code={code} handing={handing} act={act} onDone={ended} />}
      {done && (
        <Notice kind="good" title={t(done.state === 'returned' ? 'counter.returned' : 'counter.done')}>
          <p>{t('redemption.what', { reward: done.rewardName, count: done.quantity })}</p>
        </Notice>
      )}
      <Deliveries rows={counter.deliveries} />
      <CounterLists />
      <ul class="rows">
        {counter.outlets.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${paths.poster(id)}`}>{t('poster.open', { outlet: name })}</a>
          </li>
        ))}
      </ul>
      <section class="panel" aria-labelledby="recent-title">
        <h2 id="recent-title">{t('counter.recent')}</h2>
        {counter.recent.length === 0 && <p>{t('counter.noRecent')}</p>}
        <ul class="rows">
          {counter.recent.map((one) => (
            <li key={one.id}>
              <p class="row-title">{t('redemption.what', { reward: one.rewardName, count: one.quantity })}</p>
              <p class="row-meta">
                <span>{one.outletName}</span>
                <span>{one.stateName}</span>
                {one.collectedAt && <time dateTime={one.collectedAt}>{formatTime(one.collectedAt)}</time>}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface FoundProps {
  one: RedemptionDetail;
  code: string;
  handing: ReturnType<typeof useCommand>;
  act: (event: 'collect' | 'return', data: Record<string, unknown>) => Promise<boolean>;
  onDone: (one: RedemptionDetail) => Promise<void>;
}

/** What somebody at a counter or a door does with it. */
const HANDED = new Set(['collect', 'return', 'setOut', 'deliver', 'deliverSigned', 'bringBack']);

function Found({ one, code, handing, act, onDone }: FoundProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const returns = () => {
    setAsked(true);
    if (reason.trim()) void act('return', { reason: reason.trim() });
  };
  return (
    <section class="panel" aria-labelledby="found-title">
      <h2 id="found-title">{t('redemption.what', { reward: one.rewardName, count: one.quantity })}</h2>
      {one.photo && <img class="good-photo" src={one.photo} alt="" />}
      <dl class="pairs">
        <div>
          <dt>{t('counter.person')}</dt>
          <dd>{one.personName}</dd>
        </div>
        {one.beneficiaryName && (
          <div>
            <dt>{t('redemption.for')}</dt>
            <dd>{one.beneficiaryName}</dd>
          </div>
        )}
        <div>
          <dt>{t('redemption.where')}</dt>
          <dd>{one.outletName}</dd>
        </div>
        {one.delivery && <DeliveryPairs delivery={one.delivery} />}
        <div>
          <dt>{t('redemption.code')}</dt>
          <dd>{spaced(code.replace(/[^\d]/g, '').slice(-8))}</dd>
        </div>
      </dl>
      {one.allowed.includes('collect') && (
        <Button
          tone="primary"
          icon="check"
          wide
          busy={handing.sending}
          onClick={() => void act('collect', { code: code.replace(/[^\d]/g, '').slice(-8) })}
        >
          {t('counter.handOver')}
        </Button>
      )}
      {one.allowed.includes('return') && (
        <>
          {one.collectedAt && (
            <Notice kind="warning" title={t('counter.spent', { time: formatTime(one.collectedAt) })} />
          )}
          <p>{t('counter.collected', { amount: one.refund ?? 0, unit: one.unit })}</p>
          <TextInput
            id="return-reason"
            label={t('counter.reason')}
            required
            maxLength={500}
            value={reason}
            error={asked && !reason.trim() ? t('counter.reasonNeeded') : undefined}
            onValue={setReason}
          />
          <Button busy={handing.sending} onClick={returns}>
            {t('counter.takeBack')}
          </Button>
        </>
      )}
      <DeliverySteps one={one} code={code.replace(/[^\d]/g, '').slice(-8)} again={onDone} />
      {!one.allowed.some((event) => HANDED.has(event)) && <p>{t('counter.notYou')}</p>}
      <CommandStatus command={handing} />
    </section>
  );
}
