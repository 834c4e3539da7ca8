import { useRef } from 'react';

/** One press, one request: a second click before the first has been answered does nothing. */
export function useOnePress<Args extends unknown[]>(
  press: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  const busy = useRef(false);
  return async (...args) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await press(...args);
    } finally {
      busy.current = false;
    }
  };
}
