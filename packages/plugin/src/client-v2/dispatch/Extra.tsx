import { Input, Select, Switch, Typography } from 'antd';
import type { EventField } from '../../api/types';
import { boundsOf, isWhole } from '../order/whole';
import { WholeInput, wholeTrouble } from '../shared/WholeInput';

interface Props {
  field: EventField;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** What a lifecycle asks beside the teams when an order is dispatched: how many are needed, a word for them, what a county added. In a line, so its label is its placeholder. */
export function Extra({ field, value, onChange }: Props) {
  const { kind, label, options, lengthMax } = field;
  const common = { 'aria-label': label, style: { flex: '1 1 160px' } };
  if (isWhole(field)) {
    const trouble = wholeTrouble(value, boundsOf(field));
    return (
      <div style={common.style}>
        <WholeInput
          aria-label={label}
          placeholder={label}
          value={value}
          onChange={onChange}
          aria-invalid={trouble !== undefined}
          status={trouble === undefined ? undefined : 'error'}
        />
        {trouble !== undefined && <Typography.Text type="danger">{trouble}</Typography.Text>}
      </div>
    );
  }
  if (kind === 'boolean')
    return (
      <label style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <Switch checked={value === true} onChange={onChange} /> {label}
      </label>
    );
  if (options)
    return (
      <Select
        {...common}
        value={value as string | undefined}
        onChange={onChange}
        placeholder={label}
        options={options}
        allowClear={!field.required}
        showSearch
        optionFilterProp="label"
      />
    );
  return (
    <Input
      {...common}
      value={value as string | undefined}
      onChange={({ target }) => onChange(target.value)}
      placeholder={label}
      maxLength={lengthMax}
    />
  );
}
