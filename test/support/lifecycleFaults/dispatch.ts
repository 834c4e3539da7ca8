/** Plans of dispatch. */
import { reason, plan, best, ask, type Fault } from './layer';

export const DISPATCH: readonly Fault[] = [
  {
    of: 'a round of dispatch by a region that is off',
    finds: ['DISPATCH_REGION_OFF /dispatch/rounds/1/to'],
    overlay: plan([best, { to: 'open', for: { minutes: 60 } }, ask]),
    zh: '派单方案里的“开放抢单”这一轮要先启用相应的环节。',
    en: 'The round “Open to all” of the plan of dispatch needs a region that is off.',
  },
  {
    of: 'a round of dispatch that never ends',
    finds: ['DISPATCH_ENDLESS /dispatch/rounds/0'],
    overlay: plan([{ to: 'best', count: 2 }, ask], {
      transitions: { remove: [{ state: 'offered', delay: 'responseClock', reason }] },
    }),
    zh: '派单方案里的“择优派单”这一轮没有时限，会一直停在这里。',
    en: 'The round “Best candidates” of the plan of dispatch has no time and never ends.',
  },
  {
    of: 'a plan of dispatch without the dispatcher',
    finds: ['DISPATCH_NO_LAST_RESORT /dispatch/rounds'],
    overlay: plan([best]),
    zh: '工单在“中心”这一级时，派单方案走完后没有派单员接手。',
    en: 'For an order on the level “Centre” the plan of dispatch ends without the dispatcher.',
  },
  {
    of: 'a round of dispatch that never comes',
    finds: ['DISPATCH_UNREACHED /dispatch/rounds/1'],
    overlay: plan([ask, best]),
    isWarning: true,
    zh: '这一轮永远轮不到。',
    en: 'This round never comes.',
  },
];
