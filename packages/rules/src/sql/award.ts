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
  /** Whether `over` is a bigint: most rules count whole blocks of whole numbers, which is much faster so. */
  readonly whole?: boolean;
  /** Pieces of text for `concat`. */
  readonly steps: readonly Fragment[];
}

export const awardSql: FigureMaker<AwardParams> = (params, catalogue, access) => {
  const { quantity, rounding, min, max } = params;
  const measure = measureOf(catalogue, params.asset);
  const source = 'fact' in quantity ? quantity.fact : undefined;
  const unit = source === undefined ? undefined : catalogue.facts.get(source)?.unit;
  const before = params.tiers === undefined ? undefined : asNumeric(access(params.tiers.over.fact));
  const counted = quantityOf(params, access);
  const first: Let[] = [{ name: 'q', is: counted.sql }];
  if (before !== undefined) first.push({ name: 'b', is: positive(before) });
  const tests = [counted.known, before === undefined ? undefined : sql`${before} is not null`];
  const earned = params.tiers ? byTiers(params, params.tiers, unit) : byBlocks(params, unit, counted.whole);
  const coefficients = coefficientsOf(params.coefficient ?? [], earned, access);
  const { over, whole = false } = coefficients;

  const step = params.step === undefined ? smallest(measure) : decimal(params.step);
  const stepInSmallest = divideWhole(step, smallest(measure), 'floor');
  const stepNumber = toNumber(step);
  const steppedUnder = sql`${number(earned.under)} * ${number(stepNumber)}`;
  const isWhole = whole && stepNumber === 1;
  const stepped: Let = { name: 's', is: isWhole ? over : rounded(quotient(over, steppedUnder), rounding) };

  const smallestUnits =
    stepInSmallest === 1n ? column('s') : sql`${column('s')} * ${param(String(stepInSmallest), 'numeric')}`;
  const bounds = boundsOf(smallestUnits, min, max, measure, isWhole && stepInSmallest === 1n ? 'bigint' : 'numeric');
  const steps: Fragment[] = [
    ...objectText({ op: 'quantity', fact: source, unit, result: numberJson(column('q')) }),
    ...earned.steps,
    ...coefficients.steps,
    taken(
      isWhole ? sql`false` : sql`${column('s')} * ${steppedUnder} <> ${over}`,
      objectText({
        op: 'round',
        rounding,
        step: params.step,
        result: numberJson(sql`${column('s')} * ${number(stepNumber)}`),
      }),
    ),
    ...bounds.steps,
  ];
  const all = concat(steps);
  const known = tests.filter((test) => test !== undefined);
  const result = {
    lets: [first, earned.lets, coefficients.lets, [stepped]].filter((layer) => layer.length > 0),
    measure,
  };
  if (known.length === 0) return { ...result, amount: sql`(${bounds.amount})::bigint`, steps: all };
  const isKnown = join(known, sql` and `);
  const missing = missingSteps(source, params.tiers?.over.fact, counted.known);
  return {
    ...result,
    amount: sql`(case when ${isKnown} then ${bounds.amount} else 0 end)::bigint`,
    steps: sql`case when ${isKnown} then ${all} else ${missing} end`,
  };
};

/** The step `missing`, of the quantity before that of the running total. */
function missingSteps(source: string | undefined, over: string | undefined, isKnown: Fragment | undefined): Fragment {
  const step = (fact: string | undefined): Fragment => param(JSON.stringify({ op: 'missing', fact }), 'text');
  if (isKnown === undefined || over === undefined) return step(isKnown === undefined ? over : source);
  return sql`case when ${isKnown} then ${step(over)} else ${step(source)} end`;
}

interface QuantitySql {
  /** Never below 0; whatever, where it is not known. */
  readonly sql: Fragment;
  /** Whether it is a bigint. */
  readonly whole: boolean;
  /** Whether there is one; undefined when there always is. */
  readonly known?: Fragment;
}

