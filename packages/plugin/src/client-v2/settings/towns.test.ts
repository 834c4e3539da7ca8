import { parseTowns, wrongTown } from './towns';

describe('a list of towns typed in', () => {
  it('takes a code and a name a line', () => {
    expect(parseTowns('130982001 New Road\n\n  130982102\tStone Gate Bridge ')).toEqual([
      { code: '130982001', name: 'New Road' },
      { code: '130982102', name: 'Stone Gate Bridge' },
    ]);
    expect(parseTowns(undefined)).toEqual([]);
  });

  it('names the first line that is wrong', () => {
    expect(wrongTown('130982001 New Road\n130983001 Elsewhere', '130982')).toBe(2);
    expect(wrongTown('New Road', '130982')).toBe(1);
    expect(wrongTown('130982001', '130982')).toBe(1);
    expect(wrongTown('\n130982001 New Road\n', '130982')).toBeUndefined();
  });
});
