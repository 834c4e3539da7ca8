/** An order in a list: the whole card leads to it. */
import type { ComponentChildren } from 'preact';
import type { OrderLine } from '@sidan/plugin-sidan/api';
import { formatTime } from '../i18n/format';
import { t } from '../i18n';
import { paths } from '../state/route';
import { Icon, type IconName } from './Icon';

interface Look {
  icon: IconName;
  tone: string;
}

/** A state that a county added looks like waiting; its name says what it is. */
const WAITING: Look = { icon: 'clock', tone: 'wait' };

const LOOKS: Readonly<Record<string, Look>> = {
  review: { icon: 'clock', tone: 'wait' },
  waiting: { icon: 'clock', tone: 'wait' },
  offered: { icon: 'send', tone: 'wait' },
  accepted: { icon: 'user', tone: 'work' },
  serving: { icon: 'work', tone: 'work' },
  finished: { icon: 'bell', tone: 'call' },
  confirmed: { icon: 'star', tone: 'call' },
  rated: { icon: 'check', tone: 'done' },
  closed: { icon: 'check', tone: 'done' },
  rejected: { icon: 'cross', tone: 'off' },
  cancelled: { icon: 'cross', tone: 'off' },
  reporting: { icon: 'work', tone: 'work' },
  redeeming: { icon: 'coin', tone: 'call' },
  credited: { icon: 'check', tone: 'done' },
  merged: { icon: 'cross', tone: 'off' },
};

export function StateBadge({ order }: { order: Pick<OrderLine, 'state' | 'stateName'> }) {
  const { icon, tone } = LOOKS[order.state] ?? WAITING;
  return (
    <span class={`badge badge-${tone}`}>
      <Icon name={icon} />
      {order.stateName}
    </span>
  );
}

/** 应急：it was placed in an emergency. */
export const EmergencyBadge = () => <span class="badge badge-call">{t('order.emergency')}</span>;

interface OrderCardProps {
  order: OrderLine;
  /** The list it stands in, for the way back. */
  from?: 'tasks' | 'offers' | 'claimable';
  /** Buttons below, outside the link. */
  children?: ComponentChildren;
}

export function OrderCard({ order, from, children }: OrderCardProps) {
  return (
    <li class="card order-card">
      <a class="card-link" href={`#${paths.order(order.id, from)}`}>
        <span class="order-head">
          <span class="card-title">{order.title}</span>
          {order.emergency && <EmergencyBadge />}
          <StateBadge order={order} />
        </span>
        <span class="facts">
          {order.serviceItemName !== order.title && <span>{order.serviceItemName}</span>}
          {order.expectStart && <span>{t('order.expectedAt', { time: formatTime(order.expectStart) })}</span>}
          {order.townName && <span>{order.townName}</span>}
          {order.teamName && <span>{t('order.byTeam', { team: order.teamName })}</span>}
        </span>
        <span class="order-no">
          {t('order.numberAndTime', { number: order.orderNo, time: formatTime(order.placedAt) })}
        </span>
      </a>
      {children}
    </li>
  );
}
