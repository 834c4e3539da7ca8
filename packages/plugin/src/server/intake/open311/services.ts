import type { FormField } from '../../../api/types';
import { serviceMenu } from '../../reads/portal';
import type { Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { refusal, type Answer } from './answers';
import type { Jurisdiction } from './jurisdiction';

/** Fields of the form that the specification has arguments of its own for; all others are attributes of a service. */
export const BY_ARGUMENT: ReadonlySet<string> = new Set(['description', 'address', 'contactName', 'contactPhone']);

const DATATYPES: Record<FormField['kind'], string> = {
  text: 'string',
  textarea: 'text',
  phone: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'singlevaluelist',
  date: 'datetime',
  datetime: 'datetime',
  select: 'singlevaluelist',
  multiselect: 'multivaluelist',
};

const menuOf = (sidan: Sidan, { regionCode }: Jurisdiction, lang: string) =>
  serviceMenu({ sidan, q: connectionOf(sidan.db), lang }, regionCode);

/** `GET services`: the service items that can be ordered. */
export async function services(sidan: Sidan, place: Jurisdiction, lang: string): Promise<Answer> {
  const items = await menuOf(sidan, place, lang);
  return {
    status: 200,
    root: 'services',
    item: 'service',
    content: items.map((item) => ({
      service_code: item.code,
      service_name: item.name,
      description: item.description ?? '',
      // The town must be told: every service has a definition.
      metadata: true,
      type: 'realtime',
      keywords: '',
      group: item.categoryName,
    })),
  };
}

/** The item of a service code. @throws 404 */
export async function serviceOf(sidan: Sidan, place: Jurisdiction, code: string, lang: string, say: Say) {
  const item = (await menuOf(sidan, place, lang)).find((one) => one.code === code);
  if (!item) throw refusal(404, say('api.open311.unknownService'));
  return item;
}

/** `GET services/<code>`: what must and may be told with a request, made from the order's form as it is now. */
export function serviceDefinition(code: string, fields: readonly FormField[], say: Say): Answer {
  return {
    status: 200,
    root: 'service_definition',
    content: {
      service_code: code,
      attributes: fields
        .filter(({ name }) => !BY_ARGUMENT.has(name))
        .map((field, i) => ({
          variable: true,
          code: field.name,
          datatype: field.kind === 'select' && !field.options ? 'string' : DATATYPES[field.kind],
          required: field.required,
          datatype_description: field.description ?? '',
          order: i + 1,
          description: field.title,
          ...valuesOf(field, say),
        })),
    },
  };
}

function valuesOf({ kind, options }: FormField, say: Say) {
  if (kind === 'boolean')
    return {
      values: [
        { key: 'true', name: say('api.yes') },
        { key: 'false', name: say('api.no') },
      ],
    };
  return options ? { values: options.map(({ value, label }) => ({ key: value, name: label })) } : {};
}
