/**
 * A transcript in Markdown: what a person writes and types, and what came of it.
 *
 *   **`path`** alone on a line, then a fenced block: the file, written as it stands.
 *   A ```console block: `$ command`, then what it prints, until the next one.
 *   <!-- replay: word --> alone on a line: something happens that nobody types, such as time that passes.
 */
export type Step =
  | { kind: 'file'; path: string; content: string }
  | { kind: 'happens'; what: string }
  | {
      kind: 'command';
      command: string;
      /** Lines of what it prints: from this one to before that one. */ from: number;
      to: number;
    };

/** @throws Error for a block that never ends, or output without a command */
export function stepsOf(markdown: string): Step[] {
  const lines = markdown.split('\n');
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const happens = /^<!-- replay: (.+) -->$/.exec(line);
    if (happens) steps.push({ kind: 'happens', what: happens[1]! });
    if (!line.startsWith('```')) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`line ${at + 1}: the block does not end`);
    const path = /^\*\*`(.+)`\*\*/.exec(lines.slice(0, at).findLast((one) => one.trim() !== '') ?? '')?.[1];
    if (line === '```console') steps.push(...commandsOf(lines, at + 1, end));
    else if (path) steps.push({ kind: 'file', path, content: `${lines.slice(at + 1, end).join('\n')}\n` });
    at = end;
  }
  return steps;
}

function commandsOf(lines: readonly string[], first: number, end: number): Step[] {
  const starts = lines.flatMap((line, at) => (at >= first && at < end && line.startsWith('$ ') ? [at] : []));
  if (starts[0] !== first) throw new Error(`line ${first + 1}: what is typed begins with "$ "`);
  return starts.map((at, index) => ({
    kind: 'command',
    command: lines[at]!.slice(2),
    from: at + 1,
    to: starts[index + 1] ?? end,
  }));
}

/** The transcript with other outputs, given in the order of its commands. */
export function withOutputs(markdown: string, outputs: readonly string[]): string {
  const lines = markdown.split('\n');
  const commands = stepsOf(markdown).filter((step) => step.kind === 'command');
  // From the end, so that the lines before stay where they are.
  for (const [index, { from, to }] of [...commands.entries()].reverse())
    lines.splice(from, to - from, ...linesOf(outputs[index]!));
  return lines.join('\n');
}

const linesOf = (output: string): string[] => (output === '' ? [] : output.replace(/\n$/, '').split('\n'));

/** What is another at each run: keys, digests, sizes of archives, moments, numbers of orders. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/g, '<digest>'],
  [/\b[0-9a-f]{32}\b/g, '<key>'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+08:00)/g, '<moment>'],
  [/\b\d{6}-[A-Z0-9]{6}\b/g, '<order>'],
  [/(?<=bytes: )\d+|\b\d+(?= 字节)/g, '<size>'],
];

/** Output without what differs from run to run; all else has to be the same to the letter. */
export const masked = (output: string): string =>
  MASKS.reduce((text, [pattern, mask]) => text.replace(pattern, mask), output);
