import { defineCollection } from '@nocobase/database';
import { longText, moment, sidanCollection, string } from '../schema/fields';

/** 可信公钥：whose signatures on rule packs this installation trusts (Ed25519, PEM). `regionCode` is `0`: trust is the installation's. */
export default defineCollection(
  sidanCollection(
    'sidanPackKeys',
    [string('keyId'), string('name'), longText('publicKey'), string('addedBy'), moment('at')],
    { title: 'name', indexes: [{ fields: ['regionCode', 'keyId'], unique: true }] },
  ),
);
