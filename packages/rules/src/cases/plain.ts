/**
 * A settlement as the author of a case writes it: amounts in the asset's unit, points by code, rules and reasons by name.
 */
import { inUnits, measureOf } from '../kinds/assets';
import type { RuleSet } from '../layer';
import type { Settlement } from '../settle';

export function plain(settlement: Settlement, { catalogue }: RuleSet): Record<string, unknown> {
  const { postings, overflow, redemptions, grades, scores, courtesies, standings, dispatch, flags } = settlement;
  return {
    postings: postings.map(({ measure, ...rest }) => ({
      ...rest,
      earned: inUnits(rest.earned, measure),
      amount: inUnits(rest.amount, measure),
    })),
    overflow: overflow.map(({ measure, into, ...rest }) => ({
      ...rest,
      amount: inUnits(rest.amount, measure),
      room: inUnits(rest.room, measure),
      ...(into ? { into: { ...into, amount: inUnits(into.amount, measureOf(catalogue, into.asset)) } } : {}),
    })),
    redemptions: redemptions.map(({ measure, refusals, refund, loan, ...rest }) => ({
      ...rest,
      cost: inUnits(rest.cost, measure),
      refusals: refusals.map(({ reason }) => reason),
      ...(loan ? { loan: { max: inUnits(loan.max, measure), borrowed: inUnits(loan.borrowed, measure) } } : {}),
      ...(refund ? { refund: { ...refund, amount: inUnits(refund.amount, measure) } } : {}),
    })),
    grades,
    scores: scores.map(({ items, sections, vetoes, open, ...rest }) => ({
      ...rest,
      items: Object.fromEntries(items.map(({ code, points }) => [code, points])),
      sections: Object.fromEntries(sections.map(({ code, points }) => [code, points])),
      vetoes: vetoes.map(({ rule }) => rule),
      open: open.map(({ rule }) => rule),
    })),
    courtesies,
    standings,
    ...(dispatch ? { dispatch: { ...dispatch, reasons: dispatch.reasons.map(({ rule }) => rule) } } : {}),
    flags,
  };
}
