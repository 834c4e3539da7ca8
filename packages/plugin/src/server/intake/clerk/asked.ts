import type { ConsentWay, IntakePaying } from '../../../api/types';
import { isId } from '../../ids';
import { isIdNo, isPhone } from '../../privacy/masks';
import type { Told } from '../requester';

/** 同意方式：how somebody agreed to an order being placed for them, and their data being kept. */
export const CONSENT_WAYS = ['spoken', 'phone', 'signed', 'guardian'] as const satisfies readonly ConsentWay[];
/** By which way an order comes that staff place in another's name. */
export const CLERK_CHANNELS = ['clerk', 'grid', 'hotline'] as const;
const NAME_MAX = 50;

export interface Problem {
  field: string;
  code: string;
  max?: number;
}

/** What a clerk says of an order beside its form. */
export interface ClerkAsked {
  channel: (typeof CLERK_CHANNELS)[number];
  requester: Told;
  beneficiary?: Told;
  /** Instead of `beneficiary`: somebody of the requester's household. */
  beneficiaryId?: string;
  consent: ConsentWay;
  /** It is to be paid. */
  payment?: IntakePaying;
}

/** Everything that is wrong with it, or what was said; `problems` is empty then. */
export function readAsked(body: Record<string, unknown>): { asked: ClerkAsked; problems: Problem[] } {
  const problems: Problem[] = [];
  const channel = body.channel ?? 'clerk';
  if (typeof body.serviceItemId !== 'string' || !body.serviceItemId)
    problems.push({ field: 'serviceItemId', code: 'REQUIRED' });
  if (!CLERK_CHANNELS.includes(channel as never)) problems.push({ field: 'channel', code: 'CHOICE' });
  if (!body.consent) problems.push({ field: 'consent', code: 'REQUIRED' });
  else if (!CONSENT_WAYS.includes(body.consent as never)) problems.push({ field: 'consent', code: 'CHOICE' });
  const requester = person(body.requester, 'requester', problems);
  const beneficiary =
    body.beneficiary && !body.beneficiaryId ? person(body.beneficiary, 'beneficiary', problems) : undefined;
  if (body.beneficiaryId && !isId(body.beneficiaryId)) problems.push({ field: 'beneficiaryId', code: 'CHOICE' });
  const payment = body.payment ? paying(body.payment, problems) : undefined;
  return {
    asked: {
      channel: channel as ClerkAsked['channel'],
      consent: body.consent as ConsentWay,
      requester,
      ...(beneficiary ? { beneficiary } : {}),
      ...(body.beneficiaryId ? { beneficiaryId: String(body.beneficiaryId) } : {}),
      ...(payment ? { payment } : {}),
    },
    problems,
  };
}

const PAYERS = ['requester', 'beneficiary'] as const satisfies readonly IntakePaying['by'][];

/** How many minutes are too many is for the order's own event to say. */
function paying(sent: unknown, problems: Problem[]): IntakePaying {
  const { minutes, by } = (typeof sent === 'object' ? sent : {}) as Record<string, unknown>;
  if (by !== undefined && !PAYERS.includes(by as never)) problems.push({ field: 'paymentBy', code: 'CHOICE' });
  return {
    ...(minutes === undefined || minutes === null ? {} : { minutes: minutes as number }),
    ...(by === undefined ? {} : { by: by as IntakePaying['by'] }),
  };
}

function person(sent: unknown, who: 'requester' | 'beneficiary', problems: Problem[]): Told {
  const given = (sent && typeof sent === 'object' ? sent : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof given[name] === 'string' ? given[name].trim() : '');
  const [name, phone, idNo] = [text('name'), text('phone'), text('idNo').toUpperCase()];
  const add = (field: string, code: string, more = {}) => problems.push({ field: `${who}${field}`, code, ...more });
  if (!name) add('Name', 'REQUIRED');
  if ([...name].length > NAME_MAX) add('Name', 'TOO_LONG', { max: NAME_MAX });
  if (phone && !isPhone(phone)) add('Phone', 'PHONE');
  if (idNo && !isIdNo(idNo)) add('IdNo', 'ID_NO');
  return { name, ...(phone ? { phone } : {}), ...(idNo ? { idNo } : {}) };
}
