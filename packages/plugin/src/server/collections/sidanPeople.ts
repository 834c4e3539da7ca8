import { defineCollection } from '@nocobase/database';
import { choice, day, internal, moment, sidanCollection, string } from '../schema/fields';

/**
 * 人员：one person, whether resident, volunteer or both. `phone` and `idNo` hold masks only; what was written is encrypted
 * into the hidden columns before it is saved (see `privacy/`), and found again by blind index.
 */
export default defineCollection(
  sidanCollection(
    'sidanPeople',
    [
      string('name', { required: true }),
      string('phone'),
      string('idNo'),
      internal('phoneCipher', 'text'),
      internal('phoneIndex', 'string'),
      internal('idNoCipher', 'text'),
      internal('idNoIndex', 'string'),
      // Of whom an identity number is kept both are read from it (`people/born.ts`), and what stands here is not asked.
      day('birthDate'),
      choice('sex', ['female', 'male']),
      string('townCode', { index: true }),
      string('address'),
      { name: 'userId', make: () => ({ name: 'userId', type: 'bigInt', index: true, hidden: true }) },
      moment('consentAt'),
      // By which way consent was given: by the person in the portal, on paper or by telephone noted by a clerk, or told by another system.
      choice('consentVia', ['portal', 'clerk', 'paper', 'open311'], { readOnly: true }),
    ],
    {
      title: 'name',
      indexes: [
        { fields: ['regionCode', 'phoneIndex'] },
        { fields: ['regionCode', 'idNoIndex'], unique: true },
        { fields: ['regionCode', 'name'] },
      ],
    },
  ),
);
