/** The command line as people run it: a process of its own over real folders. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BIN = resolve(__dirname, '../bin/sidan.cjs');
const BASE = resolve(__dirname, '../../../rules/base');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidan-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function sidan(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', ...environment };
  return new Promise((done) => {
    execFile(process.execPath, [BIN, ...args], { cwd: folder, env, encoding: 'utf8' }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

const json = async (args: readonly string[]) => {
  const { code, out } = await sidan([...args, '--json']);
  return { code, answer: JSON.parse(out) as Record<string, unknown> };
};

function edit(path: string, change: (read: Record<string, never>) => unknown): void {
  const at = join(folder, path);
  writeFileSync(at, JSON.stringify(change(JSON.parse(readFileSync(at, 'utf8')) as Record<string, never>)));
}

jest.setTimeout(120_000);

describe('sidan', () => {
  it('shows help with an example of each command, in the language of the terminal, Chinese first', async () => {
    const [zh, en, other] = await Promise.all([
      sidan(['--help'], { LANG: 'C' }),
      sidan([]),
      sidan(['test', '--help', '--lang', 'zh-CN']),
    ]);
    expect(zh.out).toContain('用法');
    expect(en.out).toContain('Usage');
    expect(en.out.match(/^ +\$ /gm)).toHaveLength(13);
    expect(other.out).toContain('示例： sidan test');
    expect([zh.code, en.code, other.code]).toEqual([0, 0, 0]);
  });

  it('takes the options of every command before it as after it', async () => {
    const [before, after] = [
      ['--lang', 'en', 'test', '--help'],
      ['test', '--help', '--lang=en'],
    ];
    const [one, other] = await Promise.all([before, after].map((args) => sidan(args, { LANG: 'C' })));
    expect(one).toEqual(other);
    expect(one?.out).toContain('Example: sidan test');
    const inFront = await sidan(['--json', '--lang', 'zh-CN', 'validate', 'nowhere']);
    expect(inFront).toMatchObject({ code: 3, err: expect.stringContaining('无法读取') as string });
    expect(JSON.parse(inFront.out)).toMatchObject({ ok: false, error: { code: 'read' } });
    expect((await sidan(['--lang', 'zh-CN', 'help', 'diff'])).out).toContain('示例： sidan diff');
    for (const [args, code] of [
      [['test', BASE, '--lang', 'fr'], 'lang'],
      [['test', BASE, '--lang'], 'optionValue'],
    ] as const) {
      const { code: exit, out } = await sidan(['--json', ...args]);
      expect([exit, (JSON.parse(out) as { error: { code: string } }).error.code]).toEqual([2, code]);
    }
  });

  it('takes what a shell makes of rules/*, the README beside the packs included', async () => {
    const readme = join(folder, 'README.md');
    writeFileSync(readme, '# Packs');
    for (const command of ['test', 'validate']) {
      expect((await sidan([command, readme, BASE])).code).toBe(0);
      expect((await sidan([command, readme])).code).not.toBe(0);
    }
  });

  it('ends with 2 for wrong use and 3 for what cannot be read, with a sentence each', async () => {
    const wrong = [
      ['polish'],
      ['validate'],
      ['validate', '--x', BASE],
      ['sign', 'a.tgz'],
      ['init', 'x', '--region', '13098'],
      ['publish', 'a', '--to', 'x'],
    ];
    for (const args of wrong) {
      const { code, out, err } = await sidan(args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(/^[^\n]+\.\n$/);
    }
    expect(await sidan(['validate', 'nowhere'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('nowhere') as string,
    });
    expect(await json(['validate', 'nowhere'])).toMatchObject({
      code: 3,
      answer: { ok: false, error: { code: 'read' } },
    });
  });

  it('makes a pack that is sound, tested, built, signed and verified', async () => {
    expect(await sidan(['init', 'renqiu', '--region', '130982', '--title', 'Renqiu'])).toMatchObject({ code: 0 });
    expect(await sidan(['init', 'renqiu', '--region', '130982'])).toMatchObject({ code: 3 });
    expect(await json(['validate', 'renqiu'])).toMatchObject({ code: 0, answer: { ok: true } });
    const tested = await json(['test', 'renqiu']);
    expect(tested).toMatchObject({
      code: 0,
      answer: { packs: [{ passed: 2, coverage: { rulesCovered: 1, branchesCovered: 2 } }] },
    });

    writeFileSync(join(folder, 'renqiu', 'secret.key'), 'x');
    const built = await json(['build', 'renqiu', '--out', 'one.tgz']);
    expect(built).toMatchObject({ code: 0, answer: { leftOut: ['secret.key'] } });
    await sidan(['build', 'renqiu', '--out', 'two.tgz']);
    expect(readFileSync(join(folder, 'one.tgz'))).toEqual(readFileSync(join(folder, 'two.tgz')));

    writeFileSync(join(folder, 'renqiu', 'LONG.md'), 'x'.repeat(1_100_000));
    expect(await json(['build', 'renqiu', '--out', 'three.tgz'])).toMatchObject({
      code: 1,
      answer: { problems: [{ code: 'FILE_BYTES_TOO_MANY', file: 'LONG.md' }] },
    });
    rmSync(join(folder, 'renqiu', 'LONG.md'));

    expect(await sidan(['keys', 'hebei'])).toMatchObject({ code: 0 });
    expect(await sidan(['keys', 'hebei'])).toMatchObject({ code: 3 });
    expect(statSync(join(folder, 'hebei.key')).mode & 0o077).toBe(0);
    expect((await json(['verify', 'one.tgz', '--trust', 'hebei.pub'])).answer.status).toBe('unsigned');
    expect(await sidan(['sign', 'one.tgz', '--key', 'hebei.pub'])).toMatchObject({ code: 2 });
    expect(await sidan(['sign', 'one.tgz', '--key', 'hebei.key', '--out', 'signed.tgz'])).toMatchObject({ code: 0 });
    expect(await json(['verify', 'signed.tgz', '--trust', 'hebei.pub'])).toMatchObject({
      code: 0,
      answer: { status: 'trusted', name: 'hebei' },
    });
    expect(await json(['verify', 'signed.tgz'])).toMatchObject({ code: 1, answer: { status: 'unknownKey' } });
    expect(await json(['validate', 'signed.tgz'])).toMatchObject({ code: 0 });
  });

  it('says every problem with file, path, cause and remedy, and ends with 1', async () => {
    cpSync(BASE, join(folder, 'copies/broken'), { recursive: true });
    edit('copies/broken/rules/award-service-hours.json', (rule) => ({ ...rule, conditions: { all: [] } }));
    edit('copies/broken/pack.json', (pack) => ({ ...pack, effectiveFrom: '2024-02-30' }));
    writeFileSync(join(folder, 'copies/broken/rules/award-x.json'), '{"a": 1, "a": 2}');
    const { code, answer } = await json(['validate', 'copies/broken']);
    expect(code).toBe(1);
    expect(answer).toMatchObject({ packs: [{ problems: [{ code: 'JSON_KEY_TWICE', file: 'rules/award-x.json' }] }] });
    rmSync(join(folder, 'copies/broken/rules/award-x.json'));
    const said = await sidan(['validate', 'copies/broken'], { LANG: 'zh_CN.UTF-8' });
    expect(said.code).toBe(1);
    expect(said.out).toContain('copies/broken/rules/award-service-hours.json#/conditions/all  CONDITION_EMPTY');
    expect(said.out).toContain('不是真实存在的日期');
    expect(await sidan(['build', 'copies/broken'])).toMatchObject({ code: 1 });
  });

  it('fails cases that come out differently and shows both', async () => {
    cpSync(BASE, join(folder, 'copies/other'), { recursive: true });
    edit('copies/other/rules/award-service-hours.json', (rule) => {
      const { event } = rule as unknown as { event: { params: object } };
      return { ...(rule as object), event: { ...event, params: { ...event.params, amount: 2 } } };
    });
    const { code, out } = await sidan(['test', 'copies/other']);
    expect(code).toBe(1);
    expect(out).toContain('[{"rule":"service-hours","amount":8}]');
    const changes = await sidan(['diff', BASE, 'copies/other']);
    expect(changes.out).toContain('“by Service time: 2 points for every 30 min”');
    expect((await json(['diff', 'renqiu'])).answer).toMatchObject({
      changes: [{ name: 'weekend-service', change: 'added' }],
    });
  });

  it('explains an event and what nearly fired', async () => {
    writeFileSync(
      join(folder, 'event.json'),
      JSON.stringify({
        occasion: 'confirmed',
        'subject.kind': 'volunteer',
        'attendance.minutes': 125,
        'event.weekday': 5,
      }),
    );
    const { code, out } = await sidan(['explain', 'renqiu', '--facts', 'event.json', '--lang', 'zh-CN']);
    expect(code).toBe(0);
    expect(out).toContain('共记 4 分');
    expect(out).toContain('周末服务奖励积分');
    expect(await sidan(['explain', 'renqiu', '--case', 'an hour on Saturday'])).toMatchObject({ code: 0 });
    expect(await sidan(['explain', 'renqiu'])).toMatchObject({ code: 2 });
    const given = ['explain', 'renqiu', '--facts', 'event.json', '--on'];
    expect(await sidan([...given, '2024-02-30'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('2024-02-30') as string,
    });
    expect((await sidan([...given, '1999-01-01'])).out).toContain('No rule');
    writeFileSync(join(folder, 'null.json'), 'null');
    expect(await json(['explain', 'renqiu', '--facts', 'null.json'])).toMatchObject({
      code: 3,
      answer: { error: { code: 'facts' } },
    });
  });

  it('simulates over a file of events', async () => {
    const facts = { occasion: 'confirmed', 'subject.kind': 'volunteer', 'attendance.minutes': 60 };
    const events = [5, 6, 7].map((day) =>
      JSON.stringify({
        id: `e${day}`,
        person: `p${day % 2}`,
        at: '2024-05-01',
        facts: { ...facts, 'event.weekday': day },
      }),
    );
    writeFileSync(join(folder, 'events.jsonl'), `${events.join('\n')}\n`);
    edit('renqiu/pack.json', (pack) => ({ ...pack, effectiveFrom: '2024-01-01' }));
    const { code, answer } = await json(['simulate', BASE, 'renqiu', '--events', 'events.jsonl']);
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      events: 3,
      persons: 2,
      gainers: 2,
      losers: 0,
      totals: [{ asset: 'points', before: 6, after: 8 }],
    });
    expect((await sidan(['simulate', BASE, 'renqiu', '--events', 'events.jsonl'])).out).toContain('6 → 8 (+2)');
    const asked = ['simulate', BASE, 'renqiu', '--events'];
    expect((await json([...asked, 'events.jsonl', '--budget', 'points=7'])).answer).toMatchObject({
      totals: [{ budget: { amount: 7, before: { used: 6, left: 1, over: 0 }, after: { used: 8, left: 0, over: 1 } } }],
    });
    for (const wrong of ['points', 'points=x', 'points=0.5', 'gold=1'])
      expect(await sidan([...asked, 'events.jsonl', '--budget', wrong])).toMatchObject({ code: 2 });
    expect((await json([...asked, 'renqiu'])).answer).toMatchObject({ error: { code: 'folder' } });
    expect((await json([...asked, 'nowhere.jsonl'])).answer).toMatchObject({ error: { code: 'read' } });
    // A rule counts on its own days; the days of the pack do not matter to a trial.
    const rule = 'renqiu/rules/award-weekend-service.json';
    edit('renqiu/pack.json', (pack) => ({ ...pack, effectiveFrom: '2024-05-02' }));
    edit(rule, (read) => ({ ...(read as object), effectiveFrom: '2024-05-02' }));
    const at = async (...options: string[]) => {
      const { totals } = (await json([...asked, 'events.jsonl', ...options])).answer as { totals: { after: number }[] };
      return totals[0]?.after;
    };
    expect(await at()).toBe(6);
    expect(await at('--on', '2024-05-02')).toBe(8);
    writeFileSync(join(folder, 'events.jsonl'), events.join('\n').replaceAll('2024-05-01', '2024-05-01T16:00Z'));
    expect(await at()).toBe(8);
    expect(await sidan([...asked, 'events.jsonl', '--on', 'soon'])).toMatchObject({ code: 2 });
    for (const bad of ['{"id":1}', '{"id":"e","person":"p","at":"2024-13-01","facts":{}}']) {
      writeFileSync(join(folder, 'bad.jsonl'), `${bad}\n`);
      expect(await sidan(['simulate', BASE, 'renqiu', '--events', 'bad.jsonl'])).toMatchObject({ code: 3 });
    }
  });

  it('simulates events that stand somewhere, each side by what it booked itself', async () => {
    const facts = { occasion: 'confirmed', 'subject.kind': 'volunteer', 'attendance.minutes': 480 };
    const lines = (more: object) =>
      ['08:00', '10:00', '12:00'].map((time, index) =>
        JSON.stringify({ id: `e${index}`, person: 'p', at: `2024-05-01T${time}`, facts, ...more }),
      );
    const total = async (events: readonly string[]) => {
      writeFileSync(join(folder, 'standing.jsonl'), events.join('\n'));
      const { code, answer } = await json(['simulate', BASE, BASE, '--events', 'standing.jsonl']);
      return code === 0 ? (answer as { totals: { before: number }[] }).totals[0]?.before : { code };
    };
    // 16 a time, and 24 a day: what was booked before on the day is known of those that stand somewhere.
    expect(await total(lines({}))).toBe(48);
    expect(await total(lines({ subject: {}, event: 'o' }))).toBe(24);
    expect(await total(lines({ subject: { county: '130982' } }))).toBe(24);
    for (const wrong of [{ subject: { planet: 'x' } }, { subject: {}, event: 1 }])
      expect(await total(lines(wrong))).toEqual({ code: 3 });
    expect(await total(lines({ subject: {} }).reverse())).toEqual({ code: 3 });
  });

  it('publishes to a server, and says why one refuses', async () => {
    const seen: { url?: string; token?: string; bytes: number }[] = [];
    const server = createServer((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        seen.push({ url: request.url, token: request.headers.authorization, bytes });
        const refused = request.headers.authorization !== 'Bearer good';
        response.writeHead(refused ? 403 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(refused ? { errors: [{ code: 'NOT_ALLOWED', message: 'no' }] } : { data: {} }));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(await sidan(['publish', 'signed.tgz', '--to', to], { SIDAN_TOKEN: 'good' })).toMatchObject({ code: 0 });
      expect(seen[0]).toMatchObject({ url: '/api/sidanPacks:upload', token: 'Bearer good' });
      expect(seen[0]?.bytes).toBeGreaterThan(statSync(join(folder, 'signed.tgz')).size);
      const refused = await sidan(['publish', 'signed.tgz', '--to', to, '--token', 'bad']);
      expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('NOT_ALLOWED') as string });
    } finally {
      server.close();
    }
    expect(await sidan(['publish', 'signed.tgz', '--to', to, '--token', 'x'])).toMatchObject({ code: 3 });
  });
});
