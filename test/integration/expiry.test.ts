import type { PackUploaded, Wallet } from '@sidan/plugin-sidan/api';
import { countyPack } from '../support/pack';
import { startMovedServer, type MovedServer } from '../support/movedServer';
import { eventually, openSql, type Sql } from '../support/shared';
import { serve } from '../support/serve';
import { makeWorld, type World } from '../support/world';

/** 积分到期：what the rules say of how long points last is what becomes of them, on a server whose clock is moved over New Year. */
let moved: MovedServer;
let sql: Sql;
let world: World;

beforeAll(async () => {
  moved = await startMovedServer('2027-01-02T08:00:00+08:00');
  sql = await openSql(moved.server);
  world = await makeWorld(moved.server, '134401');
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

const wallet = () => world.people.volunteer.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode });

it('points of a year go at its end by themselves, and the wallet says so before and after', async () => {
  moved.stand('2026-12-28T09:00:00+08:00');
  const archive = await countyPack({ regionCode: world.regionCode, lasts: { expires: { end: 'year' } } });
  const { id: versionId } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId, reason: '检验' });
  moved.stand('2026-12-28T10:00:00+08:00');
  // An hour and a half: three times two points.
  await serve(world, sql, 95);
  expect(await wallet()).toMatchObject({ balance: 6, held: 0, parts: [{ amount: 6, lastDay: '2026-12-31' }] });

  // The last minute of the last day is still theirs.
  moved.stand('2026-12-31T23:59:30+08:00');
  expect((await wallet()).balance).toBe(6);
  moved.stand('2027-01-01T00:00:10+08:00');
  await eventually(async () => (await wallet()).balance === 0, 150_000);
  const { entries, parts } = await wallet();
  expect(parts).toEqual([]);
  expect(entries.map(({ amount, title }) => [amount, title])).toEqual([
    [-6, '到期作废'],
    [6, '本县服务时长积分'],
  ]);
});
