/** The buttons for what the reader may do to an order now. One that takes data opens its form in place; nothing pops up. */
import { useState } from 'preact/hooks';
import type { AllowedEvent, OrderEventType } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api, tell } from '../state/app';
import { Button } from './Button';
import { EventForm } from './EventForm';
import { CommandStatus } from './Failure';
import { useCommand } from './hooks';

/** What leads on comes first; what undoes comes last. */
const LEADING: OrderEventType[] = [
  'accept',
  'claim',
  'start',
  'finish',
  'complete',
  'report',
  'answer',
  'rate',
  'confirm',
  'redeem',
  'approve',
  'dispatch',
];
const UNDOING: OrderEventType[] = [
  'ask',
  'dispute',
  'appeal',
  'rework',
  'reopen',
  'decline',
  'reject',
  'withdraw',
  'cancel',
];

/** What a county's layer added stands between: nobody here knows where it leads. */
const rank = (type: OrderEventType): number => {
  const undoing = UNDOING.indexOf(type);
  if (undoing >= 0) return LEADING.length + 1 + undoing;
  return LEADING.includes(type) ? LEADING.indexOf(type) : LEADING.length;
};

interface OrderActionsProps {
  orderId: string;
  events: AllowedEvent[];
  /** Which order, where a list shows the same buttons for several. */
  label?: string;
  /** The form to show open, from the address. */
  open?: string;
  /** For which of the reader's teams: who leads several may have been asked for more than one. */
  teamId?: string;
  onDone: () => void;
}

export function OrderActions({ orderId, events, label, open, teamId, onDone }: OrderActionsProps) {
  const sorted = [...events].sort((a, b) => rank(a.type) - rank(b.type));
  const [opened, setOpened] = useState<string | undefined>(open);
  const command = useCommand();
  const [sent, setSent] = useState<AllowedEvent>();

  const send = async (event: AllowedEvent) => {
    setSent(event);
    const done = await command.run(
      async (onRetry) => void (await api.act(orderId, event.type, {}, { teamId, onRetry })),
    );
    if (!done) return;
    tell(t('event.done', { action: event.label }));
    onDone();
  };

  const shown = sorted.find((event) => event.type === opened && event.fields.length > 0);
  return (
    <div class="actions" role={label ? 'group' : undefined} aria-label={label}>
      <div class="buttons">
        {sorted.map((event, index) => (
          <Button
            key={event.type}
            tone={UNDOING.includes(event.type) ? 'quiet' : index === 0 ? 'primary' : 'plain'}
            busy={command.sending && sent === event}
            expanded={event.fields.length ? event === shown : undefined}
            onClick={() =>
              event.fields.length ? setOpened(event === shown ? undefined : event.type) : void send(event)
            }
          >
            {event.label}
          </Button>
        ))}
      </div>
      <CommandStatus command={command} retry={sent && (() => void send(sent))} />
      {shown && (
        <EventForm
          key={shown.type}
          orderId={orderId}
          event={shown}
          teamId={teamId}
          onDone={onDone}
          onCancel={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}
