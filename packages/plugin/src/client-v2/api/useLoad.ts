import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, type Problem } from './request';

export interface Loaded<T> {
  data?: T;
  problem?: Problem;
  loading: boolean;
  reload(): void;
}

/**
 * Loads on mount, whenever `key` changes and, while the page is visible, every `everySeconds`. An answer that arrives after a
 * newer question is dropped; what was shown stays on screen while it is asked for again.
 */
export function useLoad<T>(key: string, load: () => Promise<T>, everySeconds?: number): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; problem?: Problem; loading: boolean }>({
    key,
    loading: true,
  });
  const asked = useRef(0);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(() => {
    const question = ++asked.current;
    setState((old) => (old.key === key ? { ...old, loading: true } : { key, loading: true }));
    latest.current().then(
      (data) => question === asked.current && setState({ key, data, loading: false }),
      (error: unknown) =>
        question === asked.current && setState((old) => ({ ...old, problem: problemOf(error), loading: false })),
    );
  }, [key]);

  useEffect(() => {
    reload();
    if (!everySeconds) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [reload, everySeconds]);

  const current = state.key === key ? state : { loading: true };
  return { ...current, reload };
}
