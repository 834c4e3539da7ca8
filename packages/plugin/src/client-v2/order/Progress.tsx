import { Steps, theme } from 'antd';
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
  return (
    <div style={{ background: token.colorFillAlter, borderRadius: token.borderRadiusLG, padding: '16px 16px 8px', overflowX: 'auto' }}>
      <Steps
        size="small"
        labelPlacement="vertical"
        responsive={false}
        current={REACHED[order.state]}
        items={STAGES.map((stage) => ({ title: t(`pages.order.stage.${stage}`) }))}
      />
    </div>
  );
}
