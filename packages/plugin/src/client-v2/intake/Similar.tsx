import { Modal, Typography } from 'antd';
import type { KnownOrder } from '../api/intake';
import { t } from '../app';
import { useLeaving } from '../shared/useLeaving';
import { KnownOrders } from './KnownOrders';

interface Props {
  orders: readonly KnownOrder[];
  busy: boolean;
  onOpen: (id: string) => void;
  /** It is another one. */
  onPlace: () => void;
  onClose: () => void;
}

/** 疑似重复：told before anything is placed; the clerk decides. */
export function Similar({ orders, busy, onOpen, onPlace, onClose }: Props) {
  useLeaving(onClose);
  return (
    <Modal
      open
      title={t('pages.intake.similar')}
      okText={t('pages.intake.another')}
      cancelText={t('pages.intake.back')}
      confirmLoading={busy}
      onOk={onPlace}
      onCancel={onClose}
      width={640}
    >
      <Typography.Paragraph type="secondary">{t('pages.intake.similarHint')}</Typography.Paragraph>
      <KnownOrders orders={orders} onOpen={onOpen} />
    </Modal>
  );
}
