import { Badge, Empty, theme, Typography } from 'antd';
import { useState } from 'react';
import type { OrderLine } from '../../api/types';
import { workbench } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { OrderDrawer } from '../order/OrderDrawer';
import { moment } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Section } from '../shared/Section';
import { StateTag } from '../shared/StateTag';

const LOW_SHOWN = 8;

/** What waits for me: groups of orders that this user can move on. */
export function Waiting() {
  const today = useLoad('today', workbench, 30);
  const [opened, setOpened] = useState<string>();
  return (
    <>
      <Loading from={today} rows={6}>
        {({ waiting, lowStocks = [] }) => {
          const groups = waiting.filter((group) => group.count > 0);
          if (groups.length === 0 && lowStocks.length === 0)
            return (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={t('pages.workbench.nothing')}
                style={{ padding: '32px 0' }}
              />
            );
          return (
            <div
              style={{
                display: 'grid',
                gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 256px), 1fr))',
                gap: '0 32px',
              }}
            >
              {groups.map((group) => (
                <Section
                  key={group.key}
                  title={group.label}
                  extra={<Badge count={group.count} overflowCount={999} size="small" />}
                >
                  {group.orders.map((order) => (
                    <Line key={order.id} order={order} onOpen={() => setOpened(order.id)} />
                  ))}
                  {group.count > group.orders.length && (
                    <Typography.Text type="secondary">
                      {t('pages.workbench.others', { count: group.count - group.orders.length })}
                    </Typography.Text>
                  )}
                </Section>
              ))}
              {lowStocks.length > 0 && (
                <Section
                  title={t('pages.workbench.lowStocks')}
                  extra={<Badge count={lowStocks.length} overflowCount={999} size="small" />}
                >
                  {lowStocks.slice(0, LOW_SHOWN).map((stock) => (
                    <p key={stock.id} data-low-stock style={{ margin: 0, padding: '6px 0' }}>
                      {stock.rewardName}{' '}
                      <Typography.Text type="secondary">
                        {t('pages.workbench.lowStock', { outlet: stock.outletName, count: stock.quantity })}
                      </Typography.Text>
                    </p>
                  ))}
                </Section>
              )}
            </div>
          );
        }}
      </Loading>
      <OrderDrawer orderId={opened} onClose={() => setOpened(undefined)} onChanged={today.reload} />
    </>
  );
}

function Line({ order, onOpen }: { order: OrderLine; onOpen: () => void }) {
  const { token } = theme.useToken();
  return (
    <button
      type="button"
      onClick={onOpen}
      data-order={order.orderNo}
      style={{
        font: 'inherit',
        color: 'inherit',
        textAlign: 'start',
        display: 'block',
        width: '100%',
        padding: '10px 0',
        cursor: 'pointer',
        border: 'none',
        borderBottom: `1px solid ${token.colorBorderSecondary}`,
        background: 'none',
      }}
    >
      <span style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
        <Typography.Text style={{ minWidth: 0 }} ellipsis>
          {order.title}
        </Typography.Text>
        <StateTag state={order.state} name={order.stateName} />
      </span>
      <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
        {[
          order.serviceItemName !== order.title && order.serviceItemName,
          order.townName,
          order.teamName,
          moment(order.placedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
    </button>
  );
}
