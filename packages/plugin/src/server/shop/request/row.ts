import { newOrderNo } from '../../ids';
import type { Lifecycle } from '../../lifecycles';
import { dayOf } from '../../packs/regions';
import type { Sidan } from '../../sidan';
import type { Priced } from '../../spending/price';
import { codeIndex, newCode } from '../code';
import { deliveryColumns, type Delivery } from '../delivery';
import type { RewardRow } from '../offered';
import type { OutletFacts, RedemptionRow } from '../redemption';
import type { Beneficiary } from './whom';

/** What a request has become, before its row is written. */
export interface Making {
  reward: RewardRow;
  outlet: OutletFacts;
  personId: string;
  forWhom: Beneficiary | null;
  quantity: number;
  priced: Priced;
  lifecycle: Lifecycle;
  now: Date;
  delivery: Delivery | null;
}

const DAY_MS = 24 * 60 * 60_000;

/** The row of a redemption that begins, with a new code to collect it by. Its state is what its lifecycle says. */
export function rowOf(sidan: Sidan, making: Making): RedemptionRow {
  const { reward, outlet, personId, forWhom, quantity, priced, lifecycle, now, delivery } = making;
  const { cost, asset, refund } = priced.redemption;
  const code = newCode();
  // As long as the rule says, or the reward itself.
  const byRule = refund ? Math.round((Date.parse(refund.until) - Date.parse(dayOf(now))) / DAY_MS) + 1 : null;
  return {
    id: sidan.newId(),
    regionCode: reward.regionCode,
    redemptionNo: newOrderNo(now),
    state: 'new',
    rewardId: reward.id,
    rewardName: reward.name,
    outletId: outlet.id,
    townCode: outlet.townCode,
    quantity,
    personId,
    householdId: priced.holder.ownerKind === 'household' ? priced.holder.ownerId : null,
    beneficiaryId: forWhom?.id ?? null,
    beneficiaryName: forWhom?.name ?? null,
    ...deliveryColumns(sidan.vault, delivery),
    carrier: null,
    signedBy: null,
    price: cost,
    asset,
    refund: refund?.amount ?? null,
    returnDays: refund ? (reward.returnDays ?? byRule) : null,
    decisionId: null,
    requestedAt: now,
    dueAt: null,
    collectedAt: null,
    collectedBy: null,
    closedAt: null,
    version: 0,
    definitionVersion: lifecycle.definition.version,
    snapshot: null,
    holdId: null,
    captureId: null,
    codeIndex: codeIndex(sidan.vault, reward.regionCode, code),
    codeCipher: sidan.vault.seal(code),
  };
}
