import { Select } from 'antd';
import { t } from '../app';

interface Props {
  counties: readonly { regionCode: string; name: string }[];
  value: string;
  onChange(regionCode: string): void;
}

/** Of several counties the one that a page is about; nothing where there is only one. */
export function CountyChoice({ counties, value, onChange }: Props) {
  if (counties.length < 2) return null;
  return (
    <Select
      aria-label={t('pages.intake.county')}
      value={value}
      options={counties.map(({ regionCode, name }) => ({ value: regionCode, label: name }))}
      showSearch
      optionFilterProp="label"
      style={{ width: 240, maxWidth: '100%', marginBottom: 16 }}
      onChange={onChange}
    />
  );
}
