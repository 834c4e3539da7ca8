/** 为谁办理: oneself, or somebody for whom one acts. */
import type { Me } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { Select } from './fields';

interface WardSelectProps {
  me: Me;
  /** Empty: oneself. */
  wardId: string;
  onWard: (wardId: string) => void;
}

const SELF = 'self';

/** Nothing for who acts for nobody else. */
export function WardSelect({ me, wardId, onWard }: WardSelectProps) {
  if (!me.wards.length) return null;
  return (
    <Select
      id="ward"
      label={t('ward.for')}
      hint={wardId ? t('ward.hint') : undefined}
      unmarked
      options={[
        { value: SELF, label: t('place.forSelf') },
        ...me.wards.map(({ personId, name }) => ({ value: personId, label: t('place.forWard', { name }) })),
      ]}
      value={wardId || SELF}
      onValue={(value) => onWard(value === SELF ? '' : value)}
    />
  );
}
