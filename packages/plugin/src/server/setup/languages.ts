import type { Application } from '@nocobase/server';
import { LANGUAGES } from '../assets';

/** Offers both of our languages in the host's language menu, behind those that it has. On installation only: later it is the administrator's choice. */
export async function offerLanguages(app: Application): Promise<void> {
  const settings = await app.db.getRepository('systemSettings').findOne();
  const enabled = (settings?.get('enabledLanguages') as string[] | undefined) ?? [];
  const missing = LANGUAGES.filter((lang) => !enabled.includes(lang));
  if (settings && missing.length) await settings.update({ enabledLanguages: [...enabled, ...missing] });
}
