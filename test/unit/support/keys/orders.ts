import { FESTIVALS, SOLAR_TERMS } from '../../../../packages/lifecycle/src';
import { declared } from '../code';
import { CLIENT, SERVER, under, type Family } from './family';

/** How an order comes: by staff, by a plan, in an emergency; and how a pile of them waits. */
export const ORDER_FAMILIES: Record<string, Family> = {
  alike: {
    patterns: ['api.alike.*'],
    keys: () => under('api.alike.', declared(`${SERVER}/reads/alike.ts`, 'REASONS')),
  },
  intakeChannels: {
    patterns: ['pages.intake.channel.*'],
    keys: () => under('pages.intake.channel.', declared(`${CLIENT}/intake/Desk.tsx`, 'CHANNELS')),
  },
  intakePeople: {
    patterns: ['pages.intake.*.*'],
    keys: () => [
      'pages.intake.requester.phone',
      ...under('pages.intake.requester.', ['name', 'idNo']),
      ...under('pages.intake.beneficiary.', ['name', 'phone', 'idNo']),
    ],
  },
  consent: {
    patterns: ['api.consent.*'],
    keys: () =>
      under('api.consent.', [...declared(`${SERVER}/intake/clerk/asked.ts`, 'CONSENT_WAYS'), 'paper', 'open311']),
  },
  plans: {
    patterns: [
      'api.weekday.*',
      'api.festival.*',
      'api.solarTerm.*',
      'api.plan.nth.*',
      'api.plan.date.*',
      'api.plan.became.*',
      'api.plan.field.*',
      'collections.sidanPlans.state.*',
      'pages.plans.kind.*',
      'pages.plans.asks.*',
      'pages.plans.dayOff.*',
    ],
    keys: () => [
      ...under('api.weekday.', ['1', '2', '3', '4', '5', '6', '7']),
      ...under('api.festival.', Object.keys(FESTIVALS)),
      ...under('api.solarTerm.', SOLAR_TERMS),
      ...under('api.plan.nth.', ['1', '2', '3', '4', 'last']),
      ...under('api.plan.date.', ['held', 'moved', 'made', 'skipped', 'together', 'missed', 'unknown']),
      ...under('api.plan.became.', ['placed', 'late', 'skipped', 'together', 'missed']),
      ...under('pages.plans.kind.', declared(`${CLIENT}/plans/When.tsx`, 'TABS')),
      ...under('pages.plans.asks.', ['office', 'person']),
      ...under('pages.plans.dayOff.', ['keep', 'skip', 'next']),
      ...under('api.plan.field.', [
        ...['title', 'serviceItemId', 'siteId', 'recurrence', 'timeFrom', 'timeTo', 'leadDays', 'dayOff'],
        ...['startsOn', 'endsOn', 'requesterName', 'requesterPhone', 'townCode'],
      ]),
    ],
  },
  emergencies: {
    patterns: [
      'api.emergency.field.*',
      'api.emergency.story.*',
      'pages.emergencies.state.*',
      'pages.emergencies.forWhat.*',
      'pages.emergencies.*Title',
      'pages.emergencies.*',
    ],
    keys: () => [
      ...under('api.emergency.field.', ['name', 'reason', 'endsAt', 'items', 'categories']),
      ...under('api.emergency.story.', ['started', 'prolonged', 'ended']),
      ...under('pages.emergencies.state.', ['inForce', 'over', 'endedEarly']),
      ...under('pages.emergencies.forWhat.', ['all', 'some']),
      ...under('pages.emergencies.', ['prolong', 'end'], '', 'Title'),
    ],
  },
  dispatchQueues: {
    patterns: ['pages.dispatch.empty.*'],
    keys: () => [
      ...under('pages.dispatch.empty.', declared(`${CLIENT}/dispatch/DispatchConsole.tsx`, 'EMPTY')),
      'pages.dispatch.empty.other',
    ],
  },
};
