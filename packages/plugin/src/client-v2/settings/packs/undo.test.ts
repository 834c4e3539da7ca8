import type { PackActivation } from '../../../api/types';
import { latestOf, undoOf } from './undo';

const region = { regionCode: '130982', name: 'county' };
const decided = (...entries: [kind: PackActivation['kind'], version?: string][]) =>
  // The server gives the newest first.
  entries.map(([kind, version], index) => ({ ...region, seq: index + 1, kind, version })).reverse();

describe('what a rollback would put back', () => {
  it('is the version before', () => {
    expect(undoOf(decided(['activate', '1.0.0'], ['activate', '1.1.0']), region)).toEqual({ version: '1.0.0' });
  });

  it('is none of the pack where nothing was before', () => {
    expect(undoOf(decided(['activate', '1.0.0']), region)).toEqual({ version: undefined });
  });

  it('goes one further back after a rollback, until nothing is left', () => {
    const twice = decided(['activate', '1.0.0'], ['activate', '1.1.0'], ['rollback', '1.0.0']);
    expect(undoOf(twice, region)).toEqual({ version: undefined });
    expect(undoOf(decided(['activate', '1.0.0'], ['rollback']), region)).toBeUndefined();
  });

  it('is the pack that was switched off, also a shipped one', () => {
    expect(undoOf(decided(['shipped', '1.0.0'], ['off']), region)).toEqual({ version: '1.0.0' });
  });

  it('is not what the software brought', () => {
    expect(undoOf(decided(['shipped', '1.0.0']), region)).toBeUndefined();
  });

  it('is not that a region goes on with an older version, nor that it does so no more', () => {
    const kept = decided(['activate', '1.0.0'], ['activate', '1.1.0'], ['kept', '0.9.0'], ['released', '1.0.0']);
    expect(undoOf(kept, region)).toEqual({ version: '1.0.0' });
    expect([...latestOf(kept)].map(({ seq }) => seq)).toEqual([2]);
    expect(undoOf(decided(['kept', '1.0.0']), region)).toBeUndefined();
  });

  it('minds each pack for itself', () => {
    const other = { regionCode: '130982', name: 'other', seq: 3, kind: 'activate', version: '2.0.0' } as const;
    const history = [other, ...decided(['activate', '1.0.0'], ['activate', '1.1.0'])];
    expect(undoOf(history, region)).toEqual({ version: '1.0.0' });
    expect([...latestOf(history)].map(({ seq }) => seq).sort()).toEqual([2, 3]);
  });
});
