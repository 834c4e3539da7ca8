import type { Application } from '@nocobase/server';
import { text } from '../schema/fields';
import { CHANNEL } from '../jobs/messages';

/** The channel of the host's in-app messages through which people are told of their orders. */
export async function seedChannel(app: Application): Promise<void> {
  const channels = app.db.getCollection('notificationChannels') ? app.db.getRepository('notificationChannels') : null;
  if (!channels || (await channels.findOne({ filter: { name: CHANNEL } }))) return;
  await channels.create({
    values: { name: CHANNEL, title: text('api.channel'), notificationType: 'in-app-message', options: {} },
  });
}
