import { Button, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { OrderDetail } from '../../api/types';
import { revealPhone } from '../api/orders';
import { problemOf } from '../api/request';
import { t } from '../app';

const isMasked = (phone: string) => phone.includes('*');

/** Whom to call. A masked number is shown in full on demand, for a reason that is recorded. */
export function Contact({ order }: { order: OrderDetail }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [phone, setPhone] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const shown = phone ?? order.contactPhone;

  const reveal = async () => {
    try {
      setPhone((await revealPhone(order.id, reason.trim())).value);
      setAsking(false);
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  };

  return (
    <span>
      {order.contactName} {shown && (isMasked(shown) ? shown : <a href={`tel:${shown}`}>{shown}</a>)}
      {shown && isMasked(shown) && (
        <Button type="link" size="small" onClick={() => (setProblem(undefined), setAsking(true))}>
          {t('pages.order.reveal')}
        </Button>
      )}
      <Modal
        open={asking}
        title={t('pages.order.reveal')}
        okText={t('pages.order.reveal')}
        cancelText={t('pages.common.cancel')}
        okButtonProps={{ disabled: !reason.trim() }}
        onOk={reveal}
        onCancel={() => setAsking(false)}
      >
        <Input.TextArea rows={2} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} placeholder={t('pages.order.revealReason')} aria-label={t('pages.order.revealReason')} />
        {problem && <Typography.Text type="danger">{problem}</Typography.Text>}
      </Modal>
    </span>
  );
}
