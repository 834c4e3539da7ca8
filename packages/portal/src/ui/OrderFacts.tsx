/** What was agreed: the order's data, an administrator's own fields included. */
import type { OrderDetail } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatSpan, formatTime } from '../i18n/format';

export function OrderFacts({ order }: { order: OrderDetail }) {
  const dial = order.contactPhone && /^[\d+\s-]+$/.test(order.contactPhone);
  const facts: [string, preact.ComponentChildren][] = [
    [t('order.item'), order.serviceItemName],
    [t('order.forWhom'), order.forName],
    [t('order.emergencyName'), order.emergencyName],
    [t('order.description'), order.description],
    [t('order.when'), order.expectStart && formatSpan(order.expectStart, order.expectEnd)],
    [t('order.town'), order.townName],
    [t('order.address'), order.address],
    [t('order.contact'), order.contactName],
    [
      t('order.phone'),
      dial ? (
        <a href={`tel:${order.contactPhone!.replace(/[^\d+]/g, '')}`}>{order.contactPhone}</a>
      ) : (
        order.contactPhone
      ),
    ],
    [t('order.site'), order.siteName],
    [t('order.team'), order.teams?.map(({ name }) => name).join(t('list.separator')) || order.teamName],
    ...order.customFields.map(({ title, value }): [string, string] => [title, value]),
    [t('order.placed'), formatTime(order.placedAt)],
  ];
  return (
    <section class="panel" aria-labelledby="facts-title">
      <h2 id="facts-title">{t('order.facts')}</h2>
      <dl class="pairs">
        {facts
          .filter(([, value]) => value !== undefined && value !== null && value !== '')
          .map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
