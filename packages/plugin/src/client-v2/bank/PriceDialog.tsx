import { Modal, Typography } from 'antd';
import { useState } from 'react';
import { setPrice, type BankOutlook } from '../api/bank';
import { t } from '../app';
import { FigureInput } from '../shared/FigureInput';
import { figureOf } from '../shared/figures';
import { Troubles } from '../shared/Troubles';
import { useLeaving } from '../shared/useLeaving';
import { useSaving } from '../shared/useSaving';

interface Props {
  regionCode: string;
  asset: BankOutlook['assets'][number];
  onClose: () => void;
  onDone: () => void;
}

const YUAN = { min: 0.01, max: 100_000, decimals: 2 };

/** 折算价: what the county reckons a hundred to cost; left empty, what merchants are paid. */
export function PriceDialog({ regionCode, asset, onClose, onDone }: Props) {
  const own = asset.from === 'county' ? asset.fenPerHundred : undefined;
  const [price, setOwn] = useState(own === undefined ? '' : String(own / 100));
  const label = t('pages.bank.priceLabel', { unit: asset.unit });
  useLeaving(onClose);
  const { busy, trouble, save } = useSaving(() => {
    const yuan = figureOf(label, price, YUAN);
    // 0.29 * 100 is not quite 29: what is left of that is rounded away, and nothing that was typed.
    const fenPerHundred = yuan === null ? null : Math.round(yuan * 100);
    return setPrice({ regionCode, asset: asset.asset, fenPerHundred });
  }, onDone);
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
      <FigureInput label={label} text={price} bounds={YUAN} onText={setOwn} />
      <Troubles of={trouble} />
    </Modal>
  );
}
