import { Checkbox, Radio, Rate } from 'antd';
import type { EventField } from '../../api/types';
import { t } from '../app';

/** Instead of a score. */
const ABSTAIN = 'abstain';
/** A scale of one to five is shown as stars. */
const STARS = 5;

interface Props {
  field: EventField;
  id?: string;
  /** A step of the scale; of the whole also an abstention, of an item null. */
  value?: number | string | null;
  onChange?: (value: number | string | null | undefined) => void;
}

/** One mark of a rating: stars, or the steps of the county's scale; or that it cannot be judged. */
export function Mark({ field, id, value, onChange }: Props) {
  const { scale = [], items, mayAbstain, label } = field;
  const none = items ? null : ABSTAIN;
  const isStars = scale.length === 0 || (scale.length === STARS && scale[0]!.value === 1);
  const step = typeof value === 'number' ? value : undefined;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', alignItems: 'center' }}>
      {isStars ? (
        <Rate value={step ?? 0} onChange={(stars) => onChange?.(stars || undefined)} />
      ) : (
        <Radio.Group
          id={id}
          value={step === undefined ? undefined : String(step)}
          onChange={({ target }) => onChange?.(Number(target.value))}
          options={[...scale].reverse().map((one) => ({ value: String(one.value), label: one.label }))}
          optionType="button"
          aria-label={label}
        />
      )}
      {mayAbstain && (
        <Checkbox checked={value === none} onChange={({ target }) => onChange?.(target.checked ? none : undefined)}>
          {t('pages.order.abstain')}
        </Checkbox>
      )}
    </div>
  );
}
