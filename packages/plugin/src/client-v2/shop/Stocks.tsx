import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import { stocks, type StockLine } from '../api/shop';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Card } from '../shared/Card';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useLeaving } from '../shared/useLeaving';
import { useToast } from '../shared/useToast';
import { StockDialog } from './StockDialog';
import { StockLog } from './StockLog';

const EVERY_SECONDS = 30;

/** 库存: how many of what are where, those that run low first; putting in, and counting. */
export function Stocks() {
  const found = useLoad('stocks', stocks, EVERY_SECONDS);
  const [open, setOpen] = useState<Partial<StockLine>>();
  const [logged, setLogged] = useState<StockLine>();
  const toast = useToast();
  const close = () => setOpen(undefined);
  useLeaving(close);
  return (
    <div data-stocks style={{ maxWidth: 960 }}>
      <Section
        title={t('pages.stocks.title')}
        extra={
          <Button type="primary" onClick={() => setOpen({})}>
            {t('pages.stocks.add')}
          </Button>
        }
      >
        <Loading from={found}>
          {(rows) => (
            <>
              {!rows.length && <Nothing text={t('pages.stocks.none')} />}
              {rows.map((row) => (
                <Line key={row.id} row={row} onOpen={() => setOpen(row)} onLog={() => setLogged(row)} />
              ))}
            </>
          )}
        </Loading>
      </Section>
      {logged && <StockLog of={logged} onClose={() => setLogged(undefined)} />}
      {open && (
        <StockDialog
          of={open}
          onClose={close}
          onDone={() => {
            close();
            toast(t('pages.stocks.done'));
            found.reload();
          }}
        />
      )}
    </div>
  );
}

function Line({ row, onOpen, onLog }: { row: StockLine; onOpen: () => void; onLog: () => void }) {
  return (
    <Card
      kind="stock"
      state={row.low ? 'low' : 'enough'}
      strong={row.low}
      title={row.rewardName}
      head={
        <>
          <Typography.Text type="secondary">{row.outletName}</Typography.Text>
          <Typography.Text strong>{t('pages.stocks.left', { count: row.quantity })}</Typography.Text>
          {row.low && <Tag color="red">{t('pages.stocks.low')}</Tag>}
          <Button size="small" onClick={onOpen}>
            {t('pages.stocks.adjust')}
          </Button>
          <Button size="small" onClick={onLog}>
            {t('pages.stocks.log.open')}
          </Button>
        </>
      }
    >
      {row.lowAt !== undefined && (
        <Typography.Text type="secondary">{t('pages.stocks.lowAt', { count: row.lowAt })}</Typography.Text>
      )}
    </Card>
  );
}
