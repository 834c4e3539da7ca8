import { Drawer, Pagination } from 'antd';
import { useState } from 'react';
import { stockLog, type StockLine, type StockLogLine } from '../api/shop';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure, moment } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Sheet } from '../shared/Sheet';
import { useLeaving } from '../shared/useLeaving';

const PAGE_SIZE = 20;

/** 出入库流水: every change of a stock, the latest first. */
export function StockLog({ of, onClose }: { of: StockLine; onClose: () => void }) {
  const [page, setPage] = useState(1);
  const found = useLoad(`stock log ${of.id} ${page}`, () => stockLog(of.id, page, PAGE_SIZE));
  const title = t('pages.stocks.logTitle', { reward: of.rewardName, outlet: of.outletName });
  useLeaving(onClose);
  return (
    <Drawer open onClose={onClose} title={title} width="min(860px, 100vw)" destroyOnClose>
      <div data-stock-log>
        <Loading from={found} rows={6}>
          {({ rows, count }) => (
            <>
              <Sheet
                name={title}
                columns={[
                  { key: 'at', title: t('pages.stocks.log.at') },
                  { key: 'kind', title: t('pages.stocks.log.kind') },
                  { key: 'change', title: t('pages.stocks.log.change'), figure: true },
                  { key: 'left', title: t('pages.stocks.log.left'), figure: true },
                  { key: 'of', title: t('pages.stocks.log.of') },
                ]}
                rows={rows.map((line) => ({ key: String(line.seq), cells: cellsOf(line) }))}
              />
              {count > PAGE_SIZE && (
                <Pagination
                  current={page}
                  pageSize={PAGE_SIZE}
                  total={count}
                  showSizeChanger={false}
                  onChange={setPage}
                />
              )}
            </>
          )}
        </Loading>
      </div>
    </Drawer>
  );
}

const cellsOf = ({ at, kindName, change, left, redemptionNo, by, note }: StockLogLine) => ({
  at: moment(at),
  kind: kindName,
  change: `${change > 0 ? '+' : ''}${figure(change)}`,
  left: figure(left),
  of: [redemptionNo, by, note].filter(Boolean).join(' · '),
});