function quantityOf({ quantity, tiers }: AwardParams, access: Access): QuantitySql {
  if ('value' in quantity) {
    const whole = tiers === undefined && Number.isInteger(quantity.value);
    return { sql: whole ? param(quantity.value, 'bigint') : number(quantity.value), whole };
  }
  const found = access(quantity.fact);
  const whole = tiers === undefined && found?.as === 'integer';
  const always = found !== undefined && found.as === 'integer' && found.required === true;
  const value = asNumeric(found);
  const known = always ? undefined : sql`${found?.as === 'integer' ? found.sql : value} is not null`;
  return { sql: positive(whole ? sql`(${found.sql})::bigint` : value), whole, known };
}

/** Null becomes 0 too: it is not asked for what is not known. */
function positive(value: Fragment): Fragment {
  return sql`greatest(${value}, 0)`;
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
  isWhole: boolean,
): EarnedSql {
  const q = column('q');
  if (partial) {
    const over = sql`(${q} * ${number(amount)})`;
    const result = numberJson(shown(over, per));
    return { lets: [], over, under: per, steps: always(objectText({ op: 'rate', amount, per, unit, result })) };
  }
  const blocks = column('n');
  const wholeBlocks = isWhole && Number.isInteger(per);
  const whole = wholeBlocks && Number.isInteger(amount);
  const over = amount === 1 ? blocks : sql`(${blocks} * ${whole ? param(amount, 'bigint') : number(amount)})`;
  const isRounded = booleanJson(sql`${blocks} * ${wholeBlocks ? param(per, 'bigint') : number(per)} <> ${q}`);
  return {
    lets: [
      { name: 'n', is: wholeBlocks ? dividedWhole(q, per, rounding) : rounded(quotient(q, number(per)), rounding) },
    ],
    over,
    under: 1,
    whole,
    steps: [
      ...always(objectText({ op: 'blocks', per, unit, rounding, rounded: isRounded, result: numberJson(blocks) })),
      ...always(objectText({ op: 'rate', amount, result: numberJson(over) })),
    ],
  };
}

/** A bigint that is not negative, in whole blocks. */
function dividedWhole(value: Fragment, per: number, rounding: AwardParams['rounding']): Fragment {
  const whole = (size: number): Fragment => param(size, 'bigint');
  if (per === 1) return value;
  if (rounding === 'floor') return sql`${value} / ${whole(per)}`;
  if (rounding === 'ceil') return sql`(${value} + ${whole(per - 1)}) / ${whole(per)}`;
  return sql`(2 * ${value} + ${whole(per)}) / ${whole(2 * per)}`;
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
  return { lets, over: sql`(${join(totals, sql` + `)})`, under: 1, steps };
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
  return { lets, over, under: earned.under, whole: earned.whole === true && lets.length === 0, steps };
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
  type: 'bigint' | 'numeric',
): { amount: Fragment; steps: readonly Fragment[] } {
  const steps: Fragment[] = [];
  let result = amount;
  const bound = (limit: number): Fragment =>
    param(String(divideWhole(decimal(limit), smallest(measure), 'floor')), type);
  const keep = (op: 'min' | 'max', limit: number, bounded: Fragment): void => {
    const outside = op === 'min' ? sql`${result} < ${bounded}` : sql`${result} > ${bounded}`;
    steps.push(taken(outside, objectText({ op, limit, result: limit })));
    result = op === 'min' ? sql`greatest(${result}, ${bounded})` : sql`least(${result}, ${bounded})`;
  };
  if (min !== undefined) keep('min', min, bound(min));
  if (max !== undefined) keep('max', max, bound(max));
  // A maximum of the rule's own that is lower leaves nothing to do for the one of all rules.
  if (max !== undefined && divideWhole(decimal(max), smallest(measure), 'floor') <= BigInt(LIMITS.pointsMax)) {
    return { amount: result, steps };
  }
  keep('max', inUnits(LIMITS.pointsMax, measure), param(String(LIMITS.pointsMax), type));
  return { amount: result, steps };
}
