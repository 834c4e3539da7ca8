import type { FormField, Me, OrderForm } from '@sidan/plugin-sidan/api';
import { atHome, drawnFields, initialValues, isUntouched, toBody } from './model';

const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name,
  title: name,
  kind,
  required: false,
  custom: false,
  ...more,
});

const me = (phone: string): Me => ({
  userId: 1,
  nickname: 'n',
  person: { regionCode: '130982', id: 'p', name: 'Wang', phone, townCode: '130982100', address: 'Road 1' },
  volunteer: null,
  teams: [],
  wards: [],
  roles: [],
  staff: false,
});

const form: OrderForm = {
  fields: [
    field('contactName', 'text'),
    field('contactPhone', 'phone'),
    field('townCode', 'text'),
    field('headcount', 'integer'),
    field('urgent', 'boolean'),
    field('tools', 'multiselect', { options: [{ value: 'a', label: 'A' }] }),
    field('expectStart', 'datetime'),
    field('birthday', 'date'),
    field('weight', 'number', { custom: true }),
  ],
  towns: [{ code: '130982100', name: 'Town' }],
};
const fields = drawnFields(form);

describe('the form model', () => {
  it('offers the towns where the field has no choices', () => {
    expect(fields[2]).toMatchObject({ kind: 'select', options: [{ value: '130982100', label: 'Town' }] });
    expect(drawnFields({ ...form, towns: [] })[2]).toMatchObject({ kind: 'text' });
  });

  it('begins with what is known of the person, but not with a masked number', () => {
    const empty = { headcount: '', urgent: false, tools: [], expectStart: '', birthday: '', weight: '' };
    const known = { contactName: 'Wang', townCode: '130982100', ...empty };
    expect(initialValues(fields, me('138 0000 0000'))).toEqual({ ...known, contactPhone: '138 0000 0000' });
    expect(initialValues(fields, me('138****0000'))).toEqual({ ...known, contactPhone: '' });
    expect(initialValues(fields)).toEqual({ ...empty, contactName: '', contactPhone: '', townCode: '' });
  });

  it('prefers the draft, except where a field has changed its kind since', () => {
    const values = initialValues(fields, me(''), {
      contactName: '',
      urgent: true,
      tools: 'a',
      gone: 'x',
      headcount: ['1'],
    });
    expect(values).toMatchObject({ contactName: '', urgent: true, tools: [], headcount: '' });
    expect(values).not.toHaveProperty('gone');
  });

  it('sends typed values and leaves out what is empty', () => {
    const body = toBody(fields, {
      contactName: '  Wang ',
      contactPhone: '138-0000 0000',
      townCode: '',
      headcount: '3',
      urgent: false,
      tools: ['a'],
      expectStart: '2025-03-01T09:30',
      birthday: '1950-10-01',
      weight: '1.5',
    });
    expect(body).toEqual({
      contactName: 'Wang',
      contactPhone: '13800000000',
      headcount: 3,
      urgent: false,
      tools: ['a'],
      expectStart: new Date('2025-03-01T09:30').toISOString(),
      birthday: '1950-10-01',
      weight: 1.5,
    });
  });

  it('knows whether anything has been filled in', () => {
    const initial = initialValues(fields);
    expect(isUntouched({ ...initial, tools: [] }, initial)).toBe(true);
    expect(isUntouched({ ...initial, tools: ['a'] }, initial)).toBe(false);
  });

  it('takes the reader’s own address away where somebody lives elsewhere, and leaves what was written by hand', () => {
    const own = { address: '花园里 136 号', townCode: 'a', contactName: 'Wang' };
    expect(atHome(own, own, false)).toEqual({ address: '', townCode: '', contactName: 'Wang' });
    expect(atHome({ ...own, address: '光明街 69 号' }, own, false)).toMatchObject({ address: '光明街 69 号' });
    expect(atHome({ ...own, address: '', townCode: '' }, own, true)).toEqual(own);
    // A form without such fields has none afterwards either.
    expect(atHome({ contactName: 'Wang' }, own, false)).toEqual({ contactName: 'Wang' });
  });
});
