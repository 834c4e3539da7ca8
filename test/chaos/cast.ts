import type { Citizen, County, Team } from '../stock/county';
import { endOf, type Play, type Who } from './plays';

/** One order of a run: its play, its people, and what its driver was told. */
export interface Part {
  no: number;
  play: Play;
  requester: Citizen;
  dispatcher: Citizen;
  teams: [Team, Team];
  /** Empty until the first answer. */
  orderId: string;
  orderNo: string;
  /** Every answer that somebody was given: these must be history, whatever happened since. */
  acknowledged: { seq: number; event: string; state: string }[];
}

/** Casts the plays: every resident orders again and again, and teams meet in changing pairs, so that orders compete for people. */
export function castParts(plays: readonly Play[], county: County): Part[] {
  return plays.map((play, no) => {
    const at = (shift: number) => county.teams[(no + shift) % county.teams.length]!;
    return {
      no,
      play,
      requester: county.residents[no % county.residents.length]!,
      dispatcher: county.dispatcher,
      teams: [at(0), at(1 + (no % (county.teams.length - 1)))],
      orderId: '',
      orderNo: '',
      acknowledged: [],
    };
  });
}

export function person(part: Part, who: Who): Citizen {
  if (who === 'requester' || who === 'dispatcher') return part[who];
  const [, kind, team, member] = /^(leader|member)(\d)(\d?)$/.exec(who)!;
  const cast = part.teams[Number(team)]!;
  return kind === 'leader' ? cast.leader : cast.members[Number(member)]!;
}

/** Whether the play's last word is a clock that this run lets run out for all at the end. */
export const isArchived = (part: Part): boolean => endOf(part.play) === 'closed';
