import { useState } from 'react';
import { problemOf } from '../api/request';
import { useOnePress } from './useOnePress';

/**
 * What a dialog does that saves something: once for a press; meanwhile it is `busy`, and what was refused is told in `trouble`, each reason by itself.
 * `done` is called after what was saved, and not after what was refused, nor where `save` answers `false`: something is still to be asked.
 */
export function useSaving(save: () => Promise<unknown>, done: () => void) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string[]>([]);
  const press = useOnePress(async () => {
    setBusy(true);
    try {
      const saved = await save();
      setTrouble([]);
      if (saved !== false) done();
    } catch (error) {
      const { message, reasons } = problemOf(error);
      setTrouble(reasons ?? [message]);
    }
    setBusy(false);
  });
  return { busy, trouble, save: () => void press() };
}
