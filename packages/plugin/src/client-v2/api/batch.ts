const PAUSE_MS = 20;

interface Batch<T> {
  ids: Set<string>;
  found: Promise<Map<string, T>>;
}

/**
 * A reader of single things that asks for many at once: the cells of a table ask one by one, and one request answers all that asked at the same
 * time. What was found is kept until the page is loaded anew; a failure is not kept, nor that nothing was found.
 */
export function batched<T>(fetch: (ids: string[]) => Promise<Map<string, T>>): (id: string) => Promise<T | undefined> {
  const known = new Map<string, Promise<T | undefined>>();
  let open: Batch<T> | undefined;
  const newBatch = (): Batch<T> => {
    const ids = new Set<string>();
    return {
      ids,
      found: new Promise((resolve) => setTimeout(resolve, PAUSE_MS)).then(() => {
        open = undefined;
        return fetch([...ids]);
      }),
    };
  };
  return (id) => {
    const answer = known.get(id);
    if (answer) return answer;
    const batch = (open ??= newBatch());
    batch.ids.add(id);
    const asked = batch.found.then((found) => found.get(id));
    const forget = () => known.delete(id);
    asked.then((thing) => thing === undefined && forget(), forget);
    known.set(id, asked);
    return asked;
  };
}
