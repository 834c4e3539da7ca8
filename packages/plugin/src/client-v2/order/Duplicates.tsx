import { Alert, Button, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { Duplicate, MergedOrder, OrderDetail } from '../../api/types';
import { sendEvent } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { t } from '../app';
import { KnownOrders } from '../intake/KnownOrders';
import { Section } from '../shared/Section';
import { useOnePress } from '../shared/useOnePress';
import { useSmall } from '../shared/useSmall';
import { useToast } from '../shared/useToast';

interface Props {
  order: OrderDetail;
  onOpen: (id: string) => void;
  onChanged: () => void;
}

/** One order goes on, and the other one ends with it. */
interface Merging {
  from: Pick<Duplicate, 'id' | 'orderNo'>;
  into: Pick<Duplicate, 'id' | 'orderNo'>;
}

/** 疑似重复与并单：orders that are likely the same, to be merged by whoever decides so and says why; and what has been merged. */
export function Duplicates({ order, onOpen, onChanged }: Props) {
  const [merging, setMerging] = useState<Merging>();
  const size = useSmall();
  const { duplicates = [], mergedInto, mergedFrom = [], allowedEvents } = order;
  const mayMerge = allowedEvents.some(({ type }) => type === 'merge');
  return (
    <>
      {mergedInto && <Merged text={t('pages.order.mergedInto')} orders={[mergedInto]} onOpen={onOpen} />}
      {mergedFrom.length > 0 && <Merged text={t('pages.order.mergedFrom')} orders={mergedFrom} onOpen={onOpen} />}
      {duplicates.length > 0 && (
        <Section title={t('pages.order.duplicates', { count: duplicates.length })}>
          <KnownOrders
            orders={duplicates}
            onOpen={onOpen}
            extra={(known) => {
              const other = duplicates.find(({ id }) => id === known.id)!;
              return (
                <>
                  {mayMerge && (
                    <Button size={size} onClick={() => setMerging({ from: order, into: other })}>
                      {t('pages.order.mergeInto')}
                    </Button>
                  )}
                  {other.mayMerge && (
                    <Button size={size} onClick={() => setMerging({ from: other, into: order })}>
                      {t('pages.order.mergeHere')}
                    </Button>
                  )}
                </>
              );
            }}
          />
        </Section>
      )}
      {merging && (
        <Reason
          merging={merging}
          onClose={() => setMerging(undefined)}
          onDone={() => {
            setMerging(undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
}

const Merged = ({
  text,
  orders,
  onOpen,
}: {
  text: string;
  orders: readonly MergedOrder[];
  onOpen: (id: string) => void;
}) => (
  <Alert
    type="info"
    role="status"
    showIcon
    message={
      <>
        {text}
        {orders.map(({ id, orderNo, title }) => (
          <Button key={id} type="link" size="small" onClick={() => onOpen(id)}>
            {`${orderNo} ${title}`}
          </Button>
        ))}
      </>
    }
    style={{ marginBottom: 16 }}
  />
);

/** Nothing is merged without a reason. */
function Reason({ merging, onClose, onDone }: { merging: Merging; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const { from, into } = merging;
  const merge = useOnePress(async () => {
    setBusy(true);
    try {
      await sendEvent(from.id, 'merge', { orderId: into.id, reason: reason.trim() }, key);
      toast(t('pages.order.merged'));
      onDone();
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  });
  return (
    <Modal
      open
      title={t('pages.order.merge')}
      okText={t('pages.order.merge')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !reason.trim(), danger: true }}
      confirmLoading={busy}
      onOk={() => void merge()}
      onCancel={onClose}
    >
      <Typography.Paragraph>
        {t('pages.order.mergeAsk', { from: from.orderNo ?? '', into: into.orderNo ?? '' })}
      </Typography.Paragraph>
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={t('pages.order.mergeReason')}
        aria-label={t('pages.order.mergeReason')}
      />
      {problem && <Typography.Text type="danger">{problem}</Typography.Text>}
    </Modal>
  );
}
