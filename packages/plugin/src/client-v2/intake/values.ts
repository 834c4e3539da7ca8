import type { ConsentWay, FormField, IntakeQuote, IntakeQuoteRequest, IntakeRequest } from '../../api/types';

/** What stands in a field of the order's form: text for most kinds, a list for `multiselect`, true or false for `boolean`. */
export type FieldValue = string | string[] | boolean;

export interface PersonDraft {
  name: string;
  phone: string;
  idNo: string;
}

/** 受理方式：by which way somebody asks. */
export type Channel = IntakeRequest['channel'];

/** 支付, as it stands on the sheet. */
export interface PayingDraft {
  pay: boolean;
  /** As it is typed; empty: what the service says. */
  minutes: string;
  by: 'requester' | 'beneficiary';
}

/** An order as far as it has been taken down. */
export interface Draft {
  channel: Channel;
  requester: PersonDraft;
  /** Somebody else is helped. */
  forOther: boolean;
  beneficiary: PersonDraft;
  /** Of the requester's household; empty: somebody who is named. */
  beneficiaryId: string;
  paying: PayingDraft;
  consent?: ConsentWay;
  serviceItemId?: string;
  values: Record<string, FieldValue>;
}

const NOBODY: PersonDraft = { name: '', phone: '', idNo: '' };

/** Nothing is chosen yet, whatever the service before was. */
export const UNPAID: PayingDraft = { pay: false, minutes: '', by: 'beneficiary' };

/** An empty sheet; a choice of one is made already. */
export const emptyDraft = (channel: Channel, fields: readonly FormField[]): Draft => ({
  channel,
  requester: NOBODY,
  forOther: false,
  beneficiary: NOBODY,
  beneficiaryId: '',
  paying: UNPAID,
  values: Object.fromEntries(
    fields.flatMap(({ name, kind, required, options }) =>
      kind === 'select' && required && options?.length === 1 ? [[name, options[0]!.value]] : [],
    ),
  ),
});

/** With somebody who is known as the requester; where they live stands in the form unless something else does. */
export function withPerson(
  draft: Draft,
  { name, townCode, address }: { name: string; townCode?: string; address?: string },
  fields: readonly FormField[],
): Draft {
  const offered = fields.find((field) => field.name === 'townCode')?.options?.some(({ value }) => value === townCode);
  const { values } = draft;
  return {
    ...draft,
    requester: { ...draft.requester, name },
    beneficiaryId: '',
    values: {
      ...values,
      ...(townCode && offered && !values.townCode ? { townCode } : {}),
      ...(address && !values.address ? { address } : {}),
    },
  };
}

/** A telephone number as it is sent: without blanks and country code, a mobile number without hyphens either. */
export function plainPhone(text: string): string {
  const digits = text.replace(/\s/g, '').replace(/^(?:\+|00)86-?/, '');
  return digits.startsWith('1') ? digits.replace(/-/g, '') : digits;
}

/** A mobile number that is complete: asked about at once, others when the field is left. */
export const isWholeMobile = (phone: string): boolean => /^1[3-9]\d{9}$/.test(phone);

/** The request's body: typed values, nothing for what was left empty. The server says what is wrong, all at once. */
export function requestOf(
  draft: Draft,
  fields: readonly FormField[],
  { payment }: Pick<IntakeQuote, 'payment'> = {},
): IntakeRequest {
  const { channel, requester, consent, serviceItemId, values, paying } = draft;
  return {
    channel,
    serviceItemId: serviceItemId ?? '',
    requester: person(requester),
    ...helpedOf(draft),
    // What is missing is the server's to say.
    consent: consent as ConsentWay,
    ...(payment && (payment.required || paying.pay) ? { payment: payingOf(draft) } : {}),
    values: typedValues(fields, values),
  };
}

/** What the price depends on: what was left empty, or is still being typed, is not asked about. */
export function quoteOf(draft: Draft): IntakeQuoteRequest {
  const { channel, requester, serviceItemId, values } = draft;
  const { townCode, address } = values;
  return {
    channel,
    serviceItemId: serviceItemId ?? '',
    requester: person(requester),
    ...helpedOf(draft),
    payment: payingOf(draft),
    values: { ...(townCode ? { townCode } : {}), ...(address ? { address } : {}) },
  };
}

const helpedOf = ({ forOther, beneficiary, beneficiaryId }: Draft) => {
  if (!forOther) return {};
  return beneficiaryId ? { beneficiaryId } : { beneficiary: person(beneficiary) };
};

/** What is no number goes as it was typed: the server says so at the field. */
function payingOf({ forOther, paying: { minutes, by } }: Draft): NonNullable<IntakeRequest['payment']> {
  const text = minutes.trim();
  const given = Number.isFinite(Number(text)) ? Number(text) : (text as unknown as number);
  return { ...(text ? { minutes: given } : {}), ...(forOther ? { by } : {}) };
}

/** What was typed into a form, as it is sent. */
export const typedValues = (
  fields: readonly FormField[],
  values: Readonly<Record<string, FieldValue>>,
): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = typed(field, values[field.name]);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

const person = ({ name, phone, idNo }: PersonDraft) => ({
  name: name.trim(),
  ...(phone.trim() ? { phone: plainPhone(phone) } : {}),
  ...(idNo.trim() ? { idNo: idNo.trim() } : {}),
});

function typed({ kind }: FormField, value: FieldValue | undefined): unknown {
  if (value === undefined || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.length ? value : undefined;
  const text = value.trim();
  if (!text) return undefined;
  if (kind === 'phone') return plainPhone(text);
  // What is no number or no date goes as it was typed: the server says so at the field.
  if (kind === 'number' || kind === 'integer') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (kind === 'datetime') return Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString();
  return text;
}
