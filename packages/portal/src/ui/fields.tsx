/** Form controls: each with its label, hint and problem tied to it, so that a screen reader reads them together. */
import type { ComponentChildren, JSX } from 'preact';
import { t } from '../i18n';
import { Icon } from './Icon';

export interface FieldFrame {
  id: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** No word about being required: a setting, which always has a value. */
  unmarked?: boolean;
  error?: string;
}

const describedBy = ({ id, hint, error }: FieldFrame): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

const stateOf = (frame: FieldFrame) => ({
  id: frame.id,
  name: frame.id,
  'aria-describedby': describedBy(frame),
  'aria-invalid': frame.error ? ('true' as const) : undefined,
  'aria-required': frame.required || undefined,
});

/** `spoken` where the control cannot say itself that it is required: a group of radio buttons or boxes. */
function Label({ required, unmarked, label, spoken = false }: FieldFrame & { spoken?: boolean }) {
  if (unmarked) return <>{label}</>;
  return (
    <>
      {label}{' '}
      <span class={required ? 'mark-required' : 'mark-optional'} aria-hidden={!spoken}>
        {required ? t('field.required') : t('field.optional')}
      </span>
    </>
  );
}

function Remarks({ id, hint, error }: FieldFrame) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="alert" />
          {error}
        </p>
      )}
    </>
  );
}

function Labelled({ frame, children }: { frame: FieldFrame; children: ComponentChildren }) {
  return (
    <div class={frame.error ? 'field field-wrong' : 'field'}>
      <label for={frame.id}>
        <Label {...frame} />
      </label>
      <Remarks {...frame} />
      {children}
    </div>
  );
}

type InputProps = FieldFrame & { value: string; onValue: (value: string) => void } & Pick<
    JSX.IntrinsicElements['input'],
    'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'minLength'
  >;

export function TextInput(props: InputProps) {
  const { value, onValue, type = 'text', inputMode, autoComplete, maxLength } = props;
  return (
    <Labelled frame={props}>
      <input
        {...stateOf(props)}
        {...{ type, inputMode, autoComplete, maxLength, value }}
        autoCapitalize="none"
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Labelled>
  );
}

export function TextArea(props: FieldFrame & { value: string; onValue: (value: string) => void; rows?: number }) {
  return (
    <Labelled frame={props}>
      <textarea
        {...stateOf(props)}
        rows={props.rows ?? 4}
        value={props.value}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
    </Labelled>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function Select(props: FieldFrame & { value: string; options: Choice[]; onValue: (value: string) => void }) {
  return (
    <Labelled frame={props}>
      <select {...stateOf(props)} value={props.value} onChange={(event) => props.onValue(event.currentTarget.value)}>
        <option value="">{t('field.choose')}</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type ChoicesProps = FieldFrame & { options: Choice[]; type: 'radio' | 'checkbox'; chosen: string[] } & {
  onChosen: (chosen: string[]) => void;
};

/** Radio buttons or check boxes under one question. The first one carries the field's id, for the list of problems to lead to. */
export function Choices(props: ChoicesProps) {
  const { id, type, options, chosen, error, onChosen } = props;
  const toggle = (value: string, on: boolean) => {
    if (type === 'radio') onChosen([value]);
    else onChosen(on ? [...chosen, value] : chosen.filter((item) => item !== value));
  };
  return (
    <fieldset class={error ? 'field field-wrong' : 'field'} aria-describedby={describedBy(props)}>
      <legend>
        <Label {...props} spoken />
      </legend>
      <Remarks {...props} />
      <div class="choices">
        {options.map(({ value, label }, index) => (
          <label key={value} class="choice">
            <input
              id={index === 0 ? id : `${id}-${index}`}
              type={type}
              name={id}
              value={value}
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.currentTarget.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type CheckProps = Omit<FieldFrame, 'label'> & {
  label: ComponentChildren;
  checked: boolean;
  onChecked: (on: boolean) => void;
};

/** One yes-or-no box. */
export function Check(props: CheckProps) {
  const frame = { ...props, label: '' };
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label class="choice">
        <input
          {...stateOf(frame)}
          type="checkbox"
          checked={props.checked}
          onChange={(event) => props.onChecked(event.currentTarget.checked)}
        />
        <span>
          {props.label}{' '}
          {props.required && (
            <span class="mark-required" aria-hidden>
              {t('field.required')}
            </span>
          )}
        </span>
      </label>
      <Remarks {...frame} />
    </div>
  );
}
