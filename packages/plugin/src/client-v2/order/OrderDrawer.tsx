import { Drawer } from 'antd';
import { t } from '../app';
import { useLeaving } from '../shared/useLeaving';
import { OrderPage } from './OrderPage';

/** An order beside the list it was opened from. */
export const OrderDrawer = ({
  orderId,
  onClose,
  onChanged,
}: {
  orderId?: string;
  onClose: () => void;
  onChanged?: () => void;
}) => {
  useLeaving(onClose);
  return (
    <Drawer
      open={Boolean(orderId)}
      onClose={onClose}
      title={t('pages.order.title')}
      width="min(960px, 100vw)"
      destroyOnClose
    >
      {orderId && <OrderPage orderId={orderId} onChanged={onChanged} />}
    </Drawer>
  );
};
