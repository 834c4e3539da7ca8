import { Alert, Button, Typography } from 'antd';
import type { Candidates } from '../../api/types';
import { candidates, type OrderRow } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { moment } from '../shared/format';
import { Send } from './Send';
import { Summary } from './Summary';

interface Props {
  order: OrderRow;
  onOpen: () => void;
  onDone: () => void;
  /** See `TeamPicker`. */
  maxHeight?: string;
}

/** One order and its suitable teams. One whose lifecycle gives it to no team now is opened instead. */
export function Assign({ order, onOpen, onDone, maxHeight }: Props) {
  const found = useLoad(`${order.id} ${order.state}`, () => candidates(order.id));
  return (
    <div>
      <Summary order={order} onOpen={onOpen} />
      <Loading from={found} rows={6}>
        {(teams) => (
          <>
            {teams.plan && <Plan plan={teams.plan} />}
            {teams.event ? (
              <Send
                order={order}
                event={teams.event}
                candidates={teams}
                maxHeight={maxHeight}
                onDone={onDone}
                onStale={found.reload}
              />
            ) : (
              <Button type="primary" onClick={onOpen}>
                {t(order.state === 'review' ? 'pages.dispatch.toReview' : 'pages.dispatch.toHandle')}
              </Button>
            )}
          </>
        )}
      </Loading>
    </div>
  );
}

const Plan = ({ plan: { now, until } }: { plan: NonNullable<Candidates['plan']> }) => (
  <Alert
    type="info"
    role="status"
    showIcon
    style={{ marginBottom: 12 }}
    message={now}
    description={
      until && <Typography.Text type="secondary">{t('pages.dispatch.until', { time: moment(until) })}</Typography.Text>
    }
  />
);
