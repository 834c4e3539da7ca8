import { InputNumber, Modal, Typography } from 'antd';
import { useState } from 'react';
import { setPrice, type BankOutlook } from '../api/bank';
import { t } from '../app';
import { Troubles } from '../shared/Troubles';
import { useLeaving } from '../shared/useLeaving';
import { useSaving } from '../shared/useSaving';

interface Props {
  regionCode: string;
  asset: BankOutlook['assets'][number];
  onClose: () => void;
  onDone: () => void;
}

/** 折算价: what the county reckons a hundred to cost; left empty, what merchants are paid. */
export function PriceDialog({ regionCode, asset, onClose, onDone }: Props) {
  const own = asset.from === 'county' ? asset.fenPerHundred : undefined;
  const [price, setOwn] = useState<number | null>(own === undefined ? null : own / 100);
  useLeaving(onClose);
  const { busy, trouble, save } = useSaving(() => {
    const fenPerHundred = price === null ? null : Math.round(price * 100);
    return setPrice({ regionCode, asset: asset.asset, fenPerHundred });
  }, onDone);
  const label = t('pages.bank.priceLabel', { unit: asset.unit });
  return (
    <Modal
      open
      title={t('pages.bank.setPrice')}
      okText={t('pages.settings.save')}
      cancelText={t('pages.common.cancel')}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
    >
      <Typography.Paragraph type="secondary">{t('pages.bank.priceHint')}</Typography.Paragraph>
      <InputNumber
        min={0}
        max={100_000}
        precision={2}
        value={price ?? undefined}
        aria-label={label}
        placeholder={label}
        style={{ width: '100%' }}
        onChange={setOwn}
      />
      <Troubles of={trouble} />
    </Modal>
  );
}
