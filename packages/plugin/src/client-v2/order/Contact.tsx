import type { OrderDetail } from '../../api/types';
import { revealPhone } from '../api/orders';
import { t } from '../app';
import { Sealed } from '../shared/Sealed';

/** Whom to call. */
export const Contact = ({ order }: { order: OrderDetail }) => (
  <span>
    {order.contactName}{' '}
    {order.contactPhone && (
      <Sealed
        masked={order.contactPhone}
        label={t('pages.order.reveal')}
        reveal={async (reason) => (await revealPhone(order.id, reason)).value}
      >
        {(phone) => <a href={`tel:${phone}`}>{phone}</a>}
      </Sealed>
    )}
  </span>
);
