import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..');

export const LOCALES = join(ROOT, 'locales');
/** The packs that are shipped: parents are looked for here too. */
export const SHIPPED = join(ROOT, 'rules');
export const TEMPLATE = resolve(__dirname, '..', 'template');
export const SCHEMAS = join(ROOT, 'packages', 'rules', 'schema');
