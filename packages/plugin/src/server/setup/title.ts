import type { Database, Transactionable } from '@nocobase/database';

/** What the host calls every new system. */
const HOST_TITLE = 'NocoBase';

/** 系统名称：a system that nobody has named yet takes the name of its first county's centre. A name that somebody chose is left alone. */
export async function nameSystem(db: Database, name: string, { transaction }: Transactionable = {}): Promise<void> {
  if (!db.hasCollection('systemSettings')) return;
  const counties = await db.getRepository('sidanCounties').count({ transaction });
  const settings = counties === 1 ? await db.getRepository('systemSettings').findOne({ transaction }) : null;
  if (settings?.get('title') === HOST_TITLE) await settings.update({ title: name }, { transaction });
}
