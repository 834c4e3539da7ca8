import type { CheckFit } from './fit';
import { keptIn, stackAt } from './history';
import { keepWhatFits, withEntry, type Change, type Choice } from './keep';
import type { Activation } from './stored';

const day = (date: number) => new Date(Date.UTC(2026, 0, date));
let seq = 0;
const entry = (regionCode: string, pack: string, kind: Activation['kind'] = 'activate', date = 1): Activation => {
  const [packName = '', packVersion = null] = pack.split('@');
  const at = day(date);
  const version = { packName, packVersion, versionId: packVersion && kind !== 'released' ? pack : null };
  return {
    regionCode,
    seq: (seq += 1),
    kind,
    ...version,
    digest: null,
    effectiveFrom: at,
    at,
    by: null,
    reason: null,
    misfit: null,
  };
};
const choice = (pack: string): Choice => ({ ...entry('0', pack), effectiveFrom: day(5) });

/** Says that packs do not stand together, each pair as `a@1 b@2`. */
const unless =
  (...pairs: string[]): CheckFit =>
  (history, place, from) => {
    const packs = stackAt(history, place, from).map(({ versionId }) => versionId);
    const wrong = pairs.find((pair) => pair.split(' ').every((one) => packs.includes(one)));
    return Promise.resolve(wrong ? { pack: wrong, problems: [] } : undefined);
  };

const change = (history: Activation[], more: Partial<Change> = {}): Change => ({
  history,
  places: [...new Set(history.map(({ regionCode }) => regionCode))],
  at: day(5),
  since: () => day(5),
  choices: () => [],
  ...more,
});
const said = (entries: readonly { regionCode: string; kind: string; packName: string; packVersion: string | null }[]) =>
  entries.map((one) => `${one.kind} ${one.regionCode} ${one.packName}@${one.packVersion ?? ''}`);
const names = (history: readonly Activation[], place: string, date: number) =>
  stackAt(history, place, day(date)).map(({ versionId }) => versionId);

describe('what a place goes on with', () => {
  const history = [
    entry('0', 'base@1', 'shipped'),
    entry('0', 'base@2', 'shipped', 3),
    entry('13', 'base@1', 'kept', 3),
    entry('130902', 'own@1'),
    entry('130902', 'base@1', 'kept', 3),
    entry('130902', 'base@2', 'released', 4),
  ];

  it('stands in the stead of what holds around it, in that place and within it, until it is let go', () => {
    expect(names(history, '130902', 1)).toEqual(['base@1', 'own@1']);
    expect(names(history, '0', 3)).toEqual(['base@2']);
    expect(names(history, '13', 3)).toEqual(['base@1']);
    // The county let its own go; that of the province still counts.
    expect(names(history, '130902', 4)).toEqual(['base@1', 'own@1']);
    expect(names(history, '41', 4)).toEqual(['base@2']);
  });

  it('may be none of a pack, and is nothing where the pack is off', () => {
    expect(names([entry('0', 'base@1'), entry('13', 'base', 'kept')], '13', 2)).toEqual([]);
    expect(names([entry('0', 'base@1'), entry('0', 'base', 'off', 2), entry('13', 'base@1', 'kept')], '13', 3)).toEqual(
      [],
    );
  });
});

describe('a newer pack', () => {
  const standing = [
    entry('0', 'base@1', 'shipped'),
    entry('13', 'hebei@1', 'shipped'),
    entry('130902', 'own@1'),
    entry('130903', 'near@1'),
  ];
  const newer = [...standing, entry('0', 'base@2', 'shipped', 5), entry('13', 'hebei@2', 'shipped', 5)];
  const choices = () => [choice('base@1'), choice('hebei@1')];

  it('is everywhere where it fits', async () => {
    expect(await keepWhatFits(unless(), change(newer, { choices }))).toEqual({ entries: [], unfit: [] });
  });

  it('is kept out where it does not fit, and nothing more than is needed', async () => {
    const { entries } = await keepWhatFits(unless('base@2 own@1'), change(newer, { choices }));
    expect(said(entries)).toEqual(['kept 130902 base@1']);
    expect(entries[0]).toMatchObject({ misfit: { pack: 'base@2 own@1' }, effectiveFrom: day(5) });
    const both = await keepWhatFits(unless('base@2 own@1', 'hebei@2 own@1'), change(newer, { choices }));
    expect(said(both.entries)).toEqual(['kept 130902 base@1', 'kept 130902 hebei@1']);
  });

  it('is kept out of a whole province once, not of each county', async () => {
    const { entries } = await keepWhatFits(
      unless('base@2 hebei@2', 'base@2 hebei@1', 'base@2 own@1'),
      change(newer, { choices }),
    );
    expect(said(entries)).toEqual(['kept 13 base@1']);
  });

  it('leaves a place as it is that fits in no way', async () => {
    const { entries, unfit } = await keepWhatFits(unless('base@1 own@1', 'base@2 own@1'), change(newer, { choices }));
    expect(entries).toEqual([]);
    expect(unfit).toMatchObject([{ place: '130902' }]);
  });

  it('is taken by a place that went on with an older one, when it fits; else that stays, and not the one between', async () => {
    const kept = [...newer, { ...entry('130902', 'base@1', 'kept', 4) }, entry('0', 'base@3', 'shipped', 5)];
    const later = () => [choice('base@2')];
    expect(said((await keepWhatFits(unless('base@2 own@1'), change(kept, { choices: later }))).entries)).toEqual([
      'released 130902 base@3',
    ]);
    const stays = await keepWhatFits(unless('base@2 own@1', 'base@3 own@1'), change(kept, { choices: later }));
    // Said again, for the reason is another one.
    expect(said(stays.entries)).toEqual(['kept 130902 base@1']);
    const again = stays.entries.reduce(withEntry, kept);
    expect((await keepWhatFits(unless('base@2 own@1', 'base@3 own@1'), change([...again]))).entries).toEqual([]);
  });
});

describe('a decision', () => {
  const history = [
    entry('0', 'base@1', 'shipped'),
    entry('0', 'base@2', 'shipped', 3),
    entry('13', 'prov@1'),
    entry('13', 'base@1', 'kept', 3),
    entry('130902', 'own@1'),
  ];

  it('lets go what fits now; those within keep it where they need it', async () => {
    const after = [...history, entry('13', 'prov@2', 'activate', 5)];
    const { entries } = await keepWhatFits(unless('base@2 prov@1', 'base@2 own@1'), change(after));
    expect(said(entries)).toEqual(['released 13 base@2', 'kept 130902 base@1']);
    const now = entries.reduce(withEntry, after);
    expect([names(now, '13', 5), names(now, '130902', 5)]).toEqual([
      ['base@2', 'prov@2'],
      ['base@1', 'prov@2', 'own@1'],
    ]);
    expect(keptIn(now, '13', day(5)).size).toBe(0);
  });

  it('on the very pack is not undone by what was kept of it', async () => {
    const own = [...history, entry('13', 'base@1', 'kept', 3)];
    const { unfit } = await keepWhatFits(
      unless('base@2 prov@1'),
      change(own, { isDecided: (place, name) => place === '13' && name === 'base' }),
    );
    expect(unfit[0]).toMatchObject({ place: '13' });
  });
});
