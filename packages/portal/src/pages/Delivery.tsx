/** 送货上门：where to, and for whoever brings it: set out, hand over at the door, bring back. */
import { useState } from 'preact/hooks';
import type { DeliveryView, RedemptionDetail, RedemptionLine } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { api, tell } from '../state/app';
import { paths } from '../state/route';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { TextInput } from '../ui/fields';
import { useCommand } from '../ui/hooks';
import { Pair } from '../ui/Pair';

export function DeliveryPairs({ delivery }: { delivery: DeliveryView }) {
  const { address, phone, carrier, signedBy } = delivery;
  return (
    <>
      <Pair label={t('delivery.address')} value={address} />
      <div>
        <dt>{t('delivery.phone')}</dt>
        <dd>{phone.includes('*') ? phone : <a href={`tel:${phone}`}>{phone}</a>}</dd>
      </div>
      {carrier && <Pair label={t('delivery.carrier')} value={carrier} />}
      {signedBy && <Pair label={t('delivery.signedBy')} value={signedBy} />}
    </>
  );
}

/** What one step asks for and how it is said, in the order in which they are offered. */
const STEPS = [
  {
    event: 'setOut',
    field: 'carrier',
    required: false,
    max: 50,
    title: 'delivery.setOut',
    label: 'delivery.field.carrier',
    submit: 'delivery.send.setOut',
    told: 'delivery.done.setOut',
  },
  {
    event: 'deliver',
    field: 'code',
    required: true,
    max: 20,
    title: 'delivery.deliver',
    label: 'delivery.field.code',
    submit: 'delivery.send.deliver',
    told: 'delivery.done.deliver',
  },
  {
    event: 'deliverSigned',
    field: 'signedBy',
    required: true,
    max: 50,
    title: 'delivery.deliverSigned',
    label: 'delivery.field.signedBy',
    submit: 'delivery.send.deliverSigned',
    told: 'delivery.done.deliverSigned',
  },
  {
    event: 'bringBack',
    field: 'reason',
    required: true,
    max: 500,
    title: 'delivery.bringBack',
    label: 'delivery.field.reason',
    submit: 'delivery.send.bringBack',
    told: 'delivery.done.bringBack',
  },
] as const;

interface StepsProps {
  one: RedemptionDetail;
  /** The code that was shown, where one was scanned. */
  code?: string;
  again: (one: RedemptionDetail) => Promise<void>;
}

/** The steps of a delivery that the reader may take now. */
export function DeliverySteps({ one, code, again }: StepsProps) {
  const steps = STEPS.filter(({ event }) => one.allowed.includes(event));
  const [chosen, setChosen] = useState<(typeof STEPS)[number]>();
  const open = steps.length === 1 ? steps[0] : chosen;
  if (!steps.length) return null;
  return (
    <section class="event-form" aria-label={t('delivery.title')}>
      {steps.length > 1 && (
        <div class="buttons">
          {steps.map((step) => (
            <Button key={step.event} tone={open === step ? 'primary' : undefined} onClick={() => setChosen(step)}>
              {t(step.title)}
            </Button>
          ))}
        </div>
      )}
      {open && <Step key={open.event} step={open} one={one} code={code} again={again} />}
    </section>
  );
}

function Step({ step, one, code, again }: StepsProps & { step: (typeof STEPS)[number] }) {
  const { event, field, required, max } = step;
  const [value, setValue] = useState(field === 'code' ? (code ?? '') : '');
  const [asked, setAsked] = useState(false);
  const command = useCommand();
  const text = value.trim();
  const send = async () => {
    setAsked(true);
    if (required && !text) return;
    await command.run(async (onRetry) => {
      const done = await api.redeemEvent(one.id, event, text ? { [field]: text } : {}, onRetry);
      tell(t(step.told));
      await again(done);
    });
  };
  return (
    <form
      class="delivery-step"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send();
      }}
    >
      <TextInput
        id={`delivery-${field}`}
        label={t(step.label)}
        hint={field === 'carrier' ? t('delivery.carrierHint') : undefined}
        required={required}
        maxLength={max}
        inputMode={field === 'code' ? 'numeric' : undefined}
        autoComplete="off"
        value={value}
        error={asked && required && !text ? t('delivery.needed') : undefined}
        onValue={setValue}
      />
      <div class="buttons">
        <Button type="submit" tone="primary" busy={command.sending}>
          {t(step.submit)}
        </Button>
      </div>
      <CommandStatus command={command} retry={() => void send()} />
    </form>
  );
}

/** What is to be delivered from the reader's counters, the most urgent first. */
export function Deliveries({ rows }: { rows: readonly RedemptionLine[] }) {
  if (!rows.length) return null;
  return (
    <section class="panel" aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">{t('delivery.list')}</h2>
      <ul class="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <p class="row-title">
              <a href={`#${paths.redemption(one.id)}`}>
                {t('redemption.what', { reward: one.rewardName, count: one.quantity })}
              </a>{' '}
              <span class="badge">{one.stateName}</span>
            </p>
            <p class="row-meta">
              <span>{one.delivery?.address}</span>
              <span>{one.delivery?.phone}</span>
              {one.delivery?.carrier && <span>{one.delivery.carrier}</span>}
              {one.dueAt && <span>{t('redemption.due', { time: formatTime(one.dueAt) })}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
