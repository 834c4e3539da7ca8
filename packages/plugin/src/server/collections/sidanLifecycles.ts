import { defineCollection } from '@nocobase/database';
import { internal, json, sidanCollection, string } from '../schema/fields';

/**
 * 流程版本：one version of a lifecycle by which orders of a county run or ran, whole; kept with the first of them, and never changed. The file is a text: JSON of
 * the database forgets in which order things stood.
 */
export default defineCollection(
  sidanCollection(
    'sidanLifecycles',
    [
      string('definition'),
      string('definitionVersion'),
      string('digest'),
      internal('file', 'text'),
      internal('origin', 'jsonb'),
      json('changes'),
      json('packs'),
    ],
    {
      title: 'definitionVersion',
      indexes: [{ fields: ['regionCode', 'definition', 'definitionVersion'], unique: true }],
    },
  ),
);
