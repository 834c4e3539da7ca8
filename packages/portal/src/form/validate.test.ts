import type { FormField } from '@sidan/plugin-sidan/api';
import { mapProblems, validate } from './validate';

const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name,
  title: name.toUpperCase(),
  kind,
  required: false,
  custom: false,
  ...more,
});

const codeOf = (kind: FormField['kind'], value: string | string[] | boolean, more: Partial<FormField> = {}) =>
  validate([field('x', kind, more)], { x: value })[0]?.code;

const options = [{ value: 'a', label: 'A' }];

describe('validate', () => {
  it('asks for what is required, in words that fit the kind', () => {
    expect(codeOf('text', '  ', { required: true })).toBe('required');
    expect(codeOf('select', '', { required: true, options })).toBe('chooseOne');
    expect(codeOf('multiselect', [], { required: true, options })).toBe('chooseOne');
    expect(codeOf('boolean', false, { required: true })).toBe('mustAgree');
    expect(validate([field('x', 'text', { required: true })], {})).toEqual([
      { name: 'x', title: 'X', code: 'required' },
    ]);
  });

  it('lets empty optional fields pass', () => {
    for (const kind of ['text', 'phone', 'number', 'integer', 'date', 'datetime', 'select'] as const) {
      expect(codeOf(kind, '')).toBeUndefined();
    }
  });

  it.each(['13800138000', '138 0013 8000', '+86 138-0013-8000', '0317-2222222', '0317 2222222-801', '12345'])(
    'takes %s for a phone number',
    (value) => expect(codeOf('phone', value)).toBeUndefined(),
  );

  it.each(['1380013800', '23800138000', 'abc', '138****8000', '1234'])('does not take %s for one', (value) =>
    expect(codeOf('phone', value)).toBe('phone'),
  );

  it('checks numbers, dates, choices and lengths', () => {
    expect(codeOf('integer', '1.5')).toBe('integer');
    expect(codeOf('integer', '99999999999999999999')).toBe('integer');
    expect(codeOf('integer', '-3')).toBeUndefined();
    expect(codeOf('number', '1e5')).toBe('number');
    expect(codeOf('number', '.5')).toBeUndefined();
    expect(codeOf('date', '2025-02-30')).toBe('date');
    expect(codeOf('date', '2024-02-29')).toBeUndefined();
    expect(codeOf('datetime', '2025-03-01T09:30')).toBeUndefined();
    expect(codeOf('datetime', '2025-03-01')).toBe('datetime');
    expect(codeOf('select', 'b', { options })).toBe('option');
    expect(codeOf('multiselect', ['a', 'b'], { options })).toBe('option');
    expect(validate([field('x', 'textarea', { maxLength: 3 })], { x: 'abcd' })[0]).toMatchObject({
      code: 'tooLong',
      params: { max: 3, now: 4 },
    });
  });

  it('wants the end after the start', () => {
    const fields = [field('expectStart', 'datetime'), field('expectEnd', 'datetime')];
    const times = (expectStart: string, expectEnd: string) => validate(fields, { expectStart, expectEnd });
    expect(times('2025-03-01T10:00', '2025-03-01T09:00')).toMatchObject([
      { name: 'expectEnd', code: 'endBeforeStart' },
    ]);
    expect(times('2025-03-01T10:00', '2025-03-01T11:00')).toEqual([]);
    expect(times('2025-03-01T10:00', '')).toEqual([]);
  });

  it('reports every problem at once, in the order of the fields', () => {
    const fields = [field('a', 'text', { required: true }), field('b', 'phone'), field('c', 'integer')];
    expect(validate(fields, { a: '', b: 'x', c: 'y' }).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});

describe('mapProblems', () => {
  it('lays the server’s problems beside the fields they name, and only those', () => {
    const fields = [field('address', 'text'), field('note', 'textarea')];
    const named = [
      { field: 'address', code: 'REQUIRED', title: 'x' },
      { field: 'note', code: 'TOO_LONG', max: 2 },
      { field: 'secret', code: 'UNKNOWN' },
      null,
    ];
    const problems = [
      { code: 'INVALID_DATA', message: 'no', params: { problems: named } },
      { code: 'ITEM_CLOSED', message: 'no' },
    ];
    expect(mapProblems(fields, { note: 'abc' }, problems)).toMatchObject([
      { name: 'address', title: 'ADDRESS', code: 'required' },
      { name: 'note', code: 'tooLong', params: { max: 2, now: 3 } },
    ]);
  });
});
