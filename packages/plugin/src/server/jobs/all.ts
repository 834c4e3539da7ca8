import type { Application } from '@nocobase/server';
import { packBook } from '../bank';
import { startDueCloses, workOnCloses } from '../close';
import { newId } from '../ids';
import { workOnSheets } from '../intake/sheet';
import { runPlans } from '../plans';
import type { Sidan } from '../sidan';
import { watchLater } from '../watch/later';
import { expirePoints } from './expiry';
import type { Job } from './jobs';
import { inAppMessages } from './messages';
import { deliverOutbox } from './outbox';
import { tidy } from './tidy';
import { fireDueTimers } from './timers';

const TIMERS_IDLE_MS = 2000;
const OUTBOX_IDLE_MS = 5000;
const SHEETS_IDLE_MS = 5000;
const PLANS_IDLE_MS = 5000;
/** Points expire at midnight. Asked is one index of what is due, a county at a time. */
const EXPIRY_IDLE_MS = 60_000;
const WATCH_IDLE_MS = 10_000;
const CLOSES_IDLE_MS = 5000;
/** Whether a month is over is no hurry. */
const MONTHS_IDLE_MS = 10 * 60_000;
/** Sums of the book by day: what is not added up yet is counted all the same. */
const TOTALS_IDLE_MS = 60_000;
const TIDY_IDLE_MS = 6 * 60 * 60_000;

/** All that goes on without anybody asking, and how long each rests when there is nothing to do. */
export function allJobs(app: Application, sidan: Sidan, complain: (error: unknown) => void): Job[] {
  return [
    { work: () => fireDueTimers(sidan, sidan.clock(), complain), idleMs: TIMERS_IDLE_MS, wakes: false },
    {
      work: () => deliverOutbox(sidan, sidan.clock(), inAppMessages(app, newId), complain),
      idleMs: OUTBOX_IDLE_MS,
      wakes: true,
    },
    {
      work: async () => {
        // In short turns: the next one begins at once.
        if (await workOnSheets(app, sidan, complain)) sidan.wake();
      },
      idleMs: SHEETS_IDLE_MS,
      wakes: true,
    },
    {
      work: async () => {
        if (await workOnCloses(sidan, complain)) sidan.wake();
      },
      idleMs: CLOSES_IDLE_MS,
      wakes: true,
    },
    { work: () => startDueCloses(sidan), idleMs: MONTHS_IDLE_MS, wakes: false },
    { work: () => runPlans(sidan, complain), idleMs: PLANS_IDLE_MS, wakes: false },
    { work: () => expirePoints(sidan, sidan.clock()), idleMs: EXPIRY_IDLE_MS, wakes: false },
    { work: () => watchLater(sidan, sidan.clock(), complain), idleMs: WATCH_IDLE_MS, wakes: false },
    { work: () => packBook(sidan), idleMs: TOTALS_IDLE_MS, wakes: false },
    { work: () => tidy(sidan, sidan.clock()), idleMs: TIDY_IDLE_MS, wakes: false },
  ];
}
