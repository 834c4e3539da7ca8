import { Button } from 'antd';
import { useState } from 'react';
import type { AllowedEvent, OrderDetail, OrderEventType } from '../../api/types';
import { Correct } from './Correct';
import { EventForm } from './EventForm';

/** Steps forward come first and look it; steps back and ends come last. */
const FORWARD: OrderEventType[] = [
  'approve',
  'compile',
  'recognise',
  'dispatch',
  'accept',
  'claim',
  'start',
  'finish',
  'complete',
  'report',
  'confirm',
  'rate',
  'followUp',
  'redeem',
];
const ENDS: OrderEventType[] = ['reject', 'decline', 'merge', 'cancel'];

const rank = (type: OrderEventType) => (FORWARD.includes(type) ? 0 : ENDS.includes(type) ? 2 : 1);

/** One button for each thing that this user may do to the order now; the server says which. */
export function ActionBar({ order, onChanged }: { order: OrderDetail; onChanged: () => void }) {
  const [open, setOpen] = useState<AllowedEvent>();
  const events = [...order.allowedEvents].sort((a, b) => rank(a.type) - rank(b.type));
  const first = events[0];
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'flex-start' }}>
      {events.map((event) => (
        <Button
          key={event.type}
          type={event === first && rank(event.type) === 0 ? 'primary' : 'default'}
          danger={ENDS.includes(event.type)}
          onClick={() => setOpen(event)}
          data-event={event.type}
        >
          {event.label}
        </Button>
      ))}
      <Correct order={order} onChanged={onChanged} />
      {open && (
        <EventForm
          orderId={order.id}
          event={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onChanged();
          }}
        />
      )}
    </div>
  );
}
