/** 为谁点单: oneself, somebody of one's household, a ward in whose name one acts, or, where it is paid, somebody else. */
import type { FamilyMember, Me } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { Select } from './fields';

/** Nobody whom the book knows as one's family. */
export const OTHER = 'other';

interface WhomProps {
  family: readonly FamilyMember[];
  wards: Me['wards'];
  paid: boolean;
  /** A person's id, of a ward after `WARD`, `OTHER`, or empty: oneself. */
  whom: string;
  onWhom: (whom: string) => void;
}

export function Whom({ family, wards, paid, whom, onWhom }: WhomProps) {
  if (!family.length && !wards.length && !paid) return null;
  const options = [
    { value: SELF, label: t('place.forSelf') },
    ...family.map(({ personId, name, relation }) => ({
      value: personId,
      label: t('place.forFamily', { name, relation }),
    })),
    ...wards.map(({ personId, name }) => ({ value: `${WARD}${personId}`, label: t('place.forWard', { name }) })),
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

/** Before the id of somebody in whose name one acts. */
const WARD = 'ward:';

const wardIn = (whom: string): string | undefined => (whom.startsWith(WARD) ? whom.slice(WARD.length) : undefined);

/** The name of the ward in whose name one acts, if one does. */
export const wardNamed = (wards: Me['wards'], whom: string): string | undefined =>
  wards.find(({ personId }) => personId === wardIn(whom))?.name;

/** What goes with the order. */
export function whomBody(whom: string): { requesterId?: string; beneficiaryId?: string } {
  const ward = wardIn(whom);
  if (ward) return { requesterId: ward };
  return whom && whom !== OTHER ? { beneficiaryId: whom } : {};
}

/** What goes with the question what it would cost. */
export function whomAsked(whom: string): { wardId?: string; beneficiaryId?: string; payFor?: string } {
  const ward = wardIn(whom);
  if (ward) return { wardId: ward };
  return whom === OTHER ? { payFor: OTHER } : whomBody(whom);
}
