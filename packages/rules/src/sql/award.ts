/**
 * The arithmetic of an award in SQL, step by step that of `kinds/awardFigure.ts`.
 */
import { decimal, divideWhole, toNumber } from '../decimal';
import { inUnits, measureOf, smallest } from '../kinds/assets';
import type { AwardParams, Coefficient, Tiers } from '../kinds/award';
import { LIMITS } from '../limits';
import type { Measure } from '../outcome';
import { type Access, asJson, asNumeric, type FactAccess } from './access';
import type { FigureMaker, Let } from './figure';
import { type Fragment, id, join, param, sql } from './fragment';
import { booleanJson, concat, numberJson, objectText, valueJson } from './jsonText';
import { textOf } from './loose';
import { number, quotient, rounded } from './numeric';

const column = (name: string): Fragment => sql`${id('sidan_f', name)}`;

/** What has been earned before coefficients, `over ÷ under`; `under` is a constant. */
interface EarnedSql {
  readonly lets: readonly Let[];
  readonly over: Fragment;
  readonly under: number;
  /** Pieces of text for `concat`. */
  readonly steps: readonly Fragment[];
}

export const awardSql: FigureMaker<AwardParams> = (params, catalogue, access) => {
  const { quantity, rounding, min, max } = params;
  const measure = measureOf(catalogue, params.asset);
  const source = 'fact' in quantity ? quantity.fact : undefined;
  const unit = source === undefined ? undefined : catalogue.facts.get(source)?.unit;
  const seen = 'fact' in quantity ? asNumeric(access(quantity.fact)) : number(quantity.value);
  const before = params.tiers === undefined ? undefined : asNumeric(access(params.tiers.over.fact));

  const first: Let[] = [{ name: 'q', is: source === undefined ? seen : positive(seen) }];
  if (before !== undefined) first.push({ name: 'b', is: positive(before) });
  const earned = params.tiers ? byTiers(params, params.tiers, unit) : byBlocks(params, unit);
  const coefficients = coefficientsOf(params.coefficient ?? [], earned, access);
  const over = coefficients.over;

  const step = params.step === undefined ? smallest(measure) : decimal(params.step);
  const stepInSmallest = divideWhole(step, smallest(measure), 'floor');
  const stepNumber = toNumber(step);
  const steppedUnder = sql`${number(earned.under)} * ${number(stepNumber)}`;
  const stepped: Let = {
    name: 's',
    is: rounded(earned.under === 1 && stepNumber === 1 ? over : quotient(over, steppedUnder), rounding),
  };

  const bounds = boundsOf(sql`${column('s')} * ${param(String(stepInSmallest), 'numeric')}`, min, max, measure);
  const steps: Fragment[] = [
    ...objectText({ op: 'quantity', fact: source, unit, result: numberJson(column('q')) }),
    ...earned.steps,
    ...coefficients.steps,
    taken(
      sql`${column('s')} * ${steppedUnder} <> ${over}`,
      objectText({
        op: 'round',
        rounding,
        step: params.step,
        result: numberJson(sql`${column('s')} * ${number(stepNumber)}`),
      }),
    ),
    ...bounds.steps,
  ];
  const missing = missingSteps(source, params.tiers?.over.fact);
  const counted = missing === undefined ? undefined : sql`${column('s')} is not null`;
  const all = concat(steps);
  return {
    lets: [first, earned.lets, coefficients.lets, [stepped]].filter((layer) => layer.length > 0),
    amount:
      counted === undefined
        ? sql`(${bounds.amount})::bigint`
        : sql`(case when ${counted} then ${bounds.amount} else 0 end)::bigint`,
    steps:
      counted === undefined || missing === undefined ? all : sql`case when ${counted} then ${all} else ${missing} end`,
    measure,
  };
};

/** `greatest` alone passes over null: what is missing must stay so. */
function positive(value: Fragment): Fragment {
  return sql`case when ${value} < 0 then 0 else ${value} end`;
}

/** The step `missing`, of the quantity before that of the running total; undefined when nothing can be. */
function missingSteps(source: string | undefined, over: string | undefined): Fragment | undefined {
  const step = (fact: string): Fragment => param(JSON.stringify({ op: 'missing', fact }), 'text');
  if (source === undefined) return over === undefined ? undefined : step(over);
  return over === undefined
    ? step(source)
    : sql`(case when ${column('q')} is null then ${step(source)} else ${step(over)} end)`;
}

/** A step that is taken only if; with its comma. */
function taken(condition: Fragment, step: readonly Fragment[]): Fragment {
  return sql`case when ${condition} then ${concat([COMMA, ...step])} end`;
}

const COMMA = sql`','`;
const always = (step: readonly Fragment[]): Fragment[] => [COMMA, ...step];

/** A quotient for showing: to six decimals at most. */
function shown(over: Fragment, under: number): Fragment {
  if (under === 1) return sql`floor(${over} * 1000000 + 0.5) * 0.000001`;
  return sql`floor(${quotient(sql`${over} * 1000000`, number(under))} + 0.5) * 0.000001`;
}

