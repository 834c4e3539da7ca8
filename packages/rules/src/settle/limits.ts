/**
 * Limits on what awards give. They nest: each applies to what those before it left, the narrowest window first, and within one
 * limit awards are served in the order of their rules, so that the highest priority is counted first.
 */
import type { Window } from '../facts/measured';
import type { Holder, LimitParams } from '../kinds';
import { inUnits, inSmallest, measureOf } from '../kinds/assets';
import { subjectOf } from '../kinds/award';
import type { OutcomeOf } from '../outcome';
import type { RuleSet } from '../layer';
import type { OverflowPosting } from './settlement';

/** An award on its way through the limits. */
export interface Earning {
  readonly outcome: OutcomeOf<'award'>;
  left: number;
  readonly limitedBy: string[];
}

/** Days of a window, about: enough to tell the narrower one. */
const DAYS: Readonly<Record<Window['span'], number>> = {
  event: 0,
  day: 1,
  week: 7,
  month: 30.5,
  quarter: 91.5,
  halfYear: 183,
  rolling: 1,
  year: 366,
  cycle: 367,
  lifetime: Infinity,
};
const HOLDERS = ['person', 'household', 'team', 'site'] as const;

function width({ span, count = 1, days = 1 }: Window): number {
  return span === 'rolling' ? days : DAYS[span] * (span === 'event' ? 1 : count);
}

/** Takes what is too much off the earnings, in place, and says where it goes. */
export function applyLimits(
  earnings: readonly Earning[],
  limits: readonly OutcomeOf<'limit'>[],
  ruleSet: RuleSet,
): OverflowPosting[] {
  const ordered = [...limits].sort((a, b) => {
    const byWidth = Math.sign(width(a.params.window) - width(b.params.window)) || 0;
    return byWidth || HOLDERS.indexOf(a.params.per) - HOLDERS.indexOf(b.params.per);
  });
  return ordered.flatMap((limit) => applyLimit(earnings, limit, ruleSet));
}

function applyLimit(earnings: readonly Earning[], limit: OutcomeOf<'limit'>, ruleSet: RuleSet): OverflowPosting[] {
  let room = limit.amount;
  const overflow: OverflowPosting[] = [];
  for (const earning of earnings) {
    if (!concerns(limit.params, earning.outcome)) continue;
    const counted = Math.min(earning.left, room);
    const rest = earning.left - counted;
    const before = room;
    room -= counted;
    if (rest === 0) continue;
    earning.left = counted;
    earning.limitedBy.push(limit.rule);
    overflow.push(...overflowOf(limit, earning.outcome, { amount: rest, room: before }, ruleSet));
  }
  return overflow;
}

function concerns({ asset, to, of }: LimitParams, { rule, params }: OutcomeOf<'award'>): boolean {
  if (params.asset !== asset) return false;
  if (!isSameAccount(params.to, to)) return false;
  if (!of) return true;
  const tagged = params.tags?.some((tag) => of.tags?.includes(tag)) ?? false;
  const grouped = params.group !== undefined && (of.groups?.includes(params.group) ?? false);
  return tagged || grouped || (of.rules?.includes(rule) ?? false);
}

/** Of one evaluation: its subject is the volunteer, the resident or simply the person, however a rule spells it. */
function isSameAccount(a: Holder, b: Holder): boolean {
  if (a === b) return true;
  const [plain, kind] = a === 'person' ? [a, b] : [b, a];
  return plain === 'person' && subjectOf(kind) !== undefined;
}

function overflowOf(
  { rule: limit, params: { overflow }, measure: own }: OutcomeOf<'limit'>,
  award: OutcomeOf<'award'>,
  { amount, room }: Pick<OverflowPosting, 'amount' | 'room'>,
  { catalogue }: RuleSet,
): OverflowPosting[] {
  const { asset, to } = award.params;
  const measure = own ?? measureOf(catalogue, asset);
  const posting = { limit, rule: award.rule, asset, to, measure, amount, room };
  if (overflow.do === 'drop') return [{ ...posting, do: 'drop' }];
  if (overflow.do === 'donate') return [{ ...posting, do: 'donate', fund: overflow.fund }];
  const account = overflow.account === undefined ? {} : { account: overflow.account };
  if (overflow.asset === undefined) return [{ ...posting, do: 'move', ...account }];
  const other = measureOf(catalogue, overflow.asset);
  const into = { asset: overflow.asset, amount: inSmallest(inUnits(amount, measure), other) };
  // What the other asset cannot hold is not lost in silence.
  const moved = inSmallest(inUnits(into.amount, other), measure);
  const parts: OverflowPosting[] = [];
  if (moved > 0) parts.push({ ...posting, amount: moved, do: 'move', ...account, into });
  if (moved < amount) parts.push({ ...posting, amount: amount - moved, do: 'drop', tooFineFor: overflow.asset });
  return parts;
}
