import { Button, Typography } from 'antd';
import type { OrderRow } from '../api/orders';
import { useNames } from '../api/useNames';
import { t } from '../app';
import { span, whereabouts } from '../shared/format';

/** What is asked for, where and when. */
export function Summary({ order, onOpen }: { order: OrderRow; onOpen: () => void }) {
  const town = useNames('town')(order.townCode);
  return (
    <div style={{ marginBottom: 20 }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 12, alignItems: 'start' }}>
        <Typography.Title level={4} style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {order.title}
        </Typography.Title>
        <Button size="small" onClick={onOpen}>
          {t('pages.dispatch.open')}
        </Button>
      </div>
      <Typography.Text type="secondary">
        {[
          order.orderNo,
          order.serviceItem?.name !== order.title && order.serviceItem?.name,
          whereabouts(town, order.address),
          span(order.expectStart),
          t('pages.order.people', { count: order.headcount }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
      {order.description && (
        <Typography.Paragraph
          style={{ margin: '8px 0 0', whiteSpace: 'pre-wrap' }}
          ellipsis={{ rows: 3, expandable: true }}
        >
          {order.description}
        </Typography.Paragraph>
      )}
    </div>
  );
}
