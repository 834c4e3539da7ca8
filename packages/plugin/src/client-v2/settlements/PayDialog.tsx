import { Alert, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { paySettlement, type SettlementLine } from '../api/settlements';
import { t } from '../app';
import { dayOf } from '../shared/format';
import { useLeaving } from '../shared/useLeaving';
import { useOnePress } from '../shared/useOnePress';
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
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string[]>([]);
  useLeaving(onClose);
  const save = useOnePress(async () => {
    setBusy(true);
    try {
      await paySettlement(line.id, { paidOn, reference: reference.trim() });
      onDone();
    } catch (error) {
      const { message, reasons } = problemOf(error);
      setTrouble(reasons ?? [message]);
    }
    setBusy(false);
  });
  return (
    <Modal
      open
      title={t('pages.settlements.pay')}
      okText={t('pages.settlements.pay')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !paidOn || !reference.trim() }}
      confirmLoading={busy}
      onOk={() => void save()}
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
      {trouble.map((one) => (
        <Alert key={one} type="error" showIcon message={one} style={{ marginTop: 12 }} />
      ))}
    </Modal>
  );
}
