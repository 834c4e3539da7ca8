/** Why a step of dispatch was taken, as the history keeps it, in the reader's words. */
import { brief } from '@sidan/lifecycle';
import type { Message } from '@sidan/rules';
import type { Words } from '../packs/words';
import type { Say } from '../reads/reader';
import type { Suggested } from './choice';
import type { TurnTold } from './turn';

/** One line each: why, what was passed over, and what speaks for each team; or what was suggested in place of what was chosen. */
export function toldWhy(
  words: Pick<Words, 'say'>,
  say: Say,
  plan: TurnTold | null,
  suggested: readonly Suggested[] | null,
  pile: boolean,
): string[] {
  const list = (texts: readonly string[]) => texts.join(say('api.list.separator'));
  if (suggested) {
    const names = list(suggested.map(({ name }) => name));
    return [names ? say('api.dispatch.suggested', { names }) : say('api.dispatch.nobodySuggested')];
  }
  if (!plan) return pile ? [say('api.dispatch.pile')] : [];
  const told = (text: Message) => words.say(text);
  return [
    told(plan.because),
    ...plan.skipped.map(told),
    ...plan.teams.map(({ name, because }) => {
      const why = because.map(({ text, weight }) =>
        weight === undefined ? told(text) : `${told(text)} ${signed(weight)}`,
      );
      return say('api.dispatch.team', { name, why: list(why) });
    }),
  ];
}

/** `+20`, `-5`. */
export const signed = (weight: number): string => `${brief(weight) > 0 ? '+' : ''}${brief(weight)}`;
