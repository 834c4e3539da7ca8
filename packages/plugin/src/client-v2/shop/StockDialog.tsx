import { Alert, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { adjustStock, stockable, type Named, type StockLine } from '../api/shop';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';

interface Props {
  /** The stock that is moved; empty: one that is chosen here. */
  of: Partial<StockLine>;
  onClose: () => void;
  onDone: () => void;
}

const MAX = 1_000_000;
const NOTE_MAX = 200;
const gap = { marginBottom: 12, width: '100%' } as const;

/** 入库、盘点、预警: so many more, or so many are there, and from how many on it runs low. */
export function StockDialog({ of, onClose, onDone }: Props) {
  const choices = useLoad('stockable', stockable);
  const [rewardId, setRewardId] = useState(of.rewardId);
  const [outletId, setOutletId] = useState(of.outletId);
  const [how, setHow] = useState<'add' | 'count'>('add');
  const [figure, setFigure] = useState<number | null>(null);
  const [lowAt, setLowAt] = useState<number | null>(of.lowAt ?? null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const lowChanged = lowAt !== (of.lowAt ?? null);
  const ready = Boolean(rewardId && outletId && (figure !== null || lowChanged));
  const send = async () => {
    if (!rewardId || !outletId) return;
    setBusy(true);
    try {
      await adjustStock({
        rewardId,
        outletId,
        ...(figure === null ? {} : { [how]: figure }),
        ...(lowChanged ? { lowAt } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      });
      onDone();
    } catch (error) {
      setTrouble(problemOf(error).message);
    }
    setBusy(false);
  };
  const options = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Modal
      open
      title={
        of.id ? t('pages.stocks.adjustTitle', { reward: of.rewardName, outlet: of.outletName }) : t('pages.stocks.add')
      }
      okText={t('pages.stocks.save')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div data-stock-dialog>
        {!of.id && (
          <Loading from={choices} rows={2}>
            {({ rewards, outlets }) => (
              <>
                <Select
                  aria-label={t('pages.stocks.reward')}
                  placeholder={t('pages.stocks.reward')}
                  value={rewardId}
                  options={options(rewards)}
                  onChange={(value: string) => setRewardId(value)}
                  style={gap}
                />
                <Select
                  aria-label={t('pages.stocks.outlet')}
                  placeholder={t('pages.stocks.outlet')}
                  value={outletId}
                  options={options(outlets)}
                  onChange={(value: string) => setOutletId(value)}
                  style={gap}
                />
              </>
            )}
          </Loading>
        )}
        <Radio.Group
          aria-label={t('pages.stocks.how')}
          value={how}
          optionType="button"
          options={[
            { value: 'add', label: t('pages.stocks.more') },
            { value: 'count', label: t('pages.stocks.count') },
          ]}
          onChange={({ target }) => setHow(target.value as typeof how)}
          style={gap}
        />
        <InputNumber
          aria-label={t(how === 'add' ? 'pages.stocks.moreFigure' : 'pages.stocks.countFigure')}
          placeholder={t(how === 'add' ? 'pages.stocks.moreFigure' : 'pages.stocks.countFigure')}
          min={how === 'add' ? -MAX : 0}
          max={MAX}
          precision={0}
          value={figure ?? undefined}
          onChange={setFigure}
          style={gap}
        />
        <Input
          aria-label={t('pages.stocks.note')}
          placeholder={t('pages.stocks.note')}
          maxLength={NOTE_MAX}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          style={gap}
        />
        <InputNumber
          aria-label={t('pages.stocks.lowFigure')}
          placeholder={t('pages.stocks.lowFigure')}
          min={0}
          max={MAX}
          precision={0}
          value={lowAt ?? undefined}
          onChange={setLowAt}
          style={gap}
        />
        {trouble && <Alert type="error" showIcon message={trouble} />}
      </div>
    </Modal>
  );
}
