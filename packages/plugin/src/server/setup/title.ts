import type { Database, Transactionable } from '@nocobase/database';

/** What the host calls every new system, and the picture that it shows in the place of a name. */
const HOST_TITLE = 'NocoBase';
const HOST_LOGO = 'nocobase-logo';

/**
 * 系统名称：a system that nobody has named yet takes the name of its first county's centre. The host shows a name only where there is no logo, so its own goes
 * too. A name or a logo that somebody chose is left alone.
 */
export async function nameSystem(db: Database, name: string, { transaction }: Transactionable = {}): Promise<void> {
  if (!db.hasCollection('systemSettings')) return;
  const counties = await db.getRepository('sidanCounties').count({ transaction });
  const settings = await db.getRepository('systemSettings').findOne({ appends: ['logo'], transaction });
  if (counties !== 1 || settings?.get('title') !== HOST_TITLE) return;
  const logo = settings.get('logo') as { title?: string } | null;
  const values = { title: name, ...(logo?.title === HOST_LOGO ? { logo: null } : {}) };
  await db.getRepository('systemSettings').update({ filterByTk: settings.get('id') as number, values, transaction });
}
