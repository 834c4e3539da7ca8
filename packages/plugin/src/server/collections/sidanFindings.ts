import { defineCollection } from '@nocobase/database';
import { choice, internal, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/**
 * 核查线索：that a rule has seen something about one attendance which a person is to look at, and what became of it (`watch/`). One for each rule and attendance. It says
 * nothing of guilt: until somebody has decided, the hours are in question, no more.
 */
export default defineCollection(
  sidanCollection(
    'sidanFindings',
    [
      // `<rule>:<attendance>`: what was found once is not found again.
      string('key', { readOnly: true }),
      string('pack', { readOnly: true }),
      string('packVersion', { readOnly: true }),
      string('rule', { readOnly: true }),
      reference('attendanceId'),
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      moment('at', { readOnly: true }),
      choice('state', { open: 'gold', dismissed: 'green', upheld: 'red' }, { default: 'open', readOnly: true }),
      // What the rule said, the facts that it saw, and the rows behind them.
      internal('outcome', 'jsonb'),
      internal('evidence', 'jsonb'),
      // 说明：what the volunteer says before it is decided.
      longText('statement', { readOnly: true }),
      moment('statedAt', { readOnly: true }),
      moment('decidedAt', { readOnly: true }),
      { name: 'decidedById', make: () => ({ name: 'decidedById', type: 'bigInt', hidden: true }) },
      string('decidedBy', { readOnly: true }),
      longText('reason', { readOnly: true }),
      // 申诉：once, against what was decided.
      choice('appealState', { open: 'gold', granted: 'green', refused: 'red' }, { readOnly: true }),
      longText('appeal', { readOnly: true }),
      moment('appealedAt', { readOnly: true }),
      moment('answeredAt', { readOnly: true }),
      string('answeredBy', { readOnly: true }),
      longText('answer', { readOnly: true }),
    ],
    {
      title: 'rule',
      indexes: [
        { fields: ['regionCode', 'key'], unique: true },
        { fields: ['regionCode', 'state', 'at'] },
        { fields: ['regionCode', 'personId', 'at'] },
        { fields: ['regionCode', 'attendanceId'] },
      ],
    },
  ),
);
