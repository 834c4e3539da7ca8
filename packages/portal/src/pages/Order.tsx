/** One order: where it stands, what the reader may do, what was agreed, and everything that has happened to it. */
import type { OrderDetail } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { adminUrl, api, me } from '../state/app';
import { paths, route } from '../state/route';
import { useStore } from '../state/store';
import { Async } from '../ui/Async';
import { LinkButton } from '../ui/Button';
import { Guard } from '../ui/Guard';
import { useResource, type Resource } from '../ui/hooks';
import { Notice } from '../ui/Notice';
import { OrderActions } from '../ui/OrderActions';
import { EmergencyBadge, StateBadge } from '../ui/OrderCard';
import { OrderFacts } from '../ui/OrderFacts';
import { PaymentFacts } from '../ui/Payment';
import { Decisions, Presence, Ratings, Timeline } from '../ui/OrderHistory';
import { focusHeading, Page } from '../ui/Page';
import { Progress } from '../ui/Progress';

export function Order({ id }: { id: string }) {
  return <Guard title={t('order.title')}>{() => <OrderPage id={id} />}</Guard>;
}

function OrderPage({ id }: { id: string }) {
  const resource = useResource(id, () => api.order(id));
  const from = useStore(route).query.from;
  const back =
    from === 'tasks'
      ? { href: paths.tasks, label: t('tasks.title') }
      : from === 'offers'
        ? { href: paths.offers, label: t('offers.title') }
        : from === 'claimable'
          ? { href: paths.claimable, label: t('claimable.title') }
          : { href: paths.orders, label: t('orders.title') };
  return (
    <Page title={resource.data?.title ?? t('order.title')} back={back}>
      <Async resource={resource}>{(order) => <OrderBody order={order} resource={resource} />}</Async>
    </Page>
  );
}

function OrderBody({ order, resource }: { order: OrderDetail; resource: Resource<OrderDetail> }) {
  const open = useStore(route).query.do;
  const known = useStore(me);
  // Choosing among teams is the console's work, not a phone's.
  const events = order.allowedEvents.filter((event) => !event.fields.some((field) => field.kind === 'teams'));
  const elsewhere = known?.staff && events.length < order.allowedEvents.length;
  const again = async () => {
    await resource.reload();
    focusHeading();
  };
  return (
    <>
      <p class="order-state">
        <StateBadge order={order} />
        {order.emergency && <EmergencyBadge />}
        {order.priority === 'urgent' && <span class="badge badge-call">{t('order.urgent')}</span>}
        <span class="order-no">{t('order.number', { number: order.orderNo })}</span>
      </p>
      <Progress order={order} />
      {order.dueAt && <p class="hint">{t('order.due', { time: formatTime(order.dueAt) })}</p>}
      {order.barred?.map(({ teamName, reasons }) => (
        <Notice key={teamName} kind="info" title={t('order.barred', { team: teamName })}>
          <p>{reasons.join(t('list.separator'))}</p>
        </Notice>
      ))}
      {(events.length > 0 || elsewhere) && (
        <section class="panel" aria-labelledby="actions-title">
          <h2 id="actions-title">{t('order.actions')}</h2>
          <OrderActions
            key={order.version}
            orderId={order.id}
            events={events}
            open={open}
            onDone={() => void again()}
          />
          {elsewhere && (
            <Notice kind="info" title={t('order.elsewhere')}>
              <LinkButton href={adminUrl}>{t('order.openConsole')}</LinkButton>
            </Notice>
          )}
        </section>
      )}
      <div class="columns">
        <div>
          <OrderFacts order={order} />
          {order.payment && <PaymentFacts payment={order.payment} />}
          <Presence order={order} />
          <Ratings order={order} />
          <Decisions order={order} />
        </div>
        <Timeline order={order} />
      </div>
    </>
  );
}
