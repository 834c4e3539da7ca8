import type { FormField } from '../../../api/types';
import type { FieldProblem } from '../../forms/check';
import { refusal } from './answers';
import type { Sent } from './body';
import { BY_ARGUMENT } from './services';
import type { Say } from '../../reads/reader';

/** What a request says of an order. */
export interface Told {
  values: Record<string, unknown>;
  name?: string;
  phone?: string;
  address?: string;
  point?: { latitude: number; longitude: number };
  problems: FieldProblem[];
}

/** W3C's profile of ISO 8601, as the specification asks for it: with a time zone where there is a time. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const isMoment = (text: string): boolean => MOMENT.test(text) && !Number.isNaN(Date.parse(text));

interface Town {
  code: string;
  name: string;
}

/**
 * Turns the specification's arguments into values of the order's form. What is said in the standard's own arguments has no attribute; the town may come as an
 * attribute, as `address_id` (a code of the region, nine or twelve digits), or as a town's name in the address.
 * @throws 400 without any place, or with one that is none
 */
export function valuesOf(
  sent: Sent,
  fields: readonly FormField[],
  towns: readonly Town[],
  emailField: string | undefined,
  say: Say,
): Told {
  const point = pointOf(sent, say);
  const address = sent.get('address_string');
  const addressId = sent.get('address_id');
  if (!point && !address && !addressId) throw refusal(400, say('api.open311.noPlace'));
  const media = sent.get('media_url');
  if (media && !/^https?:\/\/\S{1,500}$/.test(media)) throw refusal(400, say('api.open311.badMedia'));
  const name = fullName(sent.get('first_name'), sent.get('last_name'));
  const phone = sent.get('phone');
  const description = [sent.get('description'), media].filter(Boolean).join('\n');
  const values: Record<string, unknown> = {
    ...(description ? { description } : {}),
    ...(address ? { address } : {}),
    ...(name ? { contactName: name } : {}),
    ...(phone ? { contactPhone: phone } : {}),
  };
  const email = sent.get('email');
  if (email && emailField && !sent.attributes.has(emailField)) values[emailField] = email;
  const problems: FieldProblem[] = [];
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const [code, texts] of sent.attributes) {
    const field = known.get(code);
    if (!field || BY_ARGUMENT.has(code)) {
      problems.push({ field: code, code: 'UNKNOWN' });
      continue;
    }
    if (texts.length > 1 && field.kind !== 'multiselect')
      problems.push({ field: code, title: field.title, code: 'CHOICE' });
    const value = valueOf(field, texts);
    if (value !== undefined) values[code] = value;
  }
  const town = values.townCode ?? townOf(address, addressId, towns);
  if (town !== undefined) values.townCode = town;
  return { values, name, phone, address, point, problems };
}

/** As JSON would have said it; what does not fit is passed on as it came, and refused by the form's own check. */
function valueOf({ kind }: FormField, texts: readonly string[]): unknown {
  const filled = texts.filter(Boolean);
  const text = filled[0];
  if (kind === 'multiselect') return filled.length ? filled : undefined;
  if (text === undefined) return undefined;
  switch (kind) {
    case 'number':
    case 'integer':
      return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'datetime':
      return isMoment(text) ? text : { unfit: text };
    case 'date':
      return isMoment(text) || DATE.test(text) ? text : { unfit: text };
    default:
      return text;
  }
}

function pointOf(sent: Sent, say: Say): Told['point'] {
  const [lat, long] = [sent.get('lat'), sent.get('long')];
  if (lat === undefined && long === undefined) return undefined;
  const number = (text: string | undefined, limit: number) => {
    const value = /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text ?? '') ? Number(text) : Number.NaN;
    if (!(Math.abs(value) <= limit)) throw refusal(400, say('api.open311.badPoint'));
    return value;
  };
  return { latitude: number(lat, 90), longitude: number(long, 180) };
}

/** 张三 is written without a space, family name first; names in Latin letters the other way round. */
function fullName(first: string | undefined, last: string | undefined): string | undefined {
  if (!first || !last) return first ?? last;
  return /\p{Script=Han}/u.test(first + last) ? last + first : `${first} ${last}`;
}

function townOf(
  address: string | undefined,
  addressId: string | undefined,
  towns: readonly Town[],
): string | undefined {
  if (addressId)
    return towns.find(({ code }) => addressId.startsWith(code) && [9, 12].includes(addressId.length))?.code;
  const named = towns.filter(({ name }) => address?.includes(name));
  return named.length === 1 ? named[0]!.code : undefined;
}
