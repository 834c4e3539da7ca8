import { deviceId } from './device';
import { memoryStorage } from './storage';

test('one browser keeps its number, another has another', () => {
  const storage = memoryStorage();
  const id = deviceId(storage);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(deviceId(storage)).toBe(id);
  expect(deviceId(memoryStorage())).not.toBe(id);
});
