/** 为谁点单: oneself, somebody of one's household, or, where it is paid, somebody else. */
import type { FamilyMember } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { Select } from './fields';

/** Nobody whom the book knows as one's family. */
export const OTHER = 'other';

interface WhomProps {
  family: readonly FamilyMember[];
  paid: boolean;
  /** A person's id, `OTHER`, or empty: oneself. */
  whom: string;
  onWhom: (whom: string) => void;
}

export function Whom({ family, paid, whom, onWhom }: WhomProps) {
  if (!family.length && !paid) return null;
  const options = [
    { value: SELF, label: t('place.forSelf') },
    ...family.map(({ personId, name, relation }) => ({
      value: personId,
      label: t('place.forFamily', { name, relation }),
    })),
    ...(paid ? [{ value: OTHER, label: t('place.forOther') }] : []),
  ];
  return (
    <Select
      id="place-for"
      label={t('place.for')}
      hint={t('place.forHint')}
      required
      options={options}
      value={whom && (paid || whom !== OTHER) ? whom : SELF}
      onValue={(value) => onWhom(value === SELF ? '' : value)}
    />
  );
}

const SELF = 'self';

/** What goes with the order, and with the question what it would cost. */
export const whomBody = (whom: string): { beneficiaryId?: string } =>
  whom && whom !== OTHER ? { beneficiaryId: whom } : {};
