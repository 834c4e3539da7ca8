import { defineCollection } from '@nocobase/database';
import { choice, integer, json, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/**
 * 规则包启用记录：from when on which version of a pack decides in a region; only ever added to. Of each pack the entry with the highest `seq` counts among those
 * whose `effectiveFrom` has come; without a version the pack is off. An entry `kept` names a pack of a region around, or of this one, with the version that this region
 * goes on with because the newer one does not fit (`misfit`), until it is `released`. The highest `seq` of the regions that a county lies in is the revision of its rules.
 */
export default defineCollection(
  sidanCollection(
    'sidanPackActivations',
    [
      integer('seq'),
      choice('kind', {
        activate: 'green',
        rollback: 'gold',
        off: 'default',
        shipped: 'blue',
        kept: 'orange',
        released: 'cyan',
      }),
      string('packName'),
      string('packVersion'),
      reference('versionId'),
      moment('effectiveFrom'),
      moment('at'),
      string('by'),
      longText('reason'),
      json('misfit'),
    ],
    { title: 'packName', indexes: [{ fields: ['regionCode', 'seq'], unique: true }] },
  ),
);
