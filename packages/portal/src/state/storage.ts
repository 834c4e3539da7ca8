/** A small JSON store. Private windows and full disks make `localStorage` throw; the portal then works without memory. */
export interface KeyValue {
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): void;
  remove(key: string): void;
  /** All keys that begin with the prefix. */
  keys(prefix: string): string[];
}

/** A store over the browser's own, falling back to memory entry by entry. */
export function browserStorage(storage: () => Storage): KeyValue {
  const memory = memoryStorage();
  const attempt = <R>(use: (real: Storage) => R, otherwise: () => R): R => {
    try {
      return use(storage());
    } catch {
      return otherwise();
    }
  };
  return {
    get: <T>(key: string) =>
      attempt(
        (real) => {
          const text = real.getItem(key);
          return text === null ? memory.get<T>(key) : (JSON.parse(text) as T);
        },
        () => memory.get<T>(key),
      ),
    set: (key, value) =>
      attempt(
        (real) => real.setItem(key, JSON.stringify(value)),
        () => memory.set(key, value),
      ),
    remove: (key) => {
      memory.remove(key);
      attempt(
        (real) => real.removeItem(key),
        () => undefined,
      );
    },
    keys: (prefix) =>
      attempt(
        (real) => Object.keys(real).filter((key) => key.startsWith(prefix)),
        () => memory.keys(prefix),
      ),
  };
}

/** A store that lasts as long as the page. */
export function memoryStorage(): KeyValue {
  const entries = new Map<string, string>();
  return {
    get: <T>(key: string) => {
      const text = entries.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    set: (key, value) => void entries.set(key, JSON.stringify(value)),
    remove: (key) => void entries.delete(key),
    keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)),
  };
}
