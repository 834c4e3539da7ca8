import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OFFICES } from '../access/roles';
import { factsFrom, type FieldOptions } from './host';
import { nodesOf, type Fields } from './nodes';
import { isAmount } from '../schema/amounts';
import { pageAccess } from './access';
import { OPEN_ORDER, ORDERS_TABLE, PAGES } from './pages';
import { PAGE_KEYS } from './types';

type Definition = { name: string; fields: (FieldOptions & { name: string })[] };

const folder = join(__dirname, '..', 'collections');
const collections = new Map(
  readdirSync(folder).map((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const definition = (require(join(folder, file)) as { default: Definition }).default;
    return [definition.name, definition] as const;
  }),
);

/** Fields as the collections define them. */
const fields: Fields = (collection, field) => {
  const found = collections.get(collection)?.fields.find(({ name }) => name === field);
  return found && factsFrom(found);
};

const pages = PAGE_KEYS.map((key) => PAGES[key](fields));

const blocksOf = (page: (typeof pages)[number]) => page.tabs.flatMap((tab) => tab.rows.flat().map(([node]) => node));
const all = pages.flatMap((page) => blocksOf(page).flatMap(nodesOf));

describe('the default pages', () => {
  it('show an amount of the book in the unit of its asset, wherever one stands', () => {
    const shown = all.flatMap(({ use, stepParams }) => {
      const { collectionName, fieldPath } = ((stepParams?.fieldSettings as Record<string, unknown> | undefined)?.init ??
        {}) as Record<string, string>;
      const shows = use.startsWith('Display') || use.startsWith('Sidan');
      return shows && collectionName && fieldPath && isAmount(collectionName, fieldPath) ? [use] : [];
    });
    expect(shown.length).toBeGreaterThanOrEqual(5);
    expect(new Set(shown)).toEqual(new Set(['SidanAmountFieldModel']));
  });

  it('are there under their keys, with tabs of different names', () => {
    expect(pages.map(({ key }) => key)).toEqual([...PAGE_KEYS]);
    for (const { tabs } of pages) expect(new Set(tabs.map(({ key }) => key)).size).toBe(tabs.length);
  });

  it('give every node an id of its own that fits an address', () => {
    const uids = all.map(({ uid }) => uid);
    expect(uids.filter((uid, index) => uids.indexOf(uid) !== index)).toEqual([]);
    for (const uid of uids) expect(uid).toMatch(/^sidan-[A-Za-z0-9-]+$/);
  });

  it('name only fields that exist, and a page with an unknown one is refused when it is built', () => {
    expect(() => PAGES.orders(() => undefined)).toThrow('sidanOrders.');
  });

  it('open popups and narrow blocks that exist on the same page', () => {
    for (const page of pages) {
      const uids = new Set(
        blocksOf(page)
          .flatMap(nodesOf)
          .map(({ uid }) => uid),
      );
      for (const { targetId, filterId } of page.tabs.flatMap((tab) => tab.filterManager ?? [])) {
        expect(uids).toContain(targetId);
        expect(uids).toContain(filterId);
      }
      for (const node of blocksOf(page).flatMap(nodesOf)) {
        const popup = (node.stepParams?.popupSettings as { openView?: { uid?: string } } | undefined)?.openView?.uid;
        if (popup) expect(uids).toContain(popup);
      }
    }
  });

  it('change orders through their events only', () => {
    const writes = all.filter(({ use, stepParams }) => {
      const init = (stepParams?.resourceSettings as { init?: { collectionName?: string } } | undefined)?.init;
      return /Form(Model)?$/.test(use) && !use.startsWith('Filter') && init?.collectionName === 'sidanOrders';
    });
    expect(writes).toEqual([]);
    expect(all.some(({ use }) => /BulkEdit|UpdateRecord/.test(use))).toBe(false);
  });

  it('delete nothing but offices', () => {
    expect(all.filter(({ use }) => use.includes('Delete')).map(({ uid }) => uid)).toEqual(['sidan-offices-dismiss']);
  });

  it('have an orders table whose rows open our order page', () => {
    expect(all.find(({ uid }) => uid === ORDERS_TABLE)?.use).toBe('TableBlockModel');
    const open = all.find(({ uid }) => uid === OPEN_ORDER)!;
    expect(nodesOf(open).map(({ use }) => use)).toContain('SidanOrderBlockModel');
  });
});

describe('who sees which page', () => {
  it('names roles that are installed', () => {
    for (const roles of Object.values(pageAccess))
      for (const role of roles) expect(OFFICES[role].name).toMatch(/^sidan/);
  });

  it('shows nobody a page of rows that the role may not read', () => {
    for (const page of pages) {
      const read = new Set(
        blocksOf(page)
          .flatMap(nodesOf)
          .flatMap(({ use, stepParams }) => {
            const init = (stepParams?.resourceSettings as { init?: { collectionName?: string } } | undefined)?.init;
            return use === 'TableBlockModel' && init?.collectionName ? [init.collectionName] : [];
          }),
      );
      for (const role of page.roles)
        for (const collection of read)
          expect([role, collection, OFFICES[role].grants[collection]?.includes('view')]).toEqual([
            role,
            collection,
            true,
          ]);
    }
  });
});
