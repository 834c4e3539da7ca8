import type { PackRule } from '../../../api/types';
import { byKind, isFound } from './search';
import { regionsOf } from './regions';

const rule = (over: Partial<PackRule>): PackRule => ({
  name: 'service-hours',
  title: 'Points for hours',
  kind: 'award',
  kindName: 'award',
  pack: 'base',
  packTitle: 'Base pack',
  packVersion: '1.0.0',
  layer: 'national',
  layerName: 'Nation',
  change: 'added',
  ...over,
});

describe('rules in force', () => {
  it('are found by every word, wherever it stands', () => {
    expect(isFound(rule({}), '')).toBe(true);
    expect(isFound(rule({}), ' HOURS  base')).toBe(true);
    expect(isFound(rule({}), 'hours county')).toBe(false);
    expect(
      isFound({ ...rule({}), offBy: 'c', offByTitle: 'County', offByLayerName: 'County', reason: 'own' }, 'county'),
    ).toBe(true);
  });

  it('stand by kind, in the order in which they are asked', () => {
    const groups = byKind([rule({}), rule({ name: 'cap', kind: 'limit', kindName: 'limit' }), rule({ name: 'more' })]);
    expect(groups.map(({ title, rules }) => [title, ...rules.map(({ name }) => name)])).toEqual([
      ['Award', 'service-hours', 'more'],
      ['Limit', 'cap'],
    ]);
  });

  it('may be those of regions with packs and of every county', () => {
    const versions = [
      { regionCode: '130982', regionName: 'Renqiu', title: 'Renqiu pack' },
      { regionCode: '0', regionName: 'Nation', title: 'Base pack' },
      { regionCode: '13', regionName: '13', title: 'Hebei pack' },
    ];
    const areas = [
      { value: '1309', label: 'Cangzhou' },
      { value: '130981', label: 'Botou' },
      { value: '130982', label: 'Renqiu' },
    ];
    expect(regionsOf(versions, areas).map(({ value, label }) => `${value} ${label}`)).toEqual([
      '0 Nation',
      '13 Hebei pack',
      '130981 Botou',
      '130982 Renqiu',
    ]);
  });
});
