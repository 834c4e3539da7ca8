import type { Effect, EffectType } from '@sidan/lifecycle';
import { returnStock } from './stock/change';
import { payerOf, type OutletFacts, type RedemptionStep } from './redemption';

/** Where points go that were spent: to the merchant who handed over, whom the county pays for them; else they are done with. */
const paidTo = ({ kind, id }: OutletFacts) =>
  kind === 'merchant'
    ? ({ ownerKind: 'merchant', ownerId: id } as const)
    : ({ ownerKind: 'system', ownerId: 'redeemed' } as const);

const subjectOf = ({ row }: RedemptionStep) => ({ kind: 'redemption', id: row.id });

type Executor = (step: RedemptionStep, params: never) => void | Promise<void>;

/** What is done for the effects of a redemption's step. Keys name the redemption: each posting happens once, whatever is repeated. */
const EXECUTORS: Partial<Record<EffectType, Executor>> = {
  /** The price is set aside. What costs nothing holds nothing. */
  async 'hold.open'(step: RedemptionStep) {
    const { sidan, q, row, command } = step;
    if (row.price === 0) return;
    const [held] = await sidan.ledger.hold(q, {
      regionCode: row.regionCode,
      entries: [
        {
          owner: payerOf(row),
          asset: row.asset,
          amount: row.price,
          key: `redemption:${row.id}:hold`,
          at: command.now,
          decisionId: row.decisionId,
          subject: subjectOf(step),
          memo: { reward: row.rewardName, quantity: row.quantity },
        },
      ],
    });
    row.holdId = held!.id;
  },
  async 'hold.capture'(step: RedemptionStep) {
    const { sidan, q, row, command, outlet } = step;
    Object.assign(row, { collectedAt: command.now, collectedBy: command.actor.name || null });
    if (!row.holdId) return;
    const [taken] = await sidan.ledger.capture(q, {
      regionCode: row.regionCode,
      entries: [
        {
          hold: row.holdId,
          to: paidTo(outlet),
          asset: row.asset,
          key: `redemption:${row.id}:capture`,
          kind: 'redeem',
          at: command.now,
          decisionId: row.decisionId,
        },
      ],
    });
    row.captureId = taken!.id;
  },
  async 'hold.release'(step: RedemptionStep) {
    const { sidan, q, row, command } = step;
    await returnStock(sidan, q, row, 'giveBack', command.now);
    if (!row.holdId) return;
    await sidan.ledger.release(q, {
      regionCode: row.regionCode,
      entries: [{ hold: row.holdId, key: `redemption:${row.id}:release`, at: command.now, decisionId: row.decisionId }],
    });
  },
  /** The share that the rule gave for it, from where it had gone. */
  async refund(step: RedemptionStep) {
    const { sidan, q, row, command, outlet } = step;
    await returnStock(sidan, q, row, 'return', command.now);
    if (!row.captureId || !row.refund) return;
    await sidan.ledger.post(q, {
      regionCode: row.regionCode,
      entries: [
        {
          from: paidTo(outlet),
          to: payerOf(row),
          asset: row.asset,
          amount: row.refund,
          key: `redemption:${row.id}:refund`,
          kind: 'refund',
          at: command.now,
          decisionId: row.decisionId,
          subject: subjectOf(step),
          memo: { reward: row.rewardName },
        },
      ],
    });
  },
  notify(step: RedemptionStep, params: { template: string; to: string[] }) {
    step.notices.push(params);
  },
  'timer.set'(step: RedemptionStep, { id, event, dueAt }: { id: string; event: string; dueAt: string }) {
    step.timers.push({ name: id, event, dueAt });
  },
  'timer.cancel'(step: RedemptionStep, { id }: { id: string }) {
    step.cancelledTimers.push(id);
  },
};

export async function carryOutEffect(step: RedemptionStep, { type, params }: Effect): Promise<void> {
  await EXECUTORS[type]!(step, params as never);
}

/** Whether something is done for effects of that type; a lifecycle of redemptions with another is refused. */
export const isCarriedOut = (type: EffectType): boolean => Object.hasOwn(EXECUTORS, type);
