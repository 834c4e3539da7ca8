/** What can be done to an order now, and the data each deed takes: drawn from the server's description of the event. */
import { useState } from 'preact/hooks';
import type { AllowedEvent, EventField } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { api, tell } from '../state/app';
import { Button } from './Button';
import { ErrorSummary } from './ErrorSummary';
import { CommandStatus } from './Failure';
import { Check, Choices, TextArea } from './fields';
import { useCommand } from './hooks';

type EventValue = string | boolean;
type Values = Record<string, EventValue>;

interface EventFormProps {
  orderId: string;
  event: AllowedEvent;
  /** For which of the reader's teams. */
  teamId?: string;
  onDone: () => void;
  onCancel?: () => void;
}

/** From best to worst, so that the first button under the thumb is the kind one. */
const SCORES: [string, Key][] = [
  ['5', 'score.5'],
  ['4', 'score.4'],
  ['3', 'score.3'],
  ['2', 'score.2'],
  ['1', 'score.1'],
];

export function EventForm({ orderId, event, teamId, onDone, onCancel }: EventFormProps) {
  const [values, setValues] = useState<Values>({});
  const [missing, setMissing] = useState<EventField[]>([]);
  const [turn, setTurn] = useState(0);
  const command = useCommand();
  const idOf = (field: EventField) => `${event.type}-${orderId}-${field.name}`;
  const errorOf = (field: EventField) => (missing.includes(field) ? wordsOf(field) : undefined);

  const send = async () => {
    const wrong = event.fields.filter((field) => field.required && isEmpty(values[field.name]));
    setMissing(wrong);
    setTurn(turn + 1);
    if (wrong.length) return;
    const done = await command.run(async (onRetry) => {
      await api.act(orderId, event.type, { ...toBody(event.fields, values), teamId }, onRetry);
    });
    if (!done) return;
    tell(t('event.done', { action: event.label }));
    onDone();
  };

  return (
    <form
      class="event-form"
      noValidate
      aria-label={event.label}
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <ErrorSummary turn={turn} lines={missing.map((field) => ({ id: idOf(field), text: wordsOf(field) }))} />
      {event.fields.map((field) => (
        <EventControl
          key={field.name}
          id={idOf(field)}
          field={field}
          error={errorOf(field)}
          value={values[field.name]}
          onValue={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <CommandStatus command={command} />
      <div class="buttons">
        <Button type="submit" tone="primary" busy={command.sending}>
          {t('event.send', { action: event.label })}
        </Button>
        {onCancel && (
          <Button tone="quiet" onClick={onCancel}>
            {t('action.notNow')}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ControlProps {
  id: string;
  field: EventField;
  error?: string;
  value: EventValue | undefined;
  onValue: (value: EventValue) => void;
}

function EventControl({ id, field, error, value, onValue }: ControlProps) {
  const frame = { id, label: field.label, required: field.required, error };
  if (field.kind === 'boolean') return <Check {...frame} checked={value === true} onChecked={onValue} />;
  const text = typeof value === 'string' ? value : '';
  if (field.kind === 'score') {
    const options = SCORES.map(([score, key]) => ({ value: score, label: t(key) }));
    const choose = ([score = '']: string[]) => onValue(score);
    return <Choices {...frame} type="radio" options={options} chosen={[text]} onChosen={choose} />;
  }
  return <TextArea {...frame} rows={3} value={text} onValue={onValue} />;
}

const wordsOf = (field: EventField) =>
  t(field.kind === 'score' ? 'problem.chooseOne' : 'problem.required', { field: field.label });

const isEmpty = (value: EventValue | undefined) =>
  value === undefined || value === false || (typeof value === 'string' && value.trim() === '');

function toBody(fields: EventField[], values: Values): Record<string, unknown> {
  const filled = fields.filter((field) => !isEmpty(values[field.name]));
  return Object.fromEntries(
    filled.map(({ name, kind }) => {
      const value = values[name]!;
      return [name, kind === 'score' ? Number(value) : typeof value === 'string' ? value.trim() : value];
    }),
  );
}
