import { casesOf, type DocumentCase } from '../../support/documents/cases';
import { Doors } from '../../support/documents/doors';
import { installDocument } from '../../support/documents/install';
import { startMovedServer, type MovedServer } from '../../support/movedServer';
import { openSql, type Sql } from '../../support/shared';
import { makeWorld } from '../../support/world';

/**
 * The published documents, through the product: each pack is put into force in a county, and each of its cases comes about by the doors that people use, at its own moment. What the ledger
 * holds afterwards, and what was refused, is what the case says.
 */
const DOCUMENTS = [
  { folder: '08-xihu-time-bank', regionCode: '134611', asset: 'time', scale: 0 },
  { folder: '06-guangzhou-time-bank', regionCode: '134617', asset: 'time', scale: 0 },
  { folder: '09-binjiang-public-hours', regionCode: '134612', asset: 'publicHours', scale: 1 },
  { folder: '04-huangshi-credit-hours', regionCode: '134613', asset: 'points', scale: 0 },
  { folder: '10-dongting-time-bank', regionCode: '134616', asset: 'time', scale: 0 },
  { folder: '20-renshou-granary', regionCode: '134614', asset: 'points', scale: 0 },
  { folder: '22-tangshan-five-orders', regionCode: '134615', asset: 'points', scale: 0 },
] as const;

/** What cannot happen here, and why. */
const CANNOT_BE: Readonly<Record<string, string>> = {
  'imported time is neither': 'hours are not imported: only orders are, and these are served here',
  'the code of another activity does not count': 'who checks in does so at the order itself: there is no other code',
  'nor does no code at all': 'nobody serves in this county without checking in',
};

let moved: MovedServer;
let sql: Sql;

beforeAll(async () => {
  moved = await startMovedServer('2026-12-20T08:00:00+08:00');
  sql = await openSql(moved.server);
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
}, 60_000);

describe.each(DOCUMENTS)('$folder', ({ folder, regionCode, asset, scale }) => {
  let doors: Doors;
  const cases = casesOf(folder).filter(({ name }) => !CANNOT_BE[name]);

  beforeAll(async () => {
    // Late in the year again: who signs in now is signed in at every moment before.
    moved.stand('2026-12-20T08:00:00+08:00');
    const world = await makeWorld(moved.server, regionCode);
    await installDocument(world, sql, folder);
    doors = new Doors(moved, world, sql, asset, scale);
    await doors.gather(cases.length);
  }, 600_000);

  it.each(cases)(
    '$name',
    async (one: DocumentCase) => {
      const came = await doors.go(one);
      const { postings, redemptions, overflow } = one.expect;
      const donated = overflow?.filter((over) => over.do === 'donate').map(({ fund, amount }) => ({ fund, amount }));
      if (donated) expect(came.donated).toEqual(donated);
      if (postings) {
        const byRule = (a: { rule: string }, b: { rule: string }) => (a.rule < b.rule ? -1 : 1);
        // What limited it, and how, stands in the decision; here it is what came into the book.
        const stands = postings.map(({ rule, amount, expires }) => ({ rule, amount, ...(expires ? { expires } : {}) }));
        expect(came.postings.sort(byRule)).toMatchObject(stands.sort(byRule));
        expect(came.postings).toHaveLength(postings.length);
      }
      if (!redemptions) return;
      expect(came.redemptions.map(({ allowed }) => allowed)).toEqual(redemptions.map(({ allowed }) => allowed));
      redemptions.forEach(({ allowed, cost }, index) => {
        if (allowed && cost !== undefined) expect(came.redemptions[index]!.cost).toBe(cost);
      });
      if (!redemptions.length) expect(came.refused).toMatch(/^(REDEEM_NO_RULE|PAY_NO_RULE)$/);
    },
    120_000,
  );
});
