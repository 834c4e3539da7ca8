import { useEffect, useState } from 'react';

/** What `find` finds for `key`; undefined until then, and when it finds nothing. */
export function useFound<T>(key: string | undefined, find: () => Promise<T | undefined>): T | undefined {
  const [found, setFound] = useState<{ key: string; thing?: T }>();
  useEffect(() => {
    let wanted = true;
    if (key)
      find().then(
        (thing) => wanted && setFound({ key, thing }),
        () => undefined,
      );
    return () => {
      wanted = false;
    };
    // `find` is made anew with each drawing; the key says what is looked for.
  }, [key]);
  return found?.key === key ? found?.thing : undefined;
}
