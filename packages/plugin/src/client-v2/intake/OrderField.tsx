import { Checkbox, Input, Select } from 'antd';
import type { FormField } from '../../api/types';
import { t } from '../app';
import { Field, idOf } from './Field';
import type { FieldValue } from './values';

interface Props {
  field: FormField;
  value: FieldValue | undefined;
  problem?: string;
  onValue: (value: FieldValue) => void;
}

/** Who is called is who asks, unless said otherwise. */
const CONTACT = ['contactName', 'contactPhone'];

/** One field of the order's form, drawn by its kind as the portal draws it. */
export function OrderField({ field, value, problem, onValue }: Props) {
  const { name, title, required, description } = field;
  const hint = description ?? (CONTACT.includes(name) ? t('pages.intake.contactHint') : undefined);
  return (
    <Field name={name} label={title} required={required} hint={hint} problem={problem}>
      {control({ field, value, problem, onValue })}
    </Field>
  );
}

function control({ field, value, problem, onValue }: Props): JSX.Element {
  const { kind, maxLength } = field;
  const options = field.options ?? [];
  const frame = { id: idOf(field.name), status: problem ? ('error' as const) : undefined };
  const text = {
    ...frame,
    maxLength,
    value: typeof value === 'string' ? value : '',
    autoComplete: 'off' as const,
    'aria-invalid': Boolean(problem),
    'aria-describedby': problem ? `${frame.id}-problem` : undefined,
    onChange: (event: { target: { value: string } }) => onValue(event.target.value),
  };
  const full = { width: '100%' };
  switch (kind) {
    case 'textarea':
      return <Input.TextArea {...text} rows={3} />;
    case 'select':
      return (
        <Select
          {...frame}
          options={options}
          value={typeof value === 'string' && value ? value : undefined}
          showSearch
          optionFilterProp="label"
          allowClear={!field.required}
          style={full}
          onChange={(chosen: string | undefined) => onValue(chosen ?? '')}
        />
      );
    case 'multiselect':
      return (
        <Select
          {...frame}
          mode="multiple"
          options={options}
          value={Array.isArray(value) ? value : []}
          optionFilterProp="label"
          style={full}
          onChange={(chosen: string[]) => onValue(chosen)}
        />
      );
    case 'boolean':
      return (
        <Checkbox id={frame.id} checked={value === true} onChange={({ target }) => onValue(target.checked)}>
          {t('api.yes')}
        </Checkbox>
      );
    case 'date':
      return <Input {...text} type="date" />;
    case 'datetime':
      return <Input {...text} type="datetime-local" />;
    case 'phone':
      return <Input {...text} type="tel" inputMode="tel" />;
    case 'integer':
      return <Input {...text} inputMode="numeric" />;
    case 'number':
      return <Input {...text} inputMode="decimal" />;
    default:
      return <Input {...text} />;
  }
}