function byBlocks(
  { per = 1, amount = 1, partial = false, rounding }: AwardParams,
  unit: string | undefined,
): EarnedSql {
  const q = column('q');
  if (partial) {
    const over = sql`(${q} * ${number(amount)})`;
    const result = numberJson(shown(over, per));
    return { lets: [], over, under: per, steps: always(objectText({ op: 'rate', amount, per, unit, result })) };
  }
  const blocks = column('n');
  const over = amount === 1 ? blocks : sql`(${blocks} * ${number(amount)})`;
  const isRounded = booleanJson(sql`${blocks} * ${number(per)} <> ${q}`);
  return {
    lets: [{ name: 'n', is: rounded(per === 1 ? q : quotient(q, number(per)), rounding) }],
    over,
    under: 1,
    steps: [
      ...always(objectText({ op: 'blocks', per, unit, rounding, rounded: isRounded, result: numberJson(blocks) })),
      ...always(objectText({ op: 'rate', amount, result: numberJson(over) })),
    ],
  };
}

function byTiers({ rounding }: AwardParams, { steps: rows }: Tiers, unit: string | undefined): EarnedSql {
  const lets: Let[] = [];
  const steps: Fragment[] = [];
  const totals: Fragment[] = [];
  const [q, b] = [column('q'), column('b')];
  rows.forEach(({ upTo, per, amount }, index) => {
    const from = rows[index - 1]?.upTo ?? 0;
    const partOf = (reached: Fragment): Fragment => {
      const top = upTo === undefined ? reached : sql`least(${reached}, ${number(upTo)})`;
      return sql`greatest(${top} - ${number(from)}, 0)`;
    };
    const [already, then] = [partOf(b), partOf(sql`(${b} + ${q})`)];
    const blocks = (part: Fragment): Fragment => rounded(quotient(part, number(per)), rounding);
    lets.push({ name: `p${index}`, is: sql`${then} - ${already}` });
    lets.push({ name: `e${index}`, is: sql`(${blocks(then)} - ${blocks(already)}) * ${number(amount)}` });
    totals.push(column(`e${index}`));
    const part = column(`p${index}`);
    const result = numberJson(sql`(${join(totals, sql` + `)})`);
    steps.push(
      taken(
        sql`${part} <> 0`,
        objectText({ op: 'tier', from, upTo, counted: numberJson(part), unit, per, amount, result }),
      ),
    );
  });
  // `least` and `greatest` pass over null: what is missing must stay so.
  const total = sql`(case when ${q} is not null and ${b} is not null then ${join(totals, sql` + `)} end)`;
  return { lets, over: total, under: 1, steps };
}

function coefficientsOf(coefficients: readonly Coefficient[], earned: EarnedSql, access: Access): EarnedSql {
  const lets: Let[] = coefficients.map((coefficient, index) => ({
    name: `c${index}`,
    is: factorSql(coefficient, access(coefficient.fact)),
  }));
  let { over } = earned;
  const steps = coefficients.flatMap(({ fact }, index) => {
    const factor = column(`c${index}`);
    over = sql`(${over} * ${factor})`;
    const found = access(fact);
    const value = found === undefined ? null : valueJson(asJson(found));
    const result = numberJson(shown(over, earned.under));
    return always(objectText({ op: 'coefficient', fact, value, factor: numberJson(factor), result }));
  });
  return { lets, over, under: earned.under, steps };
}

function factorSql(
  { table, bands = [], default: otherwise = 1 }: Coefficient,
  value: FactAccess | undefined,
): Fragment {
  if (value === undefined) return number(otherwise);
  const rows = table
    ? Object.entries(table).map(([key, factor]) => sql` when ${param(key, 'text')} then ${number(factor)}`)
    : [...bands]
        .reverse()
        .map(({ from, factor }) => sql` when ${asNumeric(value)} >= ${number(from)} then ${number(factor)}`);
  const subject = table ? textValue(value) : sql``;
  return sql`case ${subject} ${join(rows, sql``)} else ${number(otherwise)} end`;
}

/** The value as the text by which JavaScript would look it up. */
function textValue(value: FactAccess): Fragment {
  if (value.as === 'json') {
    return sql`case jsonb_typeof(${value.sql}) when 'array' then ${textOf(value.sql)} else ${value.sql} #>> '{}' end`;
  }
  return value.as === 'texts' ? sql`array_to_string(${value.sql}, ',', '')` : sql`(${value.sql})::text`;
}

/** The amount within its bounds, and the steps that say so. */
function boundsOf(
  amount: Fragment,
  min: number | undefined,
  max: number | undefined,
  measure: Measure,
): { amount: Fragment; steps: readonly Fragment[] } {
  const steps: Fragment[] = [];
  let result = amount;
  const bound = (limit: number): Fragment =>
    param(String(divideWhole(decimal(limit), smallest(measure), 'floor')), 'numeric');
  const keep = (op: 'min' | 'max', limit: number, bounded: Fragment): void => {
    const outside = op === 'min' ? sql`${result} < ${bounded}` : sql`${result} > ${bounded}`;
    steps.push(taken(outside, objectText({ op, limit, result: limit })));
    result = op === 'min' ? sql`greatest(${result}, ${bounded})` : sql`least(${result}, ${bounded})`;
  };
  if (min !== undefined) keep('min', min, bound(min));
  if (max !== undefined) keep('max', max, bound(max));
  keep('max', inUnits(LIMITS.pointsMax, measure), param(String(LIMITS.pointsMax), 'numeric'));
  return { amount: result, steps };
}
