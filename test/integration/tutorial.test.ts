/**
 * examples/tutorial is what really happens: each command of the transcripts is run, in order, in a fresh folder, and prints what stands there.
 *
 * `SIDAN_WRITE_DOCS=1 npx jest --selectProjects integration --testPathPatterns tutorial` writes the outputs anew; look at what has changed.
 */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { masked, stepsOf, withOutputs, type Step } from '../support/transcript';

const REPO = resolve(__dirname, '..', '..');

/** What is written in the transcripts, which each replay has of its own, so that both have a county for themselves on the one server. */
const WRITTEN = {
  region: '331199',
  pack: 'yunxi',
  address: 'http://localhost:13000',
  password: 'the-password-it-printed',
};

const TRANSCRIPTS = [
  { file: 'examples/tutorial/README.md', locale: 'en_US.UTF-8' },
  { file: 'examples/tutorial/README.zh-CN.md', locale: 'zh_CN.UTF-8' },
] as const;

/** Counties of a province for which nothing is shipped, so that only the base pack stands below. */
const someCounty = () => ({ region: `33${randomInt(1000, 10_000)}`, pack: `yunxi-${randomInt(1000, 10_000)}` });

let server: SharedServer;
let sql: Sql;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  // As it is on a new server, whatever other suites left.
  const root = await server.signIn(server.admin.username, server.admin.password);
  await root.post('sidanPacks:policy', { untrusted: 'refuse' });
}, 300_000);

afterAll(() => sql?.end());

/** What happens that nobody types. */
const HAPPENS: Record<string, (region: string) => Promise<unknown>> = {
  'two hours later': (region) =>
    sql.query(
      `update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '2 hours' where "regionCode" = $1 and "checkOutAt" is null`,
      [region],
    ),
};

describe.each(TRANSCRIPTS)('$file', ({ file, locale }) => {
  test('prints what stands there', async () => {
    const { region, pack } = someCounty();
    const markdown = readFileSync(join(REPO, file), 'utf8');
    const steps = stepsOf(markdown);
    const own = (text: string) =>
      text
        .replaceAll(WRITTEN.region, region)
        .replaceAll(/\byunxi\b/g, pack)
        .replaceAll(WRITTEN.address, server.url)
        .replaceAll(WRITTEN.password, server.admin.password)
        .replaceAll('SIDAN_USER=admin', `SIDAN_USER=${server.admin.username}`);
    const asWritten = (text: string) =>
      text.replaceAll(server.url, WRITTEN.address).replaceAll(pack, WRITTEN.pack).replaceAll(region, WRITTEN.region);

    const folder = freshFolder();
    try {
      const outputs: string[] = [];
      for (const step of steps) {
        if (step.kind === 'file') write(join(folder, own(step.path)), own(step.content));
        else if (step.kind === 'happens') await HAPPENS[step.what]!(region);
        else outputs.push(asWritten(await run(folder, own(step.command), locale)));
      }
      const stands = shownIn(markdown, steps);
      if (process.env.SIDAN_WRITE_DOCS) {
        // What differs by nature only stays as it was.
        const kept = outputs.map((output, index) =>
          masked(output) === masked(stands[index]!) ? stands[index]! : output,
        );
        writeFileSync(join(REPO, file), withOutputs(markdown, kept));
        return;
      }
      const commands = steps.flatMap((step) => (step.kind === 'command' ? [step.command] : []));
      const said = (all: readonly string[]) => commands.map((command, index) => `$ ${command}\n${masked(all[index]!)}`);
      expect(said(outputs)).toEqual(said(stands));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 900_000);
});

/** A folder like the repository's own as far as a reader uses it, with an `npx` that knows this checkout's `sidan` and needs no network. */
function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sidan-tutorial-'));
  for (const name of ['examples', 'packages', 'rules']) symlinkSync(join(REPO, name), join(folder, name));
  const npx = join(folder, '.bin', 'npx');
  const cli = join(REPO, 'packages/cli/bin/sidan.cjs');
  write(npx, `#!/bin/sh\n[ "$1" = sidan ] || exit 127\nshift\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(npx, 0o755);
  return folder;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Runs a command as in one terminal: what one exports the next one has. Both streams, in the order in which they came. */
function run(folder: string, command: string, locale: string): Promise<string> {
  const state = join(folder, '.state');
  const script = `[ -f '${state}' ] && . '${state}'\n{ ${command}\n} 2>&1\nexport -p > '${state}'`;
  const env = {
    ...process.env,
    LC_ALL: locale,
    NODE_ENV: 'production',
    PATH: [join(folder, '.bin'), process.env.PATH].join(delimiter),
  };
  return new Promise((done) => {
    execFile('bash', ['-c', script], { cwd: folder, env, maxBuffer: 4 << 20 }, (_, output) => done(output));
  });
}

/** What stands in the transcript after each of its commands. */
function shownIn(markdown: string, steps: readonly Step[]): string[] {
  const lines = markdown.split('\n');
  return steps.flatMap((step) => {
    if (step.kind !== 'command') return [];
    const shown = lines.slice(step.from, step.to);
    return [shown.length ? `${shown.join('\n')}\n` : ''];
  });
}
