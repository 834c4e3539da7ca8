import { defineCollection } from '@nocobase/database';
import { choice, integer, link, reference, sidanCollection, string, yesNo } from '../schema/fields';

/** 家庭评比：what was found of a household in a month, or that its half-year was settled. Each period once; what the rules give for it is given as it is written down, and
 * given anew where it is put right (`households/`). */
export default defineCollection(
  sidanCollection(
    'sidanHouseholdChecks',
    [
      string('name'),
      reference('householdId'),
      link('household', 'sidanHouseholds', 'householdId', 'name'),
      string('townCode', { index: true }),
      choice('period', ['month', 'halfYear'], { default: 'month', required: true }),
      // Its first month, `2024-07`.
      string('term'),
      // 清洁户; of a month only.
      yesNo('cleanHouse'),
      string('note'),
      choice('status', { stands: 'green', void: 'default' }, { default: 'stands', required: true }),
      // 更正: why it was put right, and how often it has been.
      string('reason'),
      integer('revision', { default: 0, readOnly: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'householdId', 'period', 'term'], unique: true }] },
  ),
);
