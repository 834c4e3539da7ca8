import type { FormField } from '../../api/types';
import { emptyDraft, isWholeMobile, plainPhone, quoteOf, requestOf, withPerson } from './values';

const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name,
  title: name,
  kind,
  required: false,
  custom: false,
  ...more,
});

test('a number as it is sent, and when it is asked about', () => {
  expect(['138 1234 5678', '+86-13812345678', '138-1234-5678', '0395-8861234'].map(plainPhone)).toEqual([
    '13812345678',
    '13812345678',
    '13812345678',
    '0395-8861234',
  ]);
  expect(['13812345678', '1381234567', '12345', '12812345678'].map(isWholeMobile)).toEqual([true, false, false, false]);
});

test('the only town is chosen already, one of several is not', () => {
  const town = (count: number) =>
    field('townCode', 'select', {
      required: true,
      options: Array.from({ length: count }, (_, i) => ({ value: `${i}`, label: `${i}` })),
    });
  expect(emptyDraft('hotline', [town(1)]).values).toEqual({ townCode: '0' });
  expect(emptyDraft('hotline', [town(2)]).values).toEqual({});
});

test('what was left empty is not sent, numbers and times are, what is neither is left to the server', () => {
  const fields = [
    field('count', 'integer'),
    field('size', 'number'),
    field('at', 'datetime'),
    field('tags', 'multiselect'),
    field('lift', 'boolean'),
    field('address', 'text'),
    field('contactPhone', 'phone'),
  ];
  const draft = emptyDraft('clerk', fields);
  expect(requestOf(draft, fields)).toEqual({
    channel: 'clerk',
    serviceItemId: '',
    requester: { name: '' },
    consent: undefined,
    values: {},
  });
  const request = requestOf(
    {
      ...draft,
      requester: { name: ' 王秀英 ', phone: '138 1234 5678', idNo: '' },
      forOther: true,
      beneficiary: { name: '王大爷', phone: '', idNo: ' 11010119900307001x ' },
      consent: 'phone',
      values: {
        count: '3',
        size: 'many',
        at: '2026-01-05T08:30',
        tags: [],
        lift: true,
        address: '  ',
        contactPhone: '0395-886 1234',
      },
    },
    fields,
  );
  expect(request).toEqual({
    channel: 'clerk',
    serviceItemId: '',
    requester: { name: '王秀英', phone: '13812345678' },
    beneficiary: { name: '王大爷', idNo: '11010119900307001x' },
    consent: 'phone',
    values: {
      count: 3,
      size: 'many',
      at: new Date('2026-01-05T08:30').toISOString(),
      lift: true,
      contactPhone: '0395-8861234',
    },
  });
});

test('who is known brings where they live, and overrules nothing', () => {
  const fields = [
    field('townCode', 'select', { required: true, options: ['1', '2'].map((value) => ({ value, label: value })) }),
    field('address', 'text'),
  ];
  const draft = emptyDraft('hotline', fields);
  const person = { name: '王秀英', townCode: '1', address: '桥头3号' };
  expect(withPerson(draft, person, fields)).toMatchObject({
    requester: { name: '王秀英' },
    values: { townCode: '1', address: '桥头3号' },
  });
  const written = { ...draft, values: { townCode: '2', address: '新街' } };
  expect(withPerson(written, person, fields).values).toEqual({ townCode: '2', address: '新街' });
  // A town that is not this clerk's.
  expect(withPerson(draft, { name: '李四', townCode: '9' }, fields).values).toEqual({});
});

describe('支付', () => {
  const price = { byTime: true, minutes: 60, people: 1, assetName: '时间币', unit: '枚', reasons: [] };
  const draft = { ...emptyDraft('clerk', []), requester: { name: '王秀英', phone: '', idNo: '' } };
  const sent = (more: Partial<typeof draft>, required = false) =>
    requestOf({ ...draft, ...more }, [], { payment: { ...price, required } }).payment;
  const paying = { pay: true, minutes: '', by: 'requester' as const };

  test('is sent where it is chosen or has to be, and where the service is paid at all', () => {
    expect(sent({})).toBeUndefined();
    expect(sent({}, true)).toEqual({});
    expect(sent({ paying: { ...paying, minutes: ' 90 ' } })).toEqual({ minutes: 90 });
    expect(requestOf({ ...draft, paying }, []).payment).toBeUndefined();
  });

  test('who pays is asked where somebody else is helped; what is no number is left to the server', () => {
    expect(sent({ paying })).toEqual({});
    expect(sent({ paying: { ...paying, minutes: '一个小时' }, forOther: true })).toEqual({
      minutes: '一个小时',
      by: 'requester',
    });
  });

  test('somebody of the household goes by who they are, anybody else by name', () => {
    const helped = { name: '王大爷', phone: '', idNo: '' };
    const of = (beneficiaryId: string) =>
      requestOf({ ...draft, forOther: true, beneficiary: helped, beneficiaryId }, []);
    expect(of('one')).toMatchObject({ beneficiaryId: 'one' });
    expect(of('one').beneficiary).toBeUndefined();
    expect(of('')).toMatchObject({ beneficiary: { name: '王大爷' } });
    // Who was chosen before the tick was taken away is not meant.
    expect(requestOf({ ...draft, beneficiaryId: 'one' }, []).beneficiaryId).toBeUndefined();
    expect(quoteOf({ ...draft, values: { townCode: '1', address: '' } }).values).toEqual({ townCode: '1' });
  });
});
