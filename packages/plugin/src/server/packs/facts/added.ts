import type { FactDefinition, Facts, FactValue } from '@sidan/rules';
import type { Database } from '@nocobase/database';
import type { FormField } from '../../../api/types';
import { customFields, type CoreFields } from '../../forms/fields';

/** Tables whose rows an event is about, by the first part of their facts' names. */
export const TABLES = {
  order: 'sidanOrders',
  volunteer: 'sidanVolunteers',
  person: 'sidanPeople',
  team: 'sidanTeams',
  item: 'sidanServiceItems',
} as const;

export type Subject = keyof typeof TABLES;

/** A field that an administrator added, as a fact that packs may use. */
export interface AddedFact {
  readonly definition: FactDefinition;
  readonly of: Subject;
  readonly field: FormField;
}

/** What a pack may be called after the name of the table's fact (schema/facts.schema.json); a field of another name is none. */
const NAME = /^[a-z][A-Za-z0-9_]*$/;

const TYPES: Readonly<Record<FormField['kind'], 'string' | 'integer' | 'number' | 'boolean' | 'list'>> = {
  text: 'string',
  textarea: 'string',
  phone: 'string',
  date: 'string',
  datetime: 'string',
  select: 'string',
  multiselect: 'list',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

/** The fields that administrators added to orders, volunteers, people, teams and service items (or to those of `subjects`), as typed facts: `order.f_floor`. As they are now. */
export function addedFacts(
  db: Database,
  coreOf: (collection: string) => CoreFields,
  subjects: readonly Subject[] = Object.keys(TABLES) as Subject[],
): AddedFact[] {
  return subjects.flatMap((of) => {
    const collection = db.getCollection(TABLES[of]);
    const own = customFields(collection, coreOf(TABLES[of]), String).filter(({ name }) => NAME.test(name));
    return own.map((field): AddedFact => {
      const values = field.options?.length ? { values: field.options.map(({ value }) => value) } : {};
      return {
        of,
        field,
        definition: { kind: 'given', name: `${of}.${field.name}`, type: TYPES[field.kind], ...values },
      };
    });
  });
}

/** A stored value as a fact; what is not of the fact's type is missing. */
export function factValue({ type }: Pick<FactDefinition, 'type'>, stored: unknown): FactValue {
  if (stored === null || stored === undefined || stored === '') return undefined;
  if (type === 'list') return Array.isArray(stored) ? stored.map(String) : undefined;
  if (type === 'boolean') return typeof stored === 'boolean' ? stored : undefined;
  if (type === 'string') return stored instanceof Date ? stored.toISOString() : String(stored);
  const number = Number(stored);
  return Number.isFinite(number) ? number : undefined;
}

/** Facts of the fields of one row. `read` gives the stored value of a field. */
export function factsOfRow(added: readonly AddedFact[], of: Subject, read: (field: string) => unknown): Facts {
  return Object.fromEntries(
    added
      .filter((fact) => fact.of === of)
      .map(({ definition, field }) => [definition.name, factValue(definition, read(field.name))]),
  );
}
