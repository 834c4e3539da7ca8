import { masked, stepsOf, withOutputs } from '../support/transcript';

/** How a transcript is read: what is written, what is typed, what comes of it. */
const PAGE = [
  '# Page',
  '**`a/b.json`**',
  '',
  '```json',
  '{ "$ no": "command" }',
  '```',
  '```console',
  '$ one',
  'first',
  'second',
  '$ two',
  '```',
  '<!-- replay: later -->',
  '```sh',
  'not typed',
  '```',
].join('\n');

test('files, commands with their outputs, and what happens by itself, in order', () => {
  expect(stepsOf(PAGE)).toEqual([
    { kind: 'file', path: 'a/b.json', content: '{ "$ no": "command" }\n' },
    { kind: 'command', command: 'one', from: 8, to: 10 },
    { kind: 'command', command: 'two', from: 11, to: 11 },
    { kind: 'happens', what: 'later' },
  ]);
  expect(() => stepsOf('```console\nfirst\n```')).toThrow(/line 2/);
  expect(() => stepsOf('```json')).toThrow(/line 1/);
});

test('outputs are put in place, however many lines they have', () => {
  const page = withOutputs(PAGE, ['', 'x\ny\n']);
  expect(page).toContain('$ one\n$ two\nx\ny\n```');
  expect(withOutputs(page, ['first\nsecond\n', ''])).toBe(PAGE);
});

test('only what is another each time is masked', () => {
  const one =
    'key db1e3aa3d616f4aed1d4f5ed6f2910dc, bytes: 3810, 261122-WXGB67 at 2026-11-22T05:05:17.778Z, 6 points, 2025-01-01';
  expect(masked(one)).toBe('key <key>, bytes: <size>, <order> at <moment>, 6 points, 2025-01-01');
});
