import { t } from '../app';
import { FigureInput } from '../shared/FigureInput';
import { readFigure } from '../shared/figures';
import { Labelled } from './Labelled';

/** What the server takes for an entry. */
const BOUNDS = { min: 1, max: 100_000 };

/** How much is handed in, of what was typed; nothing where that is none yet. */
export const quantityOf = (text: string): number | null => readFigure(text, BOUNDS).value ?? null;

/** 上交数量: stays as it was typed, and says what is wrong with it. */
export function Quantity({ unit, text, onText }: { unit: string; text: string; onText: (text: string) => void }) {
  const label = t('pages.campaigns.quantity', { unit });
  return (
    <Labelled text={label}>
      <FigureInput label={label} text={text} bounds={BOUNDS} onText={onText} />
    </Labelled>
  );
}
