import { message, say } from './message';

const lookup = (key: string) => ({ time: '{{hours}} h' })[key];

describe('numbers in sentences', () => {
  it('are read out to four decimals at most', () => {
    const said = (hours: number) => say(message('time', { hours }), lookup);
    expect([3, 0.1, 2.125, 239 / 60, -1 / 3, 1_000_000].map(said)).toEqual([
      '3 h',
      '0.1 h',
      '2.125 h',
      '3.9833 h',
      '-0.3333 h',
      '1000000 h',
    ]);
  });
});

describe('values in Chinese sentences', () => {
  const texts: Record<string, string> = {
    cost: '共需 {{amount}}，限 {{whose}} 使用',
    all: '把{{what}}转给 {{whom}}',
    two: '{{a}} {{b}}{{c}}',
  };
  const said = (key: string, params: Record<string, string | number>) => say(message(key, params), (one) => texts[one]);

  it('stand apart where they are numbers, and not where they are words', () => {
    expect(said('cost', { amount: '2 分', whose: '本人' })).toBe('共需 2 分，限本人使用');
    expect(said('cost', { amount: '时间 2 小时', whose: 3 })).toBe('共需时间 2 小时，限 3 使用');
    expect(said('all', { what: 20, whom: 'A' })).toBe('把 20 转给 A');
  });

  it('what stands between two values stays', () => {
    expect(said('two', { a: '甲', b: '乙', c: 3 })).toBe('甲 乙3');
  });

  it('a value that is missing stands there as it was asked for', () => {
    expect(said('cost', { whose: '本人' })).toBe('共需 {{amount}}，限本人使用');
  });
});
