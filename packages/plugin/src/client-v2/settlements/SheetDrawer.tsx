import { Drawer } from 'antd';
import { settlementSheet } from '../api/settlements';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure, moment } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Sheet } from '../shared/Sheet';
import { useLeaving } from '../shared/useLeaving';

const COLUMNS = ['redemptionNo', 'rewardName', 'quantity', 'kind', 'at', 'amount'] as const;

/** What stands on a list: each redemption as it was collected, and as it was brought back. */
export function SheetDrawer({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const sheet = useLoad(`settlement ${id}`, () => settlementSheet(id));
  useLeaving(onClose);
  return (
    <Drawer open onClose={onClose} title={title} width="min(860px, 100vw)" destroyOnClose>
      <Loading from={sheet} rows={6}>
        {({ rows }) => (
          <Sheet
            name={title}
            columns={COLUMNS.map((key) => ({
              key,
              title: t(`api.settlement.column.${key}`),
              figure: key === 'quantity' || key === 'amount',
            }))}
            rows={rows.map((row) => ({
              key: `${row.redemptionNo} ${row.kind}`,
              cells: {
                redemptionNo: row.redemptionNo,
                rewardName: row.rewardName,
                quantity: figure(row.quantity),
                kind: t(`api.settlement.kind.${row.kind}`),
                at: moment(row.at),
                amount: figure(row.amount),
              },
            }))}
          />
        )}
      </Loading>
    </Drawer>
  );
}
