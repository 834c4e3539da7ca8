/** What pages need to talk to the server: load something, send something, and know how it stands. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Page } from '@sidan/plugin-sidan/api';
import { Failure, isFailure } from '../api/errors';
import { settings } from '../state/app';
import { useStore } from '../state/store';

export interface Resource<T> {
  data: T | undefined;
  failure: Failure | undefined;
  loading: boolean;
  reload: () => Promise<void>;
}

const asFailure = (error: unknown): Failure => (isFailure(error) ? error : new Failure('server', 0, []));

/** Loads when drawn, when `id` changes and when the language changes. Data stay on screen while they are loaded again. */
export function useResource<T>(id: string, load: () => Promise<T>, initial?: T): Resource<T> {
  const { language } = useStore(settings);
  const [state, setState] = useState<{ data?: T; failure?: Failure; loading: boolean }>({
    data: initial,
    loading: true,
  });
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++turn.current;
    setState((before) => ({ ...before, failure: undefined, loading: true }));
    try {
      const data = await load();
      if (mine === turn.current) setState({ data, loading: false });
    } catch (error) {
      if (mine === turn.current) setState((before) => ({ ...before, failure: asFailure(error), loading: false }));
    }
  }, [id, language]);
  useEffect(() => {
    void reload();
    return () => void turn.current++;
  }, [reload]);
  useReturn(reload);
  return { data: state.data, failure: state.failure, loading: state.loading, reload };
}

/** Away for less, nobody expects anything new. */
const AWAY_MS = 30_000;

/** A telephone is put away and taken out again: what others have done meanwhile is to be there. */
function useReturn(reload: () => Promise<void>): void {
  useEffect(() => {
    let left: number | undefined;
    const look = () => {
      if (document.hidden) left = Date.now();
      else if (left !== undefined && Date.now() - left > AWAY_MS) void reload();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [reload]);
}

export interface PagedResource<T> extends Resource<T[]> {
  more: boolean;
  loadMore: () => Promise<void>;
}

/** A list that grows page by page. */
export function usePages<T>(id: string, load: (page: number) => Promise<Page<T>>): PagedResource<T> {
  const pages = useRef<{ rows: T[]; page: number; count: number }>({ rows: [], page: 0, count: 0 });
  const next = useRef(1);
  const resource = useResource(id, async () => {
    // Whatever asks next (a change of language, a retry) begins at the beginning again.
    const page = next.current;
    next.current = 1;
    const answer = await load(page);
    const before = page === 1 ? [] : pages.current.rows;
    pages.current = { rows: [...before, ...answer.rows], page, count: answer.count };
    return pages.current.rows;
  });
  const { reload } = resource;
  return {
    ...resource,
    more: pages.current.rows.length < pages.current.count,
    loadMore: () => {
      next.current = pages.current.page + 1;
      return reload();
    },
  };
}

export interface Command {
  /** Resolves true when the server has done it. */
  run: (send: (onRetry: (attempt: number) => void) => Promise<void>) => Promise<boolean>;
  sending: boolean;
  /** The try under way, counted from 1. */
  attempt: number;
  failure: Failure | undefined;
  reset: () => void;
}

/** Sends one command at a time and knows how it stands. */
export function useCommand(): Command {
  const [state, setState] = useState<{ sending: boolean; attempt: number; failure?: Failure }>({
    sending: false,
    attempt: 1,
  });
  const busy = useRef(false);
  const alive = useRef(true);
  useEffect(() => () => void (alive.current = false), []);
  const show = (next: typeof state) => alive.current && setState(next);
  return {
    ...state,
    failure: state.failure,
    reset: () => show({ sending: false, attempt: 1 }),
    run: async (send) => {
      if (busy.current) return false;
      busy.current = true;
      show({ sending: true, attempt: 1 });
      try {
        await send((attempt) => show({ sending: true, attempt }));
        show({ sending: false, attempt: 1 });
        return true;
      } catch (error) {
        show({ sending: false, attempt: 1, failure: asFailure(error) });
        return false;
      } finally {
        busy.current = false;
      }
    },
  };
}

/** True once it has taken longer than one expects: time to say that the line is slow. */
export function useSlow(loading: boolean, afterMs = 4000): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!loading) return undefined;
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, [loading, afterMs]);
  return slow;
}

/** Whether the browser believes to be connected. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine !== false);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine !== false);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return online;
}
