import { POINTS, type RuleSet } from '@sidan/rules';
import { SidanError } from '../../errors';

const ASSETS_MAX = 50;

/**
 * A budget as somebody sent it: asset → amount in the asset's own unit; in smallest units as it is counted. None is an empty one. @throws INVALID_DATA
 */
export function budgetOf(sent: unknown, { catalogue }: RuleSet): Record<string, number> {
  if (sent === undefined || sent === null || sent === '') return {};
  const refused = () => new SidanError('INVALID_DATA', { problems: [{ field: 'budget', code: 'BUDGET' }] });
  if (typeof sent !== 'object' || Array.isArray(sent)) throw refused();
  const entries = Object.entries(sent as Record<string, unknown>);
  if (entries.length > ASSETS_MAX) throw refused();
  return Object.fromEntries(
    entries.map(([asset, amount]) => {
      const scale = catalogue.assets.get(asset)?.scale ?? (asset === POINTS.asset ? POINTS.scale : undefined);
      if (scale === undefined || typeof amount !== 'number') throw refused();
      const whole = Number(`${amount}e${scale}`);
      if (!Number.isSafeInteger(whole) || whole < 0) throw refused();
      return [asset, whole];
    }),
  );
}
