/**
 * The rules of the bench as a person would write them in SQL who knows the table: one select for each rule with its figures in
 * place, explanations built with jsonb_build_object. Plain text: nothing here comes from outside.
 */
import type { RuleSet } from '../../packages/rules/src';
import type { AwardParams } from '../../packages/rules/src';

const COLUMNS: Readonly<Record<string, string>> = {
  occasion: 'occasion',
  'subject.kind': '"subjectKind"',
  'attendance.minutes': 'minutes',
  'attendance.origin': 'origin',
  'item.code': '"itemCode"',
  'item.category': 'category',
  'order.priority': 'priority',
  'rating.score': 'score',
  'team.category': '"teamCategory"',
  'event.weekday': 'weekday',
};
const column = (fact: string) => `e.${COLUMNS[fact]!}`;
const quote = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));

interface TestLike {
  fact: string;
  operator: string;
  value: unknown;
}

/** What is stored of each decision: the facts it saw, or the steps of its arithmetic besides. */
export type Stored = 'facts' | 'steps';

export function handWritten(ruleSet: RuleSet, stored: Stored): { text: string; values: readonly never[] } {
  const selects = ruleSet.rules.map(({ rule }) =>
    selectOf(rule.name, rule.conditions as unknown, rule.event.params as AwardParams, stored),
  );
  const columns = stored === 'steps' ? 'facts, steps' : 'facts';
  return {
    text: `insert into decisions ("regionCode", "eventId", "personId", rule, amount, ${columns}) ${selects.join('\nunion all ')}
      on conflict ("regionCode", "eventId", rule) do nothing`,
    values: [],
  };
}

/** Which rules fire, and nothing else. */
export function handWrittenMatches(ruleSet: RuleSet): string {
  return ruleSet.rules
    .map(({ rule }) => {
      const { where } = partsOf(rule.conditions as unknown, rule.event.params as AwardParams);
      return `select e.id, '${rule.name}' as rule from events e where ${where}`;
    })
    .join(' union all ');
}

/** Which rules fire, and how much each gives. */
export function handWrittenAmounts(ruleSet: RuleSet): string {
  return ruleSet.rules
    .map(({ rule }) => {
      const { where, amount } = partsOf(rule.conditions as unknown, rule.event.params as AwardParams);
      return `select e.id, e."personId", '${rule.name}' as rule, ${amount} as amount from events e where ${where}`;
    })
    .join(' union all ');
}

function partsOf(conditions: unknown, params: AwardParams): { where: string; amount: string } {
  const { per = 1, amount = 1, max } = params;
  const blocks = 'fact' in params.quantity ? `(greatest(${column(params.quantity.fact)}, 0) / ${per})` : '1';
  const factor = params.coefficient?.[0];
  const points = amount === 1 ? blocks : `${blocks} * ${amount}`;
  const whole = factor ? `floor(${points} * case ${column(factor.fact)} when 'urgent' then 1.5 else 1 end)` : points;
  return { where: clause(conditions, new Set()), amount: max === undefined ? whole : `least(${whole}, ${max})` };
}

function selectOf(name: string, conditions: unknown, params: AwardParams, stored: Stored): string {
  const facts = new Set<string>();
  const where = clause(conditions, facts);
  const { per = 1, amount = 1, max } = params;
  const source = 'fact' in params.quantity ? params.quantity.fact : undefined;
  const quantity = source === undefined ? 1 : `greatest(${column(source)}, 0)`;
  const blocks = source === undefined ? '1' : `(${quantity} / ${per})`;
  const factor = params.coefficient?.[0];
  if (source !== undefined) facts.add(source);
  if (factor) facts.add(factor.fact);
  const share = factor ? `case ${column(factor.fact)} when 'urgent' then 1.5 else 1 end` : '1';
  const points = amount === 1 ? blocks : `${blocks} * ${amount}`;
  const exact = factor ? `${points} * ${share}` : points;
  const whole = factor ? `floor(${exact})` : exact;
  const unit = source === undefined ? '' : `, 'unit', 'minute'`;
  const fact = source === undefined ? '' : `'fact', ${quote(source)}, `;
  const steps = [
    `jsonb_build_object('op', 'quantity', ${fact}'result', ${quantity}${unit})`,
    `jsonb_build_object('op', 'blocks', 'per', ${per}${unit}, 'rounding', 'floor', 'rounded', ${source === undefined ? 'false' : `${quantity} % ${per} <> 0`}, 'result', ${blocks})`,
    `jsonb_build_object('op', 'rate', 'amount', ${amount}, 'result', ${points})`,
    ...(factor
      ? [
          `jsonb_build_object('op', 'coefficient', 'fact', ${quote(factor.fact)}, 'value', ${column(factor.fact)}, 'factor', ${share}, 'result', ${exact})`,
        ]
      : []),
  ];
  const list = [`jsonb_build_array(${steps.join(', ')})`];
  const step = (condition: string, object: string) =>
    list.push(`case when ${condition} then jsonb_build_array(${object}) else '[]' end`);
  if (factor)
    step(`${whole} <> ${exact}`, `jsonb_build_object('op', 'round', 'rounding', 'floor', 'result', ${whole})`);
  if (max !== undefined)
    step(`${whole} > ${max}`, `jsonb_build_object('op', 'max', 'limit', ${max}, 'result', ${max})`);
  const seen = [...facts].sort().map((one) => `${quote(one)}, ${column(one)}`);
  return `select e."regionCode", e.id, e."personId", '${name}', ${max === undefined ? whole : `least(${whole}, ${max})`},
    jsonb_build_object(${seen.join(', ')})${stored === 'steps' ? `, ${list.join(' || ')}` : ''} from events e where ${where}`;
}

function clause(condition: unknown, facts: Set<string>): string {
  const node = condition as { all?: unknown[]; any?: unknown[]; not?: unknown } & TestLike;
  if (node.all) return node.all.map((part) => clause(part, facts)).join(' and ');
  if (node.any) return `(${node.any.map((part) => clause(part, facts)).join(' or ')})`;
  if (node.not) {
    const { fact, value } = node.not as TestLike;
    facts.add(fact);
    return `${column(fact)} is distinct from ${quote(value)}`;
  }
  facts.add(node.fact);
  const at = column(node.fact);
  if (node.operator === 'in') return `${at} in (${(node.value as unknown[]).map(quote).join(', ')})`;
  const signs: Record<string, string> = { equal: '=', greaterThan: '>', greaterThanInclusive: '>=' };
  return `${at} ${signs[node.operator]!} ${quote(node.value)}`;
}
