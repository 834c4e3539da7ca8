import { defineCollection } from '@nocobase/database';
import { choice, link, reference, sidanCollection, string, yesNo } from '../schema/fields';

/** 家庭评比：what was found of a household in a month, or that its half-year was settled. Each period once; what the rules give for it is given as it is written down (`households/`). */
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
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'householdId', 'period', 'term'], unique: true }] },
  ),
);
