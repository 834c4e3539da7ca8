import { zone } from '@sidan/lifecycle';
import type { CertificateContent, CertificateService } from '../../api/types';
import { createVault } from '../privacy/vault';
import { lastDayOf, noticeEnd } from './notice';
import { newCertificateNo, numberIn, tokenOf } from './number';
import { digestOf, isWhole } from './seal';
import { holdsAll, minutesOf } from './services';

const vault = createVault(Buffer.alloc(32, 7));
const shanghai = zone('Asia/Shanghai');

describe('the days of notice', () => {
  it.each([
    ['2026-04-02T00:00:00+08:00', 7, '2026-04-09T16:00:00.000Z', '2026-04-09'],
    ['2026-04-02T23:59:59+08:00', 7, '2026-04-09T16:00:00.000Z', '2026-04-09'],
    // In the county it is the next day already.
    ['2026-04-01T16:30:00Z', 1, '2026-04-03T16:00:00.000Z', '2026-04-03'],
    ['2026-12-28T10:00:00+08:00', 5, '2027-01-02T16:00:00.000Z', '2027-01-02'],
  ])('from %s, %i whole ones', (from, days, end, last) => {
    const found = noticeEnd(new Date(from), days, shanghai);
    expect(found.toISOString()).toBe(end);
    expect(lastDayOf(found, shanghai)).toBe(last);
  });
});

describe('numbers and tokens', () => {
  it('hold the county and the year, and none is the next of another', () => {
    const numbers = new Set(Array.from({ length: 500 }, () => newCertificateNo('134101', '2026-04-02')));
    expect(numbers.size).toBe(500);
    for (const number of numbers) expect(numberIn(number)).toEqual({ number, regionCode: '134101' });
  });

  it('are read as people type them, and nothing else is', () => {
    expect(numberIn(' 134101-2026-7kq2maxh ')).toEqual({ number: '134101-2026-7KQ2MAXH', regionCode: '134101' });
    for (const text of ['', '134101-2026-7KQ2MAX', '134101-2026-7KQ2MAX1', "134101-2026-7KQ2MAX'", 7, null, {}])
      expect(numberIn(text)).toBeNull();
  });

  it('a token follows from its number and from the key of the installation alone', () => {
    const token = tokenOf(vault, '134101-2026-7KQ2MAXH');
    expect(token).toMatch(/^[2-9A-Z]{16}$/);
    expect(tokenOf(vault, '134101-2026-7KQ2MAXH')).toBe(token);
    expect(tokenOf(vault, '134101-2026-7KQ2MAXJ')).not.toBe(token);
    expect(tokenOf(createVault(Buffer.alloc(32, 8)), '134101-2026-7KQ2MAXH')).not.toBe(token);
  });
});

describe('the seal', () => {
  const content: CertificateContent = {
    number: '134101-2026-7KQ2MAXH',
    holder: { name: '王小明', volunteerNo: '1', documentInFull: false },
    from: '2026-03-01',
    to: '2026-03-31',
    minutes: 90,
    services: [],
  };
  const sealed = { number: content.number, state: 'issued', personId: 'p', content, documentCipher: null };
  const digest = digestOf(vault, sealed);

  it('holds whatever the order of keys in which the database gives it back', () => {
    const turned = Object.fromEntries(Object.entries(content).reverse()) as unknown as CertificateContent;
    expect(isWhole(vault, { ...sealed, content: turned }, digest)).toBe(true);
  });

  it('is broken by any change, and by another key', () => {
    for (const change of [
      { state: 'revoked' },
      { personId: 'q' },
      { number: '134101-2026-7KQ2MAXJ' },
      { documentCipher: 'x' },
      { content: { ...content, minutes: 91 } },
      { content: { ...content, holder: { ...content.holder, name: '王小红' } } },
    ])
      expect(isWhole(vault, { ...sealed, ...change }, digest)).toBe(false);
    expect(isWhole(createVault(Buffer.alloc(32, 8)), sealed, digest)).toBe(false);
    expect(isWhole(vault, sealed, null)).toBe(false);
    expect(isWhole(vault, sealed, '')).toBe(false);
  });
});

describe('services', () => {
  const one = (more: Partial<CertificateService> = {}): CertificateService => ({
    date: '2026-03-01',
    service: '理发',
    minutes: 60,
    origin: 'app',
    ...more,
  });

  it('are still held by records that have more, or another name of the service', () => {
    expect(holdsAll([one({ service: '上门理发' }), one({ date: '2026-03-02' })], [one()])).toBe(true);
    expect(minutesOf([one(), one({ minutes: 30 })])).toBe(90);
  });

  it('are not where one is gone, shorter, or there once instead of twice', () => {
    for (const records of [[], [one({ minutes: 30 })], [one({ origin: 'staff' })]])
      expect(holdsAll(records, [one()])).toBe(false);
    expect(holdsAll([one()], [one(), one()])).toBe(false);
  });
});
