/**
 * Facts of one jsonb object as columns: each is looked up once for an event, and its number and text worked out once, however
 * many rules ask for them. Columns are made when asked for, so `joins` comes last.
 */
import type { Access, JsonValue } from './access';
import { type Fragment, id, join, sql } from './fragment';
import { leftNumber, textOf, toNumber, trimmed } from './loose';

/** In the order in which they are worked out, each from the ones before. */
const FORMS = ['json', 'text', 'trimmed', 'right', 'left'] as const;
type Form = (typeof FORMS)[number];

export class JsonColumns {
  private readonly asked: Record<Form, Map<string, Fragment>> = {
    json: new Map(),
    text: new Map(),
    trimmed: new Map(),
    right: new Map(),
    left: new Map(),
  };
  private readonly places = new Map<string, number>();

  /** `alias` begins the names of the joins, so that several can stand in one query. */
  constructor(private readonly alias: string) {}

  /** The columns of a fact that is found as jsonb by `sql`. */
  of(fact: string, value: Fragment): JsonValue {
    const json = (): Fragment => this.ask('json', fact, value);
    const text = (): Fragment => this.ask('text', fact, textOf(json()));
    const trim = (): Fragment => this.ask('trimmed', fact, trimmed(text()));
    const right = (): Fragment => this.ask('right', fact, toNumber(json(), trim()));
    const left = (): Fragment => this.ask('left', fact, leftNumber(json(), trim(), right()));
    return { as: 'json', sql: json(), compared: { left, right, text } };
  }

  /** The same for every fact that `access` finds as jsonb. */
  over(access: Access): Access {
    return (fact) => {
      const found = access(fact);
      return found?.as === 'json' ? this.of(fact, found.sql) : found;
    };
  }

  joins(): Fragment {
    const layers = FORMS.filter((form) => this.asked[form].size > 0).map((form) => {
      const columns = [...this.asked[form]].map(([fact, value]) => sql`${value} as ${this.column(fact)}`);
      return sql` cross join lateral (select ${join(columns, sql`, `)} offset 0) as ${this.layer(form)}`;
    });
    return join(layers, sql``);
  }

  private ask(form: Form, fact: string, value: Fragment): Fragment {
    if (!this.asked[form].has(fact)) this.asked[form].set(fact, value);
    return sql`${this.layer(form)}.${this.column(fact)}`;
  }

  private layer(form: Form): Fragment {
    return id(`${this.alias}_${form}`);
  }

  private column(fact: string): Fragment {
    let place = this.places.get(fact);
    if (place === undefined) this.places.set(fact, (place = this.places.size));
    return id(`v${place}`);
  }
}
