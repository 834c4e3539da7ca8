import { Button, Tag, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { KnownOrder } from '../../api/types';
import { t } from '../app';
import { moment, whereabouts } from '../shared/format';
import { StateTag } from '../shared/StateTag';
import { useSmall } from '../shared/useSmall';

interface Props {
  orders: readonly KnownOrder[];
  onOpen: (id: string) => void;
  /** Of this service: what is asked for now. */
  serviceItemId?: string;
  /** What else may be done with one. */
  extra?: (order: KnownOrder) => ReactNode;
}

/** Orders that may be meant, one below the other, each with why. */
export const KnownOrders = ({ orders, onOpen, serviceItemId, extra }: Props) => (
  <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
    {orders.map((order, i) => (
      <Line
        key={order.id ?? i}
        order={order}
        same={order.isOpen && order.serviceItemId === serviceItemId}
        onOpen={onOpen}
        extra={extra?.(order)}
      />
    ))}
  </ul>
);

function Line({
  order,
  same,
  onOpen,
  extra,
}: {
  order: KnownOrder;
  same: boolean;
  onOpen: (id: string) => void;
  extra?: ReactNode;
}) {
  const { token } = theme.useToken();
  const size = useSmall();
  const { id, orderNo, itemName, state, stateName, placedAt, requesterName, beneficiaryName, because } = order;
  const who = beneficiaryName
    ? t('pages.intake.forWhom', { requester: requesterName ?? '', beneficiary: beneficiaryName })
    : requesterName;
  return (
    <li
      data-known={orderNo ?? ''}
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 8,
        justifyContent: 'space-between',
        alignItems: 'flex-start',
        padding: '8px 12px',
        marginBottom: 8,
        borderRadius: token.borderRadius,
        border: `1px solid ${same ? token.colorPrimaryBorder : token.colorBorderSecondary}`,
        background: same ? token.colorPrimaryBg : token.colorBgContainer,
      }}
    >
      <div style={{ flex: '1 1 180px', minWidth: 0 }}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
          <Typography.Text strong>{itemName}</Typography.Text>
          {state && stateName && <StateTag state={state} name={stateName} />}
          {because?.map((why) => (
            <Tag key={why} color="orange" style={{ marginInlineEnd: 0 }}>
              {why}
            </Tag>
          ))}
        </div>
        <Typography.Text type="secondary">
          {[
            orderNo,
            who,
            whereabouts(order.townName, order.address),
            t('pages.order.placedAt', { time: moment(placedAt) }),
            !id && t('pages.intake.elsewhere'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Typography.Text>
      </div>
      {id && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <Button size={size} onClick={() => onOpen(id)}>
            {t('pages.action.open')}
          </Button>
          {extra}
        </div>
      )}
    </li>
  );
}
