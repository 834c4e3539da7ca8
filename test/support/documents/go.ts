import { openSql, type Sql } from '../shared';
import { startMovedServer, type MovedServer } from '../movedServer';
import { makeWorld } from '../world';
import { casesOf, type Came, type DocumentCase } from './cases';
import { Doors } from './doors';
import { installDocument } from './install';

/** A published document, and the county in which it is tried. */
export interface Document {
  folder: string;
  regionCode: string;
  /** In which it pays, and its decimals. */
  asset: string;
  scale?: number;
  /** From when on its pack is in force; from the first day of its cases on unless told. */
  since?: string;
}

/** Late in the year: who signs in then is signed in at every moment before. */
const LATE = '2026-12-20T08:00:00+08:00';

/**
 * The published documents, through the product: each pack is put into force in a county, and each of its cases comes about by the doors that people use, at its own moment. What the ledger
 * holds afterwards, and what was refused, is what the case says. `cannotBe`: cases that cannot happen here, by their names, and why.
 */
export function goThrough(documents: readonly Document[], cannotBe: Readonly<Record<string, string>> = {}): void {
  let moved: MovedServer;
  let sql: Sql;

  beforeAll(async () => {
    moved = await startMovedServer(LATE);
    sql = await openSql(moved.server);
  }, 600_000);

  afterAll(async () => {
    await sql?.end();
    await moved?.stop();
  }, 60_000);

  describe.each(documents)('$folder', ({ folder, regionCode, asset, scale, since }) => {
    let doors: Doors;
    const cases = casesOf(folder).filter(({ name }) => !cannotBe[name]);

    beforeAll(async () => {
      moved.stand(LATE);
      const world = await makeWorld(moved.server, regionCode);
      await installDocument(world, sql, folder, since);
      doors = new Doors(moved, world, sql, asset, scale);
      await doors.gather(cases.length);
    }, 600_000);

    it.each(cases)('$name', async (one: DocumentCase) => compare(one, await doors.go(one)), 120_000);
  });
}

function compare({ expect: said }: DocumentCase, came: Came): void {
  const { postings, redemptions, overflow, dispatch, flags } = said;
  if (flags && came.flags) expect(came.flags).toEqual(flags.map(({ rule }) => rule));
  if (dispatch) expect(came.dispatch).toMatchObject(dispatch);
  const donated = overflow?.filter((over) => over.do === 'donate').map(({ fund, amount }) => ({ fund, amount }));
  if (donated) expect(came.donated).toEqual(donated);
  if (postings) {
    const byRule = (a: { rule: string }, b: { rule: string }) => (a.rule < b.rule ? -1 : 1);
    // What limited it, and how, stands in the decision; here it is what came into the book.
    const stands = postings.map(({ rule, amount, expires, redeemableFrom }) => ({
      ...{ rule, amount, ...(expires ? { expires } : {}), ...(redeemableFrom ? { redeemableFrom } : {}) },
    }));
    expect(came.postings.sort(byRule)).toMatchObject(stands.sort(byRule));
    expect(came.postings).toHaveLength(postings.length);
  }
  if (!redemptions) return;
  expect(came.redemptions.map(({ allowed }) => allowed)).toEqual(redemptions.map(({ allowed }) => allowed));
  redemptions.forEach(({ allowed, cost }, index) => {
    if (allowed && cost !== undefined) expect(came.redemptions[index]!.cost).toBe(cost);
  });
  if (!redemptions.length) expect(came.refused).toMatch(/^(REDEEM_NO_RULE|PAY_NO_RULE|PAY_SELF_ONLY|PAY_FAMILY_ONLY)$/);
}
