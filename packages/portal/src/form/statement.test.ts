import { formatMoment } from '../i18n/format';
import { asCsv, matching, yearSoFar } from './statement';

const entry = (values: Record<string, unknown>) => ({
  ...{ id: '1', at: '2026-03-01T16:30:00Z', amount: 5, balance: 5, title: 'Service', sentence: 'Served 60 minutes' },
  ...values,
});

it('is of the year so far, by the days of the county', () => {
  expect(yearSoFar(new Date('2026-03-01T01:00:00Z'))).toEqual({ from: '2026-01-01', to: '2026-03-01' });
  // In China the year has begun.
  expect(yearSoFar(new Date('2026-12-31T16:00:00Z'))).toEqual({ from: '2027-01-01', to: '2027-01-01' });
});

it('finds entries by their words, their number and their day, all that is asked for', () => {
  const entries = [entry({}), entry({ id: '2', title: 'Soap', sentence: '', orderNo: 'A-17' })];
  const found = (asked: string) => matching(entries, asked).map(({ id }) => id);
  expect(found('')).toEqual(['1', '2']);
  expect(found(' SERVED  service')).toEqual(['1']);
  expect(found('a-17')).toEqual(['2']);
  expect(found('2026-03-02')).toEqual(['1', '2']);
  // As the paper has it.
  expect(found(formatMoment('2026-03-01T16:30:00Z').split(' ')[0]!)).toEqual(['1', '2']);
  expect(found('soap served')).toEqual([]);
});

it('writes a file that no spreadsheet program runs', () => {
  const file = asCsv(
    [entry({ title: '=HYPERLINK("x")', amount: -5 })],
    ['Time', 'What', 'Why', 'Order', 'Change', 'Balance'],
  );
  expect(file).toBe(
    '\uFEFF"Time","What","Why","Order","Change","Balance"\r\n"2026-03-02 00:30","\'=HYPERLINK(""x"")","Served 60 minutes","",-5,5\r\n',
  );
});
