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
