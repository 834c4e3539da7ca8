import { defineCollection } from '@nocobase/database';
import { choice, internal, json, longText, moment, sidanCollection, string } from '../schema/fields';

/**
 * 规则包版本：one version of a rule pack as it came, archive and all; never changed. `regionCode` is the pack's own (`0` for the nation): packs are few and
 * every county reads those above it, so they are not spread by county.
 */
export default defineCollection(
  sidanCollection(
    'sidanPackVersions',
    [
      string('name'),
      string('version'),
      choice('layer', ['national', 'province', 'city', 'county', 'town', 'site']),
      json('manifest'),
      internal('archive', 'blob'),
      internal('facts', 'jsonb'),
      string('digest'),
      choice('signature', {
        shipped: 'blue',
        trusted: 'green',
        unsigned: 'orange',
        unknownKey: 'orange',
        changed: 'red',
      }),
      string('keyId'),
      longText('keyName'),
      choice('state', ['shipped', 'uploaded']),
      moment('uploadedAt'),
      string('uploadedBy'),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'name', 'version'], unique: true }, { fields: ['name'] }] },
  ),
);
