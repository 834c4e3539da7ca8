import { useEffect, useRef, useState } from 'react';
import { problemOf } from '../api/request';

/** After so long without a key the search is made. */
const PAUSE_MS = 300;

interface PageOf<Row> {
  rows: Row[];
  /** Where the next page begins; none after the last. */
  next?: string;
}

/**
 * A list that is searched while somebody types and read on page by page; answers that came too late are dropped. `about`: what else it depends on.
 * `found` is the newest page with the rows of all before it.
 */
export function useSearch<Row, Page extends PageOf<Row>>(
  load: (search: string, after: string | undefined) => Promise<Page>,
  about: readonly unknown[],
) {
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Page>();
  const [trouble, setTrouble] = useState<string>();
  const asked = useRef(0);
  const read = async (after?: string) => {
    const question = ++asked.current;
    try {
      const page = await load(search, after);
      if (question !== asked.current) return;
      setFound((known) => (after && known ? { ...page, rows: [...known.rows, ...page.rows] } : page));
      setTrouble(undefined);
    } catch (error) {
      if (question === asked.current) setTrouble(problemOf(error).message);
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => void read(), search ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [...about, search]);
  return { search, setSearch, found, trouble, reload: () => void read(), more: () => void read(found?.next) };
}
