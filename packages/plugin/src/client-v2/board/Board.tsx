import { Badge, Empty, Skeleton, Tag, theme, Typography } from 'antd';
import { useState } from 'react';
import type { OrderState } from '../../api/types';
import { orderStates, ordersIn, type OrderRow } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { useNames } from '../api/useNames';
import { t } from '../app';
import { OrderDrawer } from '../order/OrderDrawer';
import { ClockTag } from '../shared/ClockTag';
import { EmergencyTag } from '../shared/EmergencyTag';
import { moment } from '../shared/format';
import { Loading } from '../shared/Loading';
import { StateTag } from '../shared/StateTag';

/** Nobody has anything to do there any more; it is for the table, as the ends are. */
const DONE: OrderState[] = ['rated'];
const SHOWN = 20;

/** 看板: what is under way, by state. To look at and to open: a state changes through an order's events only, so nothing is dragged. */
export function Board() {
  const [opened, setOpened] = useState<string>();
  const [changes, setChanges] = useState(0);
  const states = useLoad('states', orderStates);
  return (
    <>
      <div style={{ display: 'flex', gap: 12, overflowX: 'auto', alignItems: 'stretch', paddingBottom: 8 }}>
        <Loading from={states} rows={8}>
          {({ rows }) =>
            rows
              .filter(({ state, isEnd }) => !isEnd && !DONE.includes(state))
              .map(({ state, stateName }) => (
                <Column key={state} state={state} name={stateName} changes={changes} onOpen={setOpened} />
              ))
          }
        </Loading>
      </div>
      <OrderDrawer orderId={opened} onClose={() => setOpened(undefined)} onChanged={() => setChanges(changes + 1)} />
    </>
  );
}

interface ColumnProps {
  state: OrderState;
  name: string;
  changes: number;
  onOpen: (id: string) => void;
}

function Column({ state, name, changes, onOpen }: ColumnProps) {
  const { token } = theme.useToken();
  const column = useLoad(`${state} ${changes}`, () => ordersIn(state, SHOWN), 30);
  const rows = column.data?.rows ?? [];
  return (
    <section
      aria-label={name}
      data-state={state}
      style={{
        flex: '1 0 232px',
        minWidth: 232,
        background: token.colorFillAlter,
        borderRadius: token.borderRadiusLG,
        padding: 10,
      }}
    >
      <header style={{ display: 'flex', gap: 8, alignItems: 'center', marginBottom: 10 }}>
        <StateTag state={state} name={name} />
        {column.data && (
          <Badge
            count={column.data.count}
            showZero
            overflowCount={9999}
            color={token.colorTextQuaternary}
            size="small"
          />
        )}
      </header>
      <div
        style={{
          display: 'grid',
          gap: 8,
          maxHeight: 'calc(100vh - 300px)',
          minHeight: 120,
          overflowY: 'auto',
          alignContent: 'start',
        }}
      >
        {column.problem && <Typography.Text type="danger">{column.problem.message}</Typography.Text>}
        {!column.data && !column.problem && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {column.data && rows.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pages.board.empty')} />
        )}
        {rows.map((row) => (
          <Card key={row.id} row={row} onOpen={() => onOpen(row.id)} />
        ))}
        {column.data && column.data.count > rows.length && (
          <Typography.Text type="secondary">{t('pages.board.openedAll', { count: column.data.count })}</Typography.Text>
        )}
      </div>
    </section>
  );
}

function Card({ row, onOpen }: { row: OrderRow; onOpen: () => void }) {
  const { token } = theme.useToken();
  const town = useNames('town')(row.townCode);
  return (
    <button
      type="button"
      onClick={onOpen}
      data-order={row.orderNo}
      style={{
        font: 'inherit',
        color: 'inherit',
        textAlign: 'start',
        cursor: 'pointer',
        padding: '10px 12px',
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadius,
        background: token.colorBgContainer,
      }}
    >
      <Typography.Paragraph style={{ margin: 0 }} ellipsis={{ rows: 2 }}>
        {row.title}
      </Typography.Paragraph>
      <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM, display: 'block', margin: '4px 0 6px' }}>
        {[row.serviceItem?.name !== row.title && row.serviceItem?.name, town, row.team?.name]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
      <span style={{ display: 'flex', flexWrap: 'wrap', gap: 6, alignItems: 'center' }}>
        {row.emergencyId && <EmergencyTag />}
        {row.priority === 'urgent' && (
          <Tag color="red" style={{ marginInlineEnd: 0 }}>
            {t('pages.order.urgent')}
          </Tag>
        )}
        <ClockTag dueAt={row.dueAt} />
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {moment(row.placedAt)}
        </Typography.Text>
      </span>
    </button>
  );
}
