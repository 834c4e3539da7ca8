import type { AccountKey } from '@sidan/ledger';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { SidanError } from '../errors';
import { keepDecision } from '../spending/decision';
import { openLoan, withinReach } from '../spending/loan';
import type { Priced } from '../spending/price';
import { refusedByRule } from '../spending/refused';
import { paidBy, priceOfService, spendable } from '../spending/service';
import { inTurn } from '../spending/turn';

/** Where hours go that somebody was served for: they were earned once, and are done with. */
const SERVED = { ownerKind: 'system', ownerId: 'served' } as const;

const subjectOf = ({ order }: StepContext) => ({ kind: 'order', id: idOf(order) });

/**
 * 预留：sets the expected price of a service aside, where its item is paid: always, or because who asks wants it so. What was held before (of another service, by 制单) goes
 * back first. An order of which nothing is to be paid is left as it is.
 * @throws PAY_NO_RULE, PAY_SELF_ONLY, PAY_FAMILY_ONLY, REDEEM_REFUSED (with the rule's reasons), RULES_BROKEN, what the ledger refuses (INSUFFICIENT)
 */
export async function holdPrice(ctx: StepContext): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const region = inRegion(order);
  const paying = await paidBy(ctx);
  if (paying) await inTurn(sidan, q, region, { ownerKind: 'person', ownerId: paying.person.id });
  await releasePrice(ctx);
  if (!paying) return;
  const { asset, minutes, person } = paying;
  const { priced, refusal } = await priceOfService(ctx, paying, command.now);
  if (!priced || refusal) throw new SidanError(refusal ?? 'PAY_NO_RULE');
  if (!priced.redemption.allowed) throw await refusedByRule(sidan, q, region, priced);
  const cost = priced.redemption.cost;
  const key = `served:${idOf(order)}:${String(paying.item.id)}`;
  order.set({
    payerId: person.id,
    payFor: paying.for,
    payAsset: asset,
    payMinutes: minutes,
    payHeld: cost,
    payTaken: null,
    payHoldId: null,
  });
  if (cost === 0) return;
  const account = { regionCode: region, ownerKind: 'person', ownerId: person.id, asset } as const;
  if (priced.redemption.loan?.borrowed) {
    const owed = cost - (await sidan.ledger.balance(q, account));
    await openLoan(sidan, q, account, owed, priced, command.now);
  }
  const kept = { regionCode: region, key: `${key}:hold`, townCode: paying.townCode, person, at: command.now };
  const decisionId = await keepDecision(sidan, q, kept, priced);
  const [held] = await sidan.ledger.hold(q, {
    regionCode: region,
    entries: [
      {
        owner: { ownerKind: 'person', ownerId: person.id },
        ...{ asset, amount: cost, key: `${key}:hold`, at: command.now, decisionId, subject: subjectOf(ctx) },
        memo: { minutes },
      },
    ],
  });
  order.set({ payHoldId: held!.id });
}

/**
 * 结算：what was served is paid: by the rules of the day on which the order was placed, for the minutes that stand. What was held and is not needed goes back; what is needed
 * beyond it is taken as far as the payer has it, for the end of a service is no moment to be refused. Once for an order: one that is done again is not paid again.
 * @throws RULES_BROKEN, what the ledger refuses
 */
export async function capturePrice(ctx: StepContext): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const asset = order.get('payAsset') as string | null;
  const taken = order.get('payTaken');
  if (!asset || (taken !== null && taken !== undefined)) return;
  const region = inRegion(order);
  const held = Number(order.get('payHeld') ?? 0);
  const holdId = order.get('payHoldId') as string | null;
  const paying = await paidBy(ctx, { actual: true });
  if (paying) await inTurn(sidan, q, region, { ownerKind: 'person', ownerId: paying.person.id });
  const placedAt = new Date(String(order.get('placedAt') ?? command.now.toISOString()));
  const priced = paying && (await priceOfService(ctx, paying, placedAt, held)).priced;
  if (!paying || !priced) return releasePrice(ctx);
  const { person, minutes } = paying;
  const owner = { ownerKind: 'person', ownerId: person.id } as const;
  const key = `served:${idOf(order)}`;
  const whole = priced.redemption.cost === held && holdId !== null;
  if (holdId && !whole)
    await sidan.ledger.release(q, {
      regionCode: region,
      entries: [{ hold: holdId, key: `${key}:release`, at: command.now }],
    });
  const amount = whole ? held : await reachable(ctx, { ...owner, regionCode: region, asset }, priced);
  order.set({ payTaken: amount, payMinutes: minutes, payHoldId: null });
  const kept = { regionCode: region, key, orderId: idOf(order), townCode: paying.townCode, person, amount };
  const decisionId = await keepDecision(sidan, q, { ...kept, at: command.now }, priced);
  const common = {
    asset,
    key,
    kind: 'served',
    at: command.now,
    decisionId,
    memo: { minutes, expected: held },
  } as const;
  if (whole) await sidan.ledger.capture(q, { regionCode: region, entries: [{ ...common, hold: holdId, to: SERVED }] });
  else if (amount > 0)
    await sidan.ledger.post(q, {
      regionCode: region,
      entries: [{ ...common, from: owner, to: SERVED, amount, subject: subjectOf(ctx) }],
    });
}

/** What of the price can be taken, with what the rule lends: as far as that is needed, the account may owe it from now on. */
async function reachable(
  { sidan, q, command: { now } }: StepContext,
  account: AccountKey,
  priced: Priced,
): Promise<number> {
  const { cost, loan } = priced.redemption;
  const usable = await spendable(sidan, q, account.regionCode, account.ownerId, account.asset, now);
  if (!loan || usable >= cost) return Math.min(cost, usable);
  const balance = await sidan.ledger.balance(q, account);
  const amount = withinReach(cost, { balance, usable, max: loan.max });
  if (amount > balance) await openLoan(sidan, q, account, amount - balance, priced, now);
  return amount;
}

/** 退回：nothing was served, or it is for another service now: all that is held goes back to where it came from. */
export async function releasePrice({ sidan, q, order, command }: StepContext): Promise<void> {
  const hold = order.get('payHoldId') as string | null;
  if (!hold) return;
  await sidan.ledger.release(q, {
    regionCode: inRegion(order),
    entries: [{ hold, key: `served:${hold}:release`, at: command.now }],
  });
  order.set({ payHoldId: null, payHeld: null });
}
