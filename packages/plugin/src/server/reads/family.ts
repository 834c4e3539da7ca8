import type { FamilyMember } from '../../api/types';
import { familyOf, type Relative } from '../households/family';
import type { Reader } from './reader';

/** 家庭成员：whom the reader's household has besides; nobody where they have not joined the county. */
export async function familyFor(
  { sidan, q, actor, say }: Pick<Reader, 'sidan' | 'q' | 'actor' | 'say'>,
  regionCode: string,
): Promise<FamilyMember[]> {
  if (!actor.personId || actor.regionCode !== regionCode) return [];
  return familyViews({ say }, await familyOf(sidan, q, regionCode, actor.personId));
}

/** In the reader's language. */
export const familyViews = ({ say }: Pick<Reader, 'say'>, family: readonly Relative[]): FamilyMember[] =>
  family.map(({ personId, name, relation }) => ({
    personId,
    name,
    relation: say(`collections.sidanHouseholdMembers.relation.${relation}`),
  }));
