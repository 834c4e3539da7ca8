import type { Application } from '@nocobase/server';
import type { Transaction } from 'sequelize';
import { NAMESPACE } from '../constants';
import type { Addressed, Deliver } from './outbox';
import type { NoticePayload } from './recipients';

/** Name of the host's notification channel that this plugin makes and uses. */
export const CHANNEL = 'sidan';

/** The host's table of in-app messages; writing to it through its model is what shows them at once in open pages. */
const MESSAGES = 'notificationInAppMessages';

type Say = (key: string, params: NoticePayload & { count?: number }) => string;

/**
 * Delivers through the host's in-app messages, each person in their own language. The messages are written in the caller's transaction, which the host's
 * notification manager does not offer; its hooks on the table tell open pages after the commit.
 */
export function inAppMessages(app: Application, newId: () => string): Deliver {
  return async (messages, transaction) => {
    if (!app.db.getCollection(MESSAGES)) throw new Error('the plugin notification-in-app-message is not enabled');
    const fallback = await defaultLanguage(app, transaction);
    const languages = new Set(messages.flatMap(({ to }) => to.map(({ lang }) => lang || fallback)));
    const say = new Map<string, Say>();
    for (const lang of languages) say.set(lang, await textsIn(app, lang));
    const rows = messages.flatMap((message) => rowsOf(message, (lang) => say.get(lang || fallback)!, newId));
    await app.db.getModel(MESSAGES).bulkCreate(rows, { transaction, validate: false, returning: false });
  };
}

function rowsOf(
  { notice, to }: Addressed,
  sayIn: (lang: string | null) => Say,
  newId: () => string,
): Record<string, unknown>[] {
  const { template, payload } = notice;
  const receiveTimestamp = Date.now();
  return to.map(({ userId, lang, count }) => ({
    id: newId(),
    userId,
    channelName: CHANNEL,
    status: 'unread',
    receiveTimestamp,
    title: sayIn(lang)(`notices.${template}.title`, { ...payload, count }),
    content: sayIn(lang)(`notices.${template}.text`, { ...payload, count }),
    options: { url: urlOf(notice), duration: 5 },
  }));
}

/** Where a message leads: an emergency concerns leaders as well as staff, who all have the portal. */
const urlOf = ({ orderId, payload }: Addressed['notice']): string =>
  orderId
    ? orderUrl(orderId)
    : payload.certificateId
      ? certificateUrl(payload.to)
      : payload.redemptionId
        ? `${portalUrl()}#/redemptions/${payload.redemptionId}`
        : payload.personId
          ? `${portalUrl()}#/${payload.wallet ? 'wallet' : 'hours'}`
          : payload.emergencyId
            ? portalUrl()
            : dispatchUrl();

/** Whose it is has the portal, who issues it a page of NocoBase's. */
const certificateUrl = (to: readonly string[]) =>
  to.includes('holder')
    ? `${portalUrl()}#/certificates`
    : `${(process.env.APP_PUBLIC_PATH ?? '/').replace(/\/$/, '')}/v/admin/sidan-certificates`;

const portalUrl = () => `${(process.env.APP_PUBLIC_PATH ?? '/').replace(/\/$/, '')}/sidan/`;

/** The portal's page of the order, which staff and residents can both open. */
const orderUrl = (orderId: string) =>
  `${(process.env.APP_PUBLIC_PATH ?? '/').replace(/\/$/, '')}/sidan/#/orders/${orderId}`;

/** A message about several orders leads to where they are dispatched. */
const dispatchUrl = () => `${(process.env.APP_PUBLIC_PATH ?? '/').replace(/\/$/, '')}/v/admin/sidan-dispatch`;

async function defaultLanguage(app: Application, transaction: Transaction): Promise<string> {
  const settings = await app.db.getRepository('systemSettings').findOne({ transaction });
  return (settings?.get('enabledLanguages') as string[] | undefined)?.[0] ?? 'zh-CN';
}

/** The host's translations of one language. Its instance speaks English, whatever language it was asked for, until a request in that language has come by. */
async function textsIn(app: Application, lang: string): Promise<Say> {
  const i18n = await app.localeManager.getI18nInstance(lang);
  await i18n.changeLanguage(lang);
  return (key, params) =>
    i18n.t(key, { ...params, reason: params.reason ?? '', ns: NAMESPACE, interpolation: { escapeValue: false } });
}
