/**
 * A settlement: what the outcomes of one evaluation come to when they are put together. Plain data; amounts of assets are
 * whole, in the smallest unit, and never more than the awards earned.
 */
import type { Measure } from '../outcome';
import type { DispatchParams, Holder, RedeemParams, StandingParams, VetoParams, FlagParams } from '../kinds';
import type { RedeemStep } from '../step';

export interface Settlement {
  readonly postings: readonly Posting[];
  readonly overflow: readonly OverflowPosting[];
  readonly redemptions: readonly Redemption[];
  readonly grades: readonly GradeResult[];
  readonly scores: readonly ScoreResult[];
  readonly courtesies: readonly CourtesyResult[];
  readonly standings: readonly StandingResult[];
  /** There when the set has dispatch rules for the occasion. */
  readonly dispatch?: DispatchResult;
  readonly flags: readonly Flag[];
}

/** What one award comes to after limits. An `amount` of 0 posts nothing and says why. */
export interface Posting {
  readonly rule: string;
  readonly asset: string;
  readonly to: Holder;
  readonly measure: Measure;
  /** Before limits. */
  readonly earned: number;
  readonly amount: number;
  /** Limits that took something off, the narrowest first. */
  readonly limitedBy: readonly string[];
  /** The standing rule because of which nothing is earned. */
  readonly stoppedBy?: string;
  /** Flags because of which it waits. */
  readonly heldBy: readonly string[];
  /** The last day on which it can be spent. */
  readonly expires?: string;
  /** The first day on which it can be spent. */
  readonly redeemableFrom?: string;
}

/** What a limit took off an award, and where it goes. */
export interface OverflowPosting {
  readonly limit: string;
  readonly rule: string;
  readonly asset: string;
  readonly to: Holder;
  readonly measure: Measure;
  readonly amount: number;
  /** What the limit still had for this award when awards before it had been served. */
  readonly room: number;
  readonly do: 'drop' | 'donate' | 'move';
  readonly fund?: string;
  readonly account?: string;
  /** Of a move to another asset: how much of it, in its smallest unit; one for one. */
  readonly into?: { readonly asset: string; readonly amount: number };
  /** Of a drop: it was to be moved into this asset, whose smallest unit it does not fill. */
  readonly tooFineFor?: string;
}

export interface Redemption {
  readonly rule: string;
  readonly asset: string;
  readonly measure: Measure;
  readonly cost: number;
  readonly allowed: boolean;
  readonly refusals: readonly (RedeemStep & { readonly op: 'refused' })[];
  /** A fact without which the cost is unknown. */
  readonly missing?: string;
  /** So much may be owed at all, and so much of the cost is lent now. There where the rule lends. */
  readonly loan?: { readonly max: number; readonly borrowed: number };
  readonly keeps: readonly string[];
  readonly benefits?: RedeemParams['benefits'];
  /** Returned by this day, so much of the cost is given back, rounded down. */
  readonly refund?: { readonly until: string; readonly amount: number };
}

export interface GradeResult {
  readonly ladder: string;
  /** What the subject has after the ladder's policy; null for no level. */
  readonly level: string | null;
  /** The highest level whose rule matched. */
  readonly qualified: string | null;
  readonly current: string | null;
  readonly change: 'up' | 'down' | 'same';
  /** The policy that made `level` differ from `qualified`. */
  readonly held?: 'demotion' | 'promotion';
  readonly approver?: string;
  /** Yuan. */
  readonly funds?: number;
  /** Whether the title, and the prize, of the level is to be given now. */
  readonly title: boolean;
  readonly prize: boolean;
  /** The rules that matched. */
  readonly rules: readonly string[];
}

export interface ScoreResult {
  readonly card: string;
  readonly items: readonly ItemScore[];
  readonly sections: readonly { readonly code: string; readonly points: number }[];
  readonly total: number;
  /** By points, after vetoes; null when the card has no grades or the total reaches none. */
  readonly grade: string | null;
  /** True when the grade has a quota: it holds once the whole class is graded (`gradeClass`). */
  readonly provisional: boolean;
  readonly vetoes: readonly { readonly rule: string; readonly of: VetoParams['of']; readonly until?: string }[];
  /** Honours that are lost: all, or these. */
  readonly honoursLost?: 'all' | readonly string[];
  /** Rules that wait for something: a fact that is missing, a choice outside its range. */
  readonly open: readonly { readonly rule: string; readonly item: string; readonly why: 'missing' | 'outOfRange' }[];
}

export interface ItemScore {
  readonly code: string;
  readonly points: number;
  readonly rules: readonly string[];
}

export interface CourtesyResult {
  readonly rule: string;
  readonly granted: boolean;
  /** `exclusive`: another of its class was given in the same evaluation. */
  readonly refused?: 'missing' | 'taken' | 'notAmong' | 'exclusive';
  readonly benefits: readonly {
    readonly benefit: string;
    readonly quantity?: number;
    readonly unit?: string;
    readonly from: string;
    readonly until?: string;
  }[];
}

export interface StandingResult {
  readonly rule: string;
  readonly action: StandingParams['action'];
  readonly counts?: number;
  readonly from: string;
  /** The last day; open end if absent. */
  readonly until?: string;
  /** The day from which a strike no longer counts. */
  readonly decaysOn?: string;
  /** The last day for what is asked. */
  readonly deadline?: string;
  readonly assets?: readonly string[];
  readonly zero?: 'event' | 'balance';
  readonly refuses?: StandingParams['refuses'];
}

export interface DispatchResult {
  readonly eligible: boolean;
  readonly weight: number;
  /** Every rule that counted: a `require` that was not met, an `exclude` that was, each preference. */
  readonly reasons: readonly {
    readonly rule: string;
    readonly effect: DispatchParams['effect'];
    readonly met: boolean;
    readonly weight?: number;
  }[];
}

export interface Flag {
  readonly rule: string;
  readonly code: string;
  readonly severity: FlagParams['severity'];
  readonly holds?: string;
}
