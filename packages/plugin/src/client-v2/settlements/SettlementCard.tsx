import { Alert, Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { saveSettlement, type SettlementLine } from '../api/settlements';
import { t } from '../app';
import { Card } from '../shared/Card';
import { figure, moment } from '../shared/format';
import { useSmall } from '../shared/useSmall';
import { PayDialog } from './PayDialog';
import { SheetDrawer } from './SheetDrawer';
import { yuanOf } from './yuan';

const COLORS = { made: 'gold', confirmed: 'blue', paid: 'green' } as const;

interface Props {
  line: SettlementLine;
  maySet: boolean;
  onPaid: () => void;
}

/** One merchant's month: what is owed, how it came about, and how far it is. */
export function SettlementCard({ line, maySet, onPaid }: Props) {
  const [open, setOpen] = useState(false);
  const [paying, setPaying] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const size = useSmall();
  const { state, outletName, month, unit } = line;
  const title = t('api.settlement.title', { outlet: outletName, month });
  const save = () => {
    setTrouble(undefined);
    saveSettlement(line.id, title).catch((error: unknown) => setTrouble(problemOf(error).message));
  };
  return (
    <Card
      kind="settlement"
      state={state}
      title={`${month} ${outletName}`}
      strong={state === 'confirmed'}
      head={
        <>
          <Tag color={COLORS[state]}>{t(`collections.sidanSettlements.state.${state}`)}</Tag>
          <Typography.Text strong>{yuanOf(line.fen)}</Typography.Text>
        </>
      }
    >
      <div style={{ margin: '8px 0' }}>
        {t('pages.settlements.sums', {
          collectedCount: line.collectedCount,
          collected: figure(line.collected),
          returnedCount: line.returnedCount,
          returned: figure(line.returned),
          price: yuanOf(line.fenPerHundred),
          unit,
        })}
      </div>
      <Typography.Text type="secondary">
        {[
          t('pages.settlements.madeBy', { by: line.madeBy, at: moment(line.madeAt) }),
          line.confirmedAt &&
            t('pages.settlements.confirmedBy', { by: line.confirmedBy ?? '', at: moment(line.confirmedAt) }),
          line.paidOn &&
            t('pages.settlements.paidBy', { on: line.paidOn, reference: line.reference ?? '', by: line.paidBy ?? '' }),
        ]
          .filter(Boolean)
          .join(t('pages.common.separator'))}
      </Typography.Text>
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginTop: 8 }} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'flex-end', marginTop: 8 }}>
        <Button size={size} onClick={() => setOpen(true)}>
          {t('pages.settlements.show')}
        </Button>
        <Button size={size} onClick={save}>
          {t('pages.bank.xlsx')}
        </Button>
        {maySet && state === 'confirmed' && (
          <Button size={size} type="primary" onClick={() => setPaying(true)}>
            {t('pages.settlements.pay')}
          </Button>
        )}
      </div>
      {open && <SheetDrawer id={line.id} title={title} onClose={() => setOpen(false)} />}
      {paying && <PayDialog line={line} onClose={() => setPaying(false)} onDone={() => (setPaying(false), onPaid())} />}
    </Card>
  );
}
