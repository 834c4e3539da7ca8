import { type FactBook, measure, type MeasuredFact } from '.';
import { measuredSql } from '../sql';

/** A source may be named like a member of every object: a stranger's pack chooses its names. */
describe('a source that nobody has', () => {
  const count: MeasuredFact = {
    name: 'n',
    kind: 'measured',
    type: 'integer',
    of: { source: 'valueOf', aggregate: 'count', window: { span: 'year' }, subject: 'person' },
  };
  const source = { name: 'valueOf', time: 'at', fields: [], subjects: { person: 'who' } };
  const book: FactBook = {
    facts: new Map([['n', count]]),
    sources: new Map([['valueOf', source]]),
    cycles: new Map(),
  };
  const event = { at: '2024-05-01T00:00:00Z', subject: { person: 'p' } };

  it('has no rows in memory', () => {
    expect(measure(book, ['n'], { ...event, history: {} })).toEqual({ n: 0 });
  });

  it('gives no facts in SQL', () => {
    expect(measuredSql(book, ['n'], { sources: {} }, event).text).toContain(`'{}'::jsonb`);
  });
});
