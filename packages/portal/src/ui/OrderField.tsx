/** One field of the order form, drawn by its kind. A kind that this portal does not know yet is drawn as text. */
import type { FormField } from '@sidan/plugin-sidan/api';
import type { FieldValue } from '../form/model';
import { Check, Choices, Select, TextArea, TextInput } from './fields';

interface OrderFieldProps {
  field: FormField;
  value: FieldValue;
  error?: string;
  onValue: (value: FieldValue) => void;
}

/** The element id of a field's control. */
export const idOf = (name: string) => `field-${name}`;

export function OrderField({ field, value, error, onValue }: OrderFieldProps) {
  const frame = { id: idOf(field.name), label: field.title, hint: field.description, required: field.required, error };
  const text = typeof value === 'string' ? value : '';
  const options = field.options ?? [];
  switch (field.kind) {
    case 'textarea':
      return <TextArea {...frame} value={text} onValue={onValue} />;
    case 'select':
      return <Select {...frame} options={options} value={text} onValue={onValue} />;
    case 'multiselect':
      return (
        <Choices
          {...frame}
          type="checkbox"
          options={options}
          chosen={Array.isArray(value) ? value : []}
          onChosen={onValue}
        />
      );
    case 'boolean':
      return <Check {...frame} checked={value === true} onChecked={onValue} />;
    default:
      return <TextInput {...frame} {...INPUTS[field.kind]} {...autoComplete(field)} value={text} onValue={onValue} />;
  }
}

type TextKind = Exclude<FormField['kind'], 'textarea' | 'select' | 'multiselect' | 'boolean'>;

const INPUTS: Record<TextKind, { type: string; inputMode?: 'tel' | 'decimal' | 'numeric' }> = {
  text: { type: 'text' },
  phone: { type: 'tel', inputMode: 'tel' },
  // Text with a number pad: browsers silently drop what they cannot read in `type="number"`.
  number: { type: 'text', inputMode: 'decimal' },
  integer: { type: 'text', inputMode: 'numeric' },
  date: { type: 'date' },
  datetime: { type: 'datetime-local' },
};

const AUTOCOMPLETE: Record<string, string> = { contactName: 'name', contactPhone: 'tel', address: 'street-address' };

const autoComplete = ({ name }: FormField) => (AUTOCOMPLETE[name] ? { autoComplete: AUTOCOMPLETE[name] } : {});
