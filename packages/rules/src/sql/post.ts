import type { RuleSet } from '../layer';
import { selectsOf } from './decide';
import type { DecisionSql, PopulationBinding, Wanted } from './decision';
import { type Fragment, id, join, param, type Query, render, sql } from './fragment';

/**
 * Where decisions go. What explains one follows from its rule and the facts seen (`recall`), which is far less to store than the
 * steps: these are for tables that somebody reads without the rules. Of the rows of the events, `own` says what else is stored with each. */
export interface DecisionTarget {
  /** The table, by its names: schema and table, or table alone. */
  readonly table: readonly string[];
  /** Columns for what is decided. */
  readonly columns: {
    readonly rule: string;
    readonly amount: string;
    readonly factsSeen?: string;
    readonly steps?: string;
    readonly pack?: string;
    readonly packVersion?: string;
    readonly layer?: string;
    readonly asset?: string;
  };
  /** Column → expression over the events: region, event, subject, time. */
  readonly own: Readonly<Record<string, Fragment>>;
  /** The columns of the unique index by which a decision is known again: event and rule, most often with the region. */
  readonly key: readonly string[];
}

/**
 * One statement that decides a population of events and stores what comes out. Run again, it adds only what is not there
 * yet: nothing is decided twice, as long as the key holds event and rule. Amounts of 0 are stored too: they say why there
 * was nothing.
 */
export function postSql(ruleSet: RuleSet, binding: PopulationBinding, target: DecisionTarget): Query {
  const { columns } = target;
  const constants = ruleSet.rules
    .filter(({ rule }) => rule.event.type === 'award')
    .map(({ rule, pack, packVersion, layer }) => ({
      rule: rule.name,
      pack,
      packVersion,
      layer,
      asset: 'asset' in rule.event.params ? String(rule.event.params.asset) : '',
    }));
  const selects = selectsOf(ruleSet, binding, wantedBy(columns)).map((decision) => {
    const values = [...Object.values(target.own), ...stored(decision, columns, constants)];
    return sql`select ${join(values, sql`, `)} from ${decision.from}${decision.where}`;
  });
  const names = [...Object.keys(target.own), ...DECIDED.flatMap((name) => columns[name] ?? [])];
  const list = (those: readonly string[]): Fragment =>
    join(
      those.map((name) => id(name)),
      sql`, `,
    );
  return render(sql`insert into ${id(...target.table)} (${list(names)})
    ${join(selects, sql` union all `)} on conflict (${list(target.key)}) do nothing`);
}

const DECIDED = ['rule', 'amount', 'factsSeen', 'steps', 'pack', 'packVersion', 'layer', 'asset'] as const;

/** What goes into each column that the target has, in the order of `DECIDED`. */
function stored(
  decision: DecisionSql,
  columns: DecisionTarget['columns'],
  constants: readonly Constants[],
): Fragment[] {
  return DECIDED.filter((name) => columns[name] !== undefined).map((name) => {
    switch (name) {
      case 'rule':
      case 'amount':
      case 'factsSeen':
      case 'steps':
        return decision[name];
      default:
        return ofRule(decision, constants, name);
    }
  });
}

function wantedBy({ factsSeen, steps }: DecisionTarget['columns']): Wanted {
  if (steps !== undefined) return 'explained';
  return factsSeen === undefined ? 'amounts' : 'facts';
}

type Constants = Readonly<Record<'rule' | 'pack' | 'packVersion' | 'layer' | 'asset', string>>;

/** What follows from the rule alone: one value if it is the same for all, which it mostly is. */
function ofRule({ rule, only }: DecisionSql, all: readonly Constants[], name: keyof Constants): Fragment {
  const constants = only === undefined ? all : all.filter((constant) => constant.rule === only);
  const values = new Set(constants.map((constant) => constant[name]));
  const [first = ''] = values;
  if (values.size <= 1) return param(first, 'text');
  const cases = constants.map(
    (constant) => sql` when ${param(constant.rule, 'text')} then ${param(constant[name], 'text')}`,
  );
  return sql`case ${rule} ${join(cases, sql``)} end`;
}
