import { isSidanError, SidanError } from '../../errors';
import type { Say } from '../../reads/reader';

/** The formats of the specification, by the extension of the address. */
export const FORMATS = ['json', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

const TYPES: Record<Format, string> = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' };

/** A refusal in the specification's own form: a list of codes with descriptions; the first code is the HTTP status. */
export class Open311Error extends Error {
  constructor(readonly errors: readonly { code: number; description: string }[]) {
    super(errors.map(({ description }) => description).join('; '));
    this.name = 'Open311Error';
  }
}

export const refusal = (code: number, description: string): Open311Error => new Open311Error([{ code, description }]);

type Value = string | number | boolean | null | undefined | Node | Value[];
interface Node {
  [name: string]: Value;
}

/** What is answered: in JSON as it is, in XML below `root`, each entry of a list as `item`; lists within by the names in `ITEMS`. */
export interface Answer {
  status: number;
  root: string;
  item?: string;
  content: Node | Node[];
  headers?: Record<string, string>;
}

/** What an entry of a list is called in XML. */
const ITEMS: Record<string, string> = {
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
};

export function render(answer: Answer, format: Format): { type: string; body: string } {
  const type = TYPES[format];
  if (format === 'json') return { type, body: JSON.stringify(answer.content) };
  const { root, item = '', content } = answer;
  const inner = Array.isArray(content)
    ? content.map((entry) => element(item, entry)).join('')
    : Object.entries(content)
        .map(([name, value]) => element(name, value))
        .join('');
  return { type, body: `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inner}</${root}>\n` };
}

function element(name: string, value: Value): string {
  if (value === undefined) return '';
  if (value === null || value === '') return `<${name}/>`;
  if (Array.isArray(value))
    return `<${name}>${value.map((one) => element(ITEMS[name] ?? name, one)).join('')}</${name}>`;
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([child, one]) => element(child, one))
          .join('')
      : escape(String(value));
  return `<${name}>${inner}</${name}>`;
}

/**
 * XML is written here and never read, and has elements and text only: no attributes, no namespaces. What a library would do is these lines; what XML 1.0 cannot
 * hold at all (control characters, halves of characters) is left out, so that a text somebody typed can neither break nor become markup.
 */
const escape = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)
    .replace(/\r/g, '&#13;');

/** What went wrong as an answer; undefined when it is a defect of ours. */
export function errorAnswer(error: unknown, say: Say): Answer | undefined {
  const known =
    error instanceof Open311Error ? error : isSidanError(error) ? translated(error as SidanError, say) : undefined;
  return (
    known && {
      status: known.errors[0]!.code,
      root: 'errors',
      item: 'error',
      content: known.errors.map((one) => ({ ...one })),
    }
  );
}

/** Our own refusals: data that are not good are 400 to this specification. */
function translated({ code, status, params }: SidanError, say: Say): Open311Error {
  const problems = params.problems as { field: string; code: string; title?: string; max?: number }[] | undefined;
  if (problems?.length)
    return new Open311Error(
      problems.map(({ field, title, code: problem, max }) => ({
        code: 400,
        description: say('api.open311.field', {
          field: title ?? field,
          problem: say(`errors.field.${problem}`, { max }),
        }),
      })),
    );
  return refusal(status === 422 ? 400 : status, say(`errors.${code}`, params));
}
