import { newKey } from '../api/keys';
import type { KeyValue } from './storage';

const STORED_AT = 'sidan.device';

/**
 * A random number by which the server tells at a check-in whether several people use one device. It says nothing about the device, goes along with nothing else, and is
 * kept hashed for a few days.
 */
export function deviceId(storage: KeyValue): string {
  const kept = storage.get<string>(STORED_AT);
  if (typeof kept === 'string') return kept;
  const made = newKey();
  storage.set(STORED_AT, made);
  return made;
}
