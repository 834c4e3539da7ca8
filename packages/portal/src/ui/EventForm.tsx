/** What can be done to an order now, and the data each deed takes: drawn from the server's description of the event. */
import { useState } from 'preact/hooks';
import type { AllowedEvent, EventField } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { api, tell } from '../state/app';
import { Button } from './Button';
import { ErrorSummary } from './ErrorSummary';
import { CommandStatus } from './Failure';
import { Check, Choices, Select, TextArea, TextInput } from './fields';
import { useCommand } from './hooks';

export type EventValue = string | boolean | string[];
export type EventValues = Record<string, EventValue>;

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
  const [values, setValues] = useState<EventValues>({});
  const [problems, setProblems] = useState<{ field: EventField; text: string }[]>([]);
  const [turn, setTurn] = useState(0);
  const command = useCommand();
  const shown = drawnFields(event.fields);
  const idOf = (field: EventField) => `${event.type}-${orderId}-${field.name}`;
  const errorOf = (field: EventField) => problems.find((problem) => problem.field === field)?.text;

  const send = async () => {
    const wrong = shown.flatMap((field) => {
      const text = problemOf(field, values[field.name]);
      return text ? [{ field, text }] : [];
    });
    setProblems(wrong);
    setTurn(turn + 1);
    if (wrong.length) return;
    const done = await command.run(async (onRetry) => {
      await api.act(orderId, event.type, toBody(event.fields, values), { teamId, onRetry });
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
      <ErrorSummary turn={turn} lines={problems.map(({ field, text }) => ({ id: idOf(field), text }))} />
      {shown.map((field) => (
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

/** Instead of a step of the scale. */
const ABSTAIN = 'abstain';

/** The fields as drawn: a rating with a scale is a choice of its steps, one for each thing that is rated. */
function drawnFields(fields: readonly EventField[]): EventField[] {
  return fields.flatMap((field): EventField[] => {
    const { scale, items, mayAbstain } = field;
    if (!scale) return [field];
    const options = [...scale].reverse().map(({ value, label }) => ({ value: String(value), label }));
    if (mayAbstain) options.push({ value: ABSTAIN, label: t('score.abstain') });
    const choice = { ...field, kind: 'choice' as const, options };
    return items ? items.map(({ label }, index) => ({ ...choice, name: markName(field, index), label })) : [choice];
  });
}

const markName = ({ name }: EventField, index: number) => `${name}.${index}`;

/** What a rating is sent as: a step or an abstention for the whole, or steps by item, none where it cannot be judged. */
function ratingOf(field: EventField, values: EventValues): unknown {
  const stepOf = (value: EventValue | undefined, none: unknown) => (value === ABSTAIN ? none : Number(value));
  if (!field.items) return stepOf(values[field.name], ABSTAIN);
  return Object.fromEntries(field.items.map(({ name }, index) => [name, stepOf(values[markName(field, index)], null)]));
}

interface ControlProps {
  id: string;
  field: EventField;
  error?: string;
  value: EventValue | undefined;
  onValue: (value: EventValue) => void;
}

export function EventControl({ id, field, error, value, onValue }: ControlProps) {
  const frame = { id, label: field.label, required: field.required, error };
  if (field.kind === 'boolean') return <Check {...frame} checked={value === true} onChecked={onValue} />;
  const text = typeof value === 'string' ? value : '';
  if (field.kind === 'score') {
    const options = SCORES.map(([score, key]) => ({ value: score, label: t(key) }));
    const choose = ([score = '']: string[]) => onValue(score);
    return <Choices {...frame} type="radio" options={options} chosen={[text]} onChosen={choose} />;
  }
  if (isWhole(field)) return <TextInput {...frame} inputMode="numeric" value={text} onValue={onValue} />;
  if (field.options && field.options.length > CHOICES_SHOWN && field.kind !== 'people')
    return <Select {...frame} options={field.options} value={text} onValue={onValue} />;
  if (field.options) {
    const several = field.kind === 'people';
    const chosen = Array.isArray(value) ? value : text ? [text] : [];
    const choose = (values: string[]) => onValue(several ? values : (values[0] ?? ''));
    return (
      <Choices
        {...frame}
        type={several ? 'checkbox' : 'radio'}
        options={field.options}
        chosen={chosen}
        onChosen={choose}
      />
    );
  }
  return <TextArea {...frame} rows={3} value={text} onValue={onValue} />;
}

/** Whether a field can be drawn from what a list says of it: one whose choices have to be looked up is drawn on the order's own page. */
export const isDrawn = ({ kind, options }: EventField): boolean =>
  options !== undefined || !['teams', 'people', 'site', 'item', 'order', 'choice'].includes(kind);

/** More are chosen from a list that folds up. */
const CHOICES_SHOWN = 8;

/** What is wrong with a value, by the bounds that came with its field; the server has the last word. */
export function problemOf(field: EventField, value: EventValue | undefined): string | undefined {
  const { label, kind, options, min = 1, max = Infinity, lengthMax = Infinity } = field;
  if (isEmpty(value)) {
    if (!field.required) return undefined;
    return t(kind === 'score' || options ? 'problem.chooseOne' : 'problem.required', { field: label });
  }
  if (isWhole(field) && !(/^\d+$/.test(String(value).trim()) && Number(value) >= min && Number(value) <= max))
    return t('problem.between', { field: label, min, max });
  const now = typeof value === 'string' ? value.trim().length : 0;
  return kind === 'text' && now > lengthMax ? t('problem.tooLong', { field: label, max: lengthMax, now }) : undefined;
}

const isWhole = ({ kind }: EventField) => kind === 'minutes' || kind === 'whole';

const isEmpty = (value: EventValue | undefined) =>
  value === undefined ||
  value === false ||
  (typeof value !== 'boolean' && value.length === 0) ||
  String(value).trim() === '';

export function toBody(fields: EventField[], values: EventValues): Record<string, unknown> {
  const marked = ({ items, name }: EventField) => (items ? `${name}.0` : name);
  const filled = fields.filter((field) => !isEmpty(values[marked(field)]));
  return Object.fromEntries(
    filled.map((field) => {
      const { name, kind, scale } = field;
      if (scale) return [name, ratingOf(field, values)];
      const value = values[name]!;
      return [
        name,
        kind === 'score' || kind === 'minutes' || kind === 'whole'
          ? Number(value)
          : typeof value === 'string'
            ? value.trim()
            : value,
      ];
    }),
  );
}
