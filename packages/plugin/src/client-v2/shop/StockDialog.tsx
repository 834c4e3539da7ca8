import { Alert, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { adjustStock, stockable, stocks, type Named, type StockLine } from '../api/shop';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { FigureInput } from '../shared/FigureInput';
import { figureOf, refuse } from '../shared/figures';
import { Loading } from '../shared/Loading';
import { Troubles } from '../shared/Troubles';
import { useSaving } from '../shared/useSaving';

interface Props {
  /** The stock that is moved; empty: one that is chosen here. */
  of: Partial<StockLine>;
  onClose: () => void;
  onDone: () => void;
}

const MAX = 1_000_000;
const NOTE_MAX = 200;
const BOUNDS = { add: { min: -MAX, max: MAX, notZero: true }, count: { min: 0, max: MAX } } as const;
const gap = { marginBottom: 12, width: '100%' } as const;

/** 入库、盘点、预警: so many more, or so many are there, and from how many on it runs low. A count that changes something is asked about once more. */
export function StockDialog({ of, onClose, onDone }: Props) {
  const choices = useLoad('stockable', stockable);
  const [rewardId, setRewardId] = useState(of.rewardId);
  const [outletId, setOutletId] = useState(of.outletId);
  const [how, setHow] = useState<'add' | 'count'>('add');
  const [figure, setFigure] = useState('');
  const [low, setLow] = useState(String(of.lowAt ?? ''));
  const [note, setNote] = useState('');
  const [change, setChange] = useState<Change>();
  // Whatever is typed after it was asked is asked about anew.
  const typing =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setChange(undefined);
    };
  const figureLabel = t(how === 'add' ? 'pages.stocks.moreFigure' : 'pages.stocks.countFigure');
  const lowLabel = t('pages.stocks.lowFigure');
  const ready = Boolean(rewardId && outletId && (figure.trim() || low !== String(of.lowAt ?? '')));
  const { busy, trouble, save } = useSaving(async () => {
    if (!rewardId || !outletId) return false;
    const value = figureOf(figureLabel, figure, BOUNDS[how]);
    const lowAt = figureOf(lowLabel, low, BOUNDS.count);
    if (how === 'count' && value !== null && !change) {
      const found = await changeBy(rewardId, outletId, value);
      if (found && !note.trim()) refuse(t('pages.stocks.needsNote'));
      setChange(found);
      if (found) return false;
    }
    await adjustStock({
      rewardId,
      outletId,
      ...(value === null ? {} : { [how]: value }),
      ...(lowAt === (of.lowAt ?? null) ? {} : { lowAt }),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    return true;
  }, onDone);
  const options = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Modal
      open
      title={
        of.id ? t('pages.stocks.adjustTitle', { reward: of.rewardName, outlet: of.outletName }) : t('pages.stocks.add')
      }
      okText={t(change ? 'pages.stocks.confirm' : 'pages.stocks.save')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !ready, danger: Boolean(change) }}
      confirmLoading={busy}
      onOk={save}
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
                  onChange={(value: string) => typing(setRewardId)(value)}
                  style={gap}
                />
                <Select
                  aria-label={t('pages.stocks.outlet')}
                  placeholder={t('pages.stocks.outlet')}
                  value={outletId}
                  options={options(outlets)}
                  onChange={(value: string) => typing(setOutletId)(value)}
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
          onChange={({ target }) => typing(setHow)(target.value as typeof how)}
          style={gap}
        />
        <FigureInput label={figureLabel} text={figure} bounds={BOUNDS[how]} onText={typing(setFigure)} style={gap} />
        <Input
          aria-label={t(how === 'add' ? 'pages.stocks.note' : 'pages.stocks.countNote')}
          placeholder={t(how === 'add' ? 'pages.stocks.note' : 'pages.stocks.countNote')}
          maxLength={NOTE_MAX}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          style={gap}
        />
        <FigureInput label={lowLabel} text={low} bounds={BOUNDS.count} onText={setLow} style={gap} />
        {change && <Alert type="warning" showIcon message={t('pages.stocks.confirmCount', { ...change })} />}
        <Troubles of={trouble} />
      </div>
    </Modal>
  );
}

interface Change {
  before: number;
  after: number;
}

/** What a count would change, by what is there now; nothing where it finds what is on record, or is the first. */
async function changeBy(rewardId: string, outletId: string, after: number): Promise<Change | undefined> {
  const line = (await stocks()).find((one) => one.rewardId === rewardId && one.outletId === outletId);
  return line && line.quantity !== after ? { before: line.quantity, after } : undefined;
}
