import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';

type Body = Record<string, unknown>;

const TEXT_MAX = 500;

/** What somebody wrote. @throws INVALID_DATA */
export function readText({ say }: Reader, body: Body, field: 'text' | 'reason'): string {
  const value = body[field];
  const text = typeof value === 'string' ? value.trim() : '';
  const title = say(`api.finding.field.${field}`);
  if (!text) throw new SidanError('INVALID_DATA', { problems: [{ field, code: 'REQUIRED', title }] });
  if ([...text].length > TEXT_MAX)
    throw new SidanError('INVALID_DATA', { problems: [{ field, code: 'TOO_LONG', max: TEXT_MAX, title }] });
  return text;
}

/** One of the decisions, with its reason. @throws INVALID_DATA */
export function readDecision<D extends string>(
  reader: Reader,
  body: Body,
  decisions: readonly D[],
): { decision: D; reason: string } {
  const decision = decisions.find((one) => one === body.decision);
  if (!decision)
    throw new SidanError('INVALID_DATA', {
      problems: [{ field: 'decision', code: 'CHOICE', title: reader.say('api.finding.field.decision') }],
    });
  return { decision, reason: readText(reader, body, 'reason') };
}
