import { theme, Typography } from 'antd';
import type { OrderDetail, OrderState } from '../../api/types';
import { t } from '../app';

/** The four orders and what is between them, as a resident would count them. */
const STAGES = ['placed', 'dispatched', 'accepted', 'served', 'rated'] as const;

/** How many stages are behind an order in each state. */
const REACHED = {
  review: 0,
  waiting: 1,
  offered: 2,
  accepted: 3,
  serving: 3,
  finished: 4,
  confirmed: 4,
  rated: 5,
  closed: 5,
  rejected: 0,
  cancelled: 0,
} as const satisfies Record<OrderState, number>;

/** 点单 → 派单 → 接单 → 服务 → 评单. An order that ended early shows no stages: its state says it all. */
export function Progress({ order }: { order: OrderDetail }) {
  const { token } = theme.useToken();
  if (order.state === 'rejected' || order.state === 'cancelled') return null;
  const reached = REACHED[order.state];
  const color = (index: number) =>
    index < reached ? token.colorPrimary : index === reached ? token.colorPrimaryBorder : token.colorFillSecondary;
  return (
    <ol
      aria-label={t('pages.order.stages')}
      style={{ display: 'flex', gap: 6, listStyle: 'none', padding: 0, margin: 0 }}
    >
      {STAGES.map((stage, index) => (
        <li
          key={stage}
          aria-current={index === reached ? 'step' : undefined}
          style={{ flex: 1, minWidth: 0, borderTop: `4px solid ${color(index)}`, paddingTop: 6 }}
        >
          <Typography.Text type={index > reached ? 'secondary' : undefined} strong={index === reached}>
            {t(`pages.order.stage.${stage}`)}
          </Typography.Text>
        </li>
      ))}
    </ol>
  );
}
