import { Input, Modal, Radio, Typography } from 'antd';
import { useRef, useState } from 'react';
import { correctHandedIn, type CampaignEntryLine } from '../api/campaigns';
import { newKey } from '../api/request';
import { t } from '../app';
import { Troubles } from '../shared/Troubles';
import { useLeaving } from '../shared/useLeaving';
import { useSaving } from '../shared/useSaving';
import { Labelled } from './Labelled';
import { Quantity, quantityOf } from './Quantity';

interface Props {
  line: CampaignEntryLine;
  onClose: () => void;
  onDone: () => void;
}

const REASON_MAX = 200;

/** 更正: another quantity, or void; and why. */
export function CorrectDialog({ line, onClose, onDone }: Props) {
  const [how, setHow] = useState<'quantity' | 'void'>('quantity');
  const [typed, setTyped] = useState(String(line.quantity));
  const quantity = quantityOf(typed);
  const [reason, setReason] = useState('');
  const key = useRef(newKey());
  const { busy, trouble, save } = useSaving(
    () =>
      correctHandedIn(
        line.id,
        { reason: reason.trim(), ...(how === 'void' ? { void: true } : { quantity: quantity! }) },
        key.current,
      ),
    onDone,
  );
  const changed = () => (key.current = newKey());
  useLeaving(onClose);
  const ready = Boolean(reason.trim()) && (how === 'void' || (quantity !== null && quantity !== line.quantity));
  return (
    <Modal
      open
      title={t('pages.campaigns.correctTitle', { name: line.name })}
      okText={t('pages.campaigns.correct')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
    >
      <div data-campaign-correct>
        <Typography.Paragraph type="secondary">{t('pages.campaigns.correctHint')}</Typography.Paragraph>
        <Radio.Group
          value={how}
          onChange={({ target }) => (setHow(target.value as typeof how), changed())}
          options={[
            { value: 'quantity', label: t('pages.campaigns.correctQuantity') },
            { value: 'void', label: t('pages.campaigns.makeVoid') },
          ]}
          style={{ marginBottom: 12 }}
        />
        {how === 'quantity' && (
          <Quantity unit={line.unit} text={typed} onText={(text) => (setTyped(text), changed())} />
        )}
        <Labelled text={t('pages.campaigns.reason')}>
          <Input
            maxLength={REASON_MAX}
            value={reason}
            onChange={({ target }) => (setReason(target.value), changed())}
          />
        </Labelled>
        <Troubles of={trouble} />
      </div>
    </Modal>
  );
}
