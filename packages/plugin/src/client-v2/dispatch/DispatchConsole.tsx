import { Button, Drawer, Empty, Grid, Segmented, theme } from 'antd';
import { useEffect, useState } from 'react';
import type { OrderState } from '../../api/types';
import { orderStates, ordersIn, type OrderRow } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { OrderDrawer } from '../order/OrderDrawer';
import { Loading } from '../shared/Loading';
import { useLeaving } from '../shared/useLeaving';
import { Assign } from './Assign';
import { PileDrawer } from './PileDrawer';
import { Queue } from './Queue';

const PAGE = 50;

/** Of these the console has a word of its own to say where nothing waits. */
const EMPTY: OrderState[] = ['waiting', 'offered', 'review'];

/** 派单台: the orders that wait, and beside the chosen one the teams that suit it. On a phone the teams come over the list. */
export function DispatchConsole() {
  const [picked, setState] = useState<OrderState>();
  const states = useLoad('states', orderStates);
  const queues = states.data?.queues ?? [];
  const state = picked ?? queues[0] ?? 'waiting';
  const nameOf = (value: OrderState) => states.data?.rows.find((row) => row.state === value)?.stateName ?? value;
  const [size, setSize] = useState(PAGE);
  const [chosenId, setChosenId] = useState<string>();
  const [opened, setOpened] = useState<string>();
  const [piling, setPiling] = useState(false);
  const wide = Grid.useBreakpoint().lg ?? true;
  const { token } = theme.useToken();
  useLeaving(() => setChosenId(undefined));
  const queue = useLoad(`${state} ${size}`, () => ordersIn(state, size), 20);
  const rows = queue.data?.rows ?? [];
  const chosen = rows.find((row) => row.id === chosenId) ?? (wide ? rows[0] : undefined);

  // An order that left the queue must not stay chosen: on a phone its sheet would open again over the next one.
  useEffect(() => {
    if (queue.data && chosenId && !queue.data.rows.some((row) => row.id === chosenId)) setChosenId(undefined);
  }, [queue.data, chosenId]);

  const assign = (order: OrderRow) => (
    <Assign
      key={order.id}
      order={order}
      maxHeight={wide ? 'max(260px, calc(100vh - 430px))' : undefined}
      onOpen={() => setOpened(order.id)}
      onDone={() => (setChosenId(undefined), queue.reload())}
    />
  );
  return (
    <div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, justifyContent: 'space-between', marginBottom: 16 }}>
        <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
          <Segmented
            value={state}
            onChange={(next) => (setState(next), setChosenId(undefined), setSize(PAGE))}
            options={queues.map((value) => ({
              value,
              label: value === state && queue.data ? `${nameOf(value)} ${queue.data.count}` : nameOf(value),
            }))}
          />
        </div>
        <Button onClick={() => setPiling(true)}>{t('pages.dispatch.pile')}</Button>
      </div>
      <Loading from={queue} rows={8}>
        {({ rows: orders, count }) =>
          orders.length === 0 ? (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(`pages.dispatch.empty.${EMPTY.includes(state) ? state : 'other'}`)}
              style={{ padding: '48px 0' }}
            />
          ) : (
            <div
              style={{
                display: 'grid',
                gridTemplateColumns: wide ? 'minmax(300px, 2fr) 3fr' : '1fr',
                gap: 24,
                alignItems: 'start',
              }}
            >
              <Queue
                rows={orders}
                maxHeight={wide ? 'max(360px, calc(100vh - 240px))' : undefined}
                more={count > orders.length}
                chosenId={chosen?.id}
                onChoose={setChosenId}
                onMore={() => setSize(size + PAGE)}
              />
              {wide && chosen && (
                <div
                  style={{
                    borderInlineStart: `1px solid ${token.colorBorderSecondary}`,
                    paddingInlineStart: 24,
                    minWidth: 0,
                  }}
                >
                  {assign(chosen)}
                </div>
              )}
            </div>
          )
        }
      </Loading>
      {!wide && (
        <Drawer
          open={Boolean(chosen)}
          onClose={() => setChosenId(undefined)}
          placement="bottom"
          height="88vh"
          title={t('pages.dispatch.title')}
          destroyOnClose
        >
          {chosen && assign(chosen)}
        </Drawer>
      )}
      {piling && <PileDrawer onClose={() => setPiling(false)} onSent={queue.reload} />}
      <OrderDrawer orderId={opened} onClose={() => setOpened(undefined)} onChanged={queue.reload} />
    </div>
  );
}
