import { Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { paySettlement, type SettlementLine } from '../api/settlements';
import { t } from '../app';
import { dayOf } from '../shared/format';
import { Troubles } from '../shared/Troubles';
import { useLeaving } from '../shared/useLeaving';
import { useSaving } from '../shared/useSaving';
import { yuanOf } from './yuan';

interface Props {
  line: SettlementLine;
  onClose: () => void;
  onDone: () => void;
}

/** 登记付款: when, and by which transfer. */
export function PayDialog({ line, onClose, onDone }: Props) {
  const [paidOn, setPaidOn] = useState(dayOf());
  const [reference, setReference] = useState('');
  useLeaving(onClose);
  const { busy, trouble, save } = useSaving(
    () => paySettlement(line.id, { paidOn, reference: reference.trim() }),
    onDone,
  );
  return (
    <Modal
      open
      title={t('pages.settlements.pay')}
      okText={t('pages.settlements.pay')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !paidOn || !reference.trim() }}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
    >
      <Typography.Paragraph>
        {t('pages.settlements.payHint', { outlet: line.outletName, month: line.month, sum: yuanOf(line.fen) })}
      </Typography.Paragraph>
      <Input
        type="date"
        value={paidOn}
        aria-label={t('pages.settlements.paidOn')}
        style={{ marginBottom: 12 }}
        onChange={({ target }) => setPaidOn(target.value)}
      />
      <Input
        value={reference}
        maxLength={100}
        aria-label={t('pages.settlements.reference')}
        placeholder={t('pages.settlements.reference')}
        onChange={({ target }) => setReference(target.value)}
      />
      <Troubles of={trouble} />
    </Modal>
  );
}
