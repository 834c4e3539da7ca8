import { Input } from 'antd';
import { t } from '../app';
import { Field, idOf } from './Field';
import type { PersonDraft } from './values';

interface Props {
  who: 'requester' | 'beneficiary';
  person: PersonDraft;
  problems: Record<string, string>;
  /** The requester's number is asked first, above. */
  withPhone: boolean;
  onChange: (change: Partial<PersonDraft>) => void;
}

/** Somebody by name; telephone and identity number if they are told. */
export function PersonFields({ who, person, problems, withPhone, onChange }: Props) {
  const parts = [
    { part: 'name', name: `${who}Name`, required: true, maxLength: 50 },
    ...(withPhone ? [{ part: 'phone', name: `${who}Phone`, required: false, maxLength: 20 } as const] : []),
    { part: 'idNo', name: `${who}IdNo`, required: false, maxLength: 18 },
  ] as const;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: '0 16px' }}>
      {parts.map(({ part, name, required, maxLength }) => (
        <Field
          key={part}
          name={name}
          label={t(`pages.intake.${who}.${part}`)}
          required={required}
          problem={problems[name]}
        >
          <Input
            id={idOf(name)}
            value={person[part]}
            maxLength={maxLength}
            autoComplete="off"
            status={problems[name] ? 'error' : undefined}
            aria-invalid={Boolean(problems[name])}
            aria-describedby={problems[name] ? `${idOf(name)}-problem` : undefined}
            {...(part === 'phone' ? { type: 'tel' as const, inputMode: 'tel' as const } : {})}
            onChange={({ target }) => onChange({ [part]: target.value })}
          />
        </Field>
      ))}
    </div>
  );
}
