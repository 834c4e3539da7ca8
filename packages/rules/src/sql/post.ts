import type { RuleSet } from '../layer';
import { decisionParts, type PopulationBinding, type Wanted } from './decide';
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
  const parts = decisionParts(ruleSet, binding, wantedBy(columns));
  const constants = ruleSet.rules
    .filter(({ rule }) => rule.event.type === 'award')
    .map(({ rule, pack, packVersion, layer }) => ({
      rule: rule.name,
      pack,
      packVersion,
      layer,
      asset: 'asset' in rule.event.params ? String(rule.event.params.asset) : '',
    }));
  const pairs: [string, Fragment][] = Object.entries(target.own);
  pairs.push([columns.rule, parts.rule], [columns.amount, parts.amount]);
  if (columns.factsSeen !== undefined) pairs.push([columns.factsSeen, parts.factsSeen]);
  if (columns.steps !== undefined) pairs.push([columns.steps, parts.steps]);
  for (const name of ['pack', 'packVersion', 'layer', 'asset'] as const) {
    const at = columns[name];
    if (at !== undefined) pairs.push([at, ofRule(parts.rule, constants, name)]);
  }
  const list = (names: readonly string[]): Fragment =>
    join(
      names.map((name) => id(name)),
      sql`, `,
    );
  const values = join(
    pairs.map(([, value]) => value),
    sql`, `,
  );
  return render(sql`insert into ${id(...target.table)} (${list(pairs.map(([name]) => name))})
    select ${values} from ${parts.from}${parts.where} on conflict (${list(target.key)}) do nothing`);
}

function wantedBy({ factsSeen, steps }: DecisionTarget['columns']): Wanted {
  if (steps !== undefined) return 'explained';
  return factsSeen === undefined ? 'amounts' : 'facts';
}

type Constants = Readonly<Record<'rule' | 'pack' | 'packVersion' | 'layer' | 'asset', string>>;

/** What follows from the rule alone: one value if it is the same for all, which it mostly is. */
function ofRule(rule: Fragment, constants: readonly Constants[], name: keyof Constants): Fragment {
  const values = new Set(constants.map((constant) => constant[name]));
  const [first = ''] = values;
  if (values.size <= 1) return param(first, 'text');
  const cases = constants.map(
    (constant) => sql` when ${param(constant.rule, 'text')} then ${param(constant[name], 'text')}`,
  );
  return sql`case ${rule} ${join(cases, sql``)} end`;
}
