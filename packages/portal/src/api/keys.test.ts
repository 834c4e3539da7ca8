import { memoryStorage } from '../state/storage';
import { fingerprint, newKey, PendingKeys } from './keys';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('idempotency keys', () => {
  it('are random UUIDs, with and without crypto.randomUUID', () => {
    const plain = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    expect(newKey()).toMatch(UUID);
    expect(newKey(plain)).toMatch(UUID);
    expect(newKey(plain)).not.toBe(newKey(plain));
  });

  it('are kept until settled, over a reload', () => {
    const storage = memoryStorage();
    const first = new PendingKeys(storage, () => 0).claim('x');
    expect(new PendingKeys(storage, () => 1).claim('x')).toBe(first);
    new PendingKeys(storage, () => 2).settle('x');
    expect(new PendingKeys(storage, () => 3).claim('x')).not.toBe(first);
  });

  it('are forgotten after a day and at a change of user', () => {
    const storage = memoryStorage();
    let now = 0;
    const keys = new PendingKeys(storage, () => now);
    const first = keys.claim('x');
    now = 24 * 60 * 60 * 1000 + 1;
    const second = keys.claim('x');
    expect(second).not.toBe(first);
    keys.clear();
    expect(keys.claim('x')).not.toBe(second);
  });

  it('do not pile up', () => {
    const storage = memoryStorage();
    let now = 0;
    const keys = new PendingKeys(storage, () => ++now);
    for (let i = 0; i < 80; i++) keys.claim(`print ${i}`);
    expect(Object.keys(storage.get<object>('sidan.pending')!)).toHaveLength(50);
  });
});

describe('fingerprint', () => {
  it('sees content, not the order of fields', () => {
    expect(fingerprint('a', '1', { x: 1, y: [1, { b: 2, a: 1 }] })).toBe(
      fingerprint('a', '1', { y: [1, { a: 1, b: 2 }], x: 1 }),
    );
    expect(fingerprint('a', '1', { x: 1, z: undefined })).toBe(fingerprint('a', '1', { x: 1 }));
  });

  it('tells actions, targets and contents apart', () => {
    const prints = [
      fingerprint('a', '1', {}),
      fingerprint('b', '1', {}),
      fingerprint('a', '2', {}),
      fingerprint('a', '1', { x: 1 }),
      fingerprint('a', '1', { x: '1' }),
      fingerprint('a', '1', { x: [1] }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('holds nothing of what was written', () => {
    expect(fingerprint('sidanOrders:place', '', { contactPhone: '13800000000' })).toMatch(/^[0-9a-z]{1,12}$/);
  });
});
