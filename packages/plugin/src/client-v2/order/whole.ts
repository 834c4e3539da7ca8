import type { EventField } from '../../api/types';
import type { FigureBounds } from '../shared/figures';

/** What an event asks for as a whole number that is typed. */
export const isWhole = ({ kind }: EventField): boolean => kind === 'whole' || kind === 'minutes';

/** Its bounds; the server names both. */
export const boundsOf = ({ min = 0, max = Number.MAX_SAFE_INTEGER }: EventField): FigureBounds => ({ min, max });
