import { defineCollection } from '@nocobase/database';
import { choice, link, reference, sidanCollection, string } from '../schema/fields';

/** 任职：who holds which role where. `scopeCode` is a prefix of region codes: a province, a city, a county or a town. */
export default defineCollection(
  sidanCollection(
    'sidanScopes',
    [
      { name: 'userId', make: () => ({ name: 'userId', type: 'bigInt', index: true }) },
      {
        name: 'user',
        make: (collection) => ({
          ...link('user', 'users', 'userId', 'nickname').make(collection),
          targetKey: 'id',
        }),
      },
      choice('role', ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager', 'assessor', 'merchant'], {
        required: true,
      }),
      string('scopeCode', { required: true }),
      reference('siteId'),
      link('site', 'sidanSites', 'siteId', 'name'),
    ],
    { title: 'role', indexes: [{ fields: ['regionCode', 'userId', 'role', 'scopeCode'], unique: true }] },
  ),
);
