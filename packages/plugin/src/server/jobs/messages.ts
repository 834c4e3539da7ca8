import type { Application } from '@nocobase/server';
import { NAMESPACE } from '../constants';
import type { NoticePayload, Recipient } from './recipients';
import type { Deliver } from './outbox';

/** Name of the host's notification channel that this plugin makes and uses. */
export const CHANNEL = 'sidan';

interface NotificationManager {
  manager: { send(params: object): Promise<{ status: string; reason?: string }> };
}

/** Delivers through the host's in-app messages, each person in their own language. */
export function inAppMessages(app: Application): Deliver {
  return async (to, { template, orderId, payload }) => {
    const plugin = app.pm.get('notification-manager') as unknown as NotificationManager | undefined;
    if (!plugin) throw new Error('plugin notification-manager is not enabled');
    for (const [lang, group] of byLanguage(to, await defaultLanguage(app))) {
      const say = await textsIn(app, lang);
      const result = await plugin.manager.send({
        channelName: CHANNEL,
        triggerFrom: NAMESPACE,
        receivers: { type: 'userId', value: group.map(({ userId }) => userId) },
        message: { title: say(`notices.${template}.title`, payload), content: say(`notices.${template}.text`, payload), options: { url: orderUrl(orderId), duration: 5 } },
      });
      if (result.status !== 'success') throw new Error(result.reason ?? 'not delivered');
    }
  };
}

/** Where a message leads: the portal's page of the order, which staff and residents can both open. */
const orderUrl = (orderId: string) => `${(process.env.APP_PUBLIC_PATH ?? '/').replace(/\/$/, '')}/sidan/#/orders/${orderId}`;

function byLanguage(to: Recipient[], fallback: string): Map<string, Recipient[]> {
  const groups = new Map<string, Recipient[]>();
  for (const recipient of to) {
    const lang = recipient.lang || fallback;
    groups.set(lang, [...(groups.get(lang) ?? []), recipient]);
  }
  return groups;
}

async function defaultLanguage(app: Application): Promise<string> {
  const settings = await app.db.getRepository('systemSettings').findOne();
  return (settings?.get('enabledLanguages') as string[] | undefined)?.[0] ?? 'zh-CN';
}

async function textsIn(app: Application, lang: string): Promise<(key: string, params: NoticePayload) => string> {
  const i18n = await app.localeManager.getI18nInstance(lang);
  return (key, params) => i18n.t(key, { ...params, reason: params.reason ?? '', ns: NAMESPACE, interpolation: { escapeValue: false } });
}
