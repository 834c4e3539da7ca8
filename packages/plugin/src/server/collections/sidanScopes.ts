import { defineCollection } from '@nocobase/database';
import { choice, integer, link, reference, sidanCollection, string } from '../schema/fields';

/** 任职：who holds which role where. `scopeCode` is a prefix of region codes: a province, a city, a county or a town. */
export default defineCollection(
  sidanCollection(
    'sidanScopes',
    [
      // No link to the host's users: whoever reads offices would read telephone numbers and e-mail addresses with it.
      integer('userId', { required: true, index: true }),
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
