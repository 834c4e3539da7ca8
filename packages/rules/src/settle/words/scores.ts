/** Scorecards: rule by rule, then the card added up, the grade, and what vetoes took. */
import { cardTitle, gradeTitle, itemTitle } from '../../kinds/words';
import { message, type Message } from '../../message';
import type { ScoreResult } from '..';
import type { SettledSentence, SettledWords } from '.';
import type { Told } from './told';

export const scoreWords: SettledWords = ({ scores }, all) =>
  scores.flatMap((score): SettledSentence[] => {
    const own = (['score', 'veto'] as const).flatMap((kind) =>
      all.outcomes(kind).filter(({ params }) => params.card === score.card),
    );
    return [
      ...own.map(({ rule }) => ({ part: 'score' as const, rules: [rule], text: all.explained(rule) })),
      {
        part: 'score',
        rules: own.map(({ rule }) => rule),
        text: message('rules.settled.score.card', { card: cardTitle(score.card), parts: result(score, all) }),
      },
    ];
  });

function result(
  { card: name, items, sections, total, grade, provisional, ...rest }: ScoreResult,
  all: Told,
): Message[] {
  const card = all.ruleSet.catalogue.scorecards.get(name);
  const parts: Message[] = [];
  if (card?.base) parts.push(message('rules.settled.score.base', { points: card.base }));
  for (const { code, points, rules } of items) {
    if (rules.length > 0 || points !== 0)
      parts.push(message('rules.settled.score.item', { item: itemTitle(name, code), points }));
  }
  for (const { code, points } of sections) {
    const section = message(`cards.${name}.section.${code}`, { fallback: code });
    parts.push(message('rules.settled.score.section', { section, points }));
  }
  parts.push(message('rules.settled.score.total', { points: total }));
  if (card?.grades?.length) {
    parts.push(
      grade === null
        ? message('rules.settled.score.grade.none')
        : message('rules.settled.score.grade', { grade: gradeTitle(name, grade) }),
    );
  }
  if (provisional) parts.push(message('rules.settled.score.provisional'));
  return [...parts, ...lost(rest, all), ...open(name, rest, all)];
}

/** What vetoes took besides points and grade. */
function lost({ honoursLost, vetoes }: Pick<ScoreResult, 'honoursLost' | 'vetoes'>, all: Told): Message[] {
  const parts: Message[] = [];
  if (honoursLost === 'all') parts.push(message('rules.settled.score.honours.all'));
  else if (honoursLost) {
    const honours = honoursLost.map((honour) => all.code('honours', honour));
    parts.push(message('rules.settled.score.honours.some', { honours }));
  }
  for (const { rule, until } of vetoes) {
    if (until !== undefined) parts.push(message('rules.settled.score.until', { rule: all.title(rule), date: until }));
  }
  return parts;
}

function open(card: string, { open: waiting }: Pick<ScoreResult, 'open'>, all: Told): Message[] {
  return waiting.map(({ rule, item, why }) =>
    message(`rules.settled.score.open.${why}`, { rule: all.title(rule), item: itemTitle(card, item) }),
  );
}
