import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { OrderDetail } from '../../api/types';
import { orderDetail } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { ClockTag } from '../shared/ClockTag';
import { EmergencyTag } from '../shared/EmergencyTag';
import { moment } from '../shared/format';
import { Loading } from '../shared/Loading';
import { StateTag } from '../shared/StateTag';
import { ActionBar } from './ActionBar';
import { Decisions } from './Decisions';
import { Duplicates } from './Duplicates';
import { Facts } from './Facts';
import { People } from './People';
import { Progress } from './Progress';
import { Timeline } from './Timeline';

interface Props {
  orderId: string;
  /** After an event went through; lists around this page are out of date then. */
  onChanged?: () => void;
}

/** 工单: where it stands, what this user may do now, who takes part, what happened, and why points were given. */
export function OrderPage({ orderId: first, onChanged }: Props) {
  // From an order to one that is likely the same, and back.
  const [way, setWay] = useState<string[]>([]);
  const orderId = way.at(-1) ?? first;
  const order = useLoad(orderId, () => orderDetail(orderId), 30);
  const changed = () => {
    order.reload();
    onChanged?.();
  };
  return (
    <Loading from={order} rows={10}>
      {(detail) => (
        <article aria-label={detail.orderNo}>
          {way.length > 0 && (
            <Button type="link" size="small" onClick={() => setWay(way.slice(0, -1))} style={{ paddingInline: 0 }}>
              {t('pages.order.back')}
            </Button>
          )}
          <Head order={detail} onChanged={changed} />
          <Duplicates key={detail.id} order={detail} onOpen={(id) => setWay([...way, id])} onChanged={changed} />
          <Progress order={detail} />
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0 40px', marginTop: 24 }}>
            <div style={{ flex: '2 1 380px', minWidth: 0 }}>
              <Facts order={detail} />
              <People order={detail} />
              <Decisions decisions={detail.decisions} />
            </div>
            <div style={{ flex: '1 1 260px', minWidth: 0 }}>
              <Timeline entries={detail.timeline} />
            </div>
          </div>
        </article>
      )}
    </Loading>
  );
}

const Head = ({ order, onChanged }: { order: OrderDetail; onChanged: () => void }) => (
  <header style={{ display: 'flex', flexWrap: 'wrap', gap: 16, justifyContent: 'space-between', marginBottom: 20 }}>
    <div style={{ minWidth: 0, flex: '1 1 320px' }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
        <Typography.Title level={4} style={{ margin: 0 }}>
          {order.title}
        </Typography.Title>
        <StateTag state={order.state} name={order.stateName} />
        {order.emergency && <EmergencyTag />}
        {order.priority === 'urgent' && (
          <Tag color="red" style={{ marginInlineEnd: 0 }}>
            {t('pages.order.urgent')}
          </Tag>
        )}
        <ClockTag dueAt={order.dueAt} />
      </div>
      <Typography.Text type="secondary">
        {[
          order.orderNo,
          order.serviceItemName !== order.title && order.serviceItemName,
          order.townName,
          order.emergencyName,
          t('pages.order.placedAt', { time: moment(order.placedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
    </div>
    <ActionBar order={order} onChanged={onChanged} />
  </header>
);
