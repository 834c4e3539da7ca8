import { useEffect, useState } from 'react';
import { catalogue, type Catalogue, type Named } from './names';

/** Entries of a catalogue, empty until they are there. */
export function useCatalogue(name: Catalogue | undefined): Named[] {
  const [entries, setEntries] = useState<Named[]>([]);
  useEffect(() => {
    let wanted = true;
    if (name)
      catalogue(name).then(
        (rows) => wanted && setEntries(rows),
        () => undefined,
      );
    return () => {
      wanted = false;
    };
  }, [name]);
  return entries;
}

/** Code to name; the code itself where nobody knows a name. */
export function useNames(name: Catalogue | undefined): (code: string | undefined | null) => string {
  const entries = useCatalogue(name);
  return (code) => (code ? (entries.find((entry) => entry.value === code)?.label ?? code) : '');
}
