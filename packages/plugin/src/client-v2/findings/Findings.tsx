import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { findings, PAGE_SIZE, type FindingDesk } from '../api/findings';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { OrderDrawer } from '../order/OrderDrawer';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { FindingCard } from './FindingCard';

const LISTS = ['open', 'appeals', 'settled'] as const;
const EVERY_SECONDS = 60;

/** 工时核查: what rules have seen about hours, with the evidence, for the county's administrator to decide on. */
export function Findings() {
  const [county, setCounty] = useState<string>();
  const [list, setList] = useState<FindingDesk['list']>('open');
  const [page, setPage] = useState(1);
  const [orderId, setOrderId] = useState<string>();
  const desk = useLoad(`findings ${county ?? ''} ${list} ${page}`, () => findings(list, page, county), EVERY_SECONDS);
  const show = (chosen: FindingDesk['list']) => {
    setList(chosen);
    setPage(1);
  };
  return (
    <div data-findings={list} style={{ maxWidth: 960 }}>
      <Loading from={desk} rows={8}>
        {(found) => (
          <>
            <CountyChoice
              counties={found.counties}
              value={found.regionCode}
              onChange={(code) => {
                setCounty(code);
                setPage(1);
              }}
            />
            <div style={{ marginBottom: 16 }}>
              <Segmented
                value={list}
                options={LISTS.map((name) => ({
                  value: name,
                  label: t(`pages.findings.list.${name}`, { count: found.counts[name] }),
                }))}
                onChange={show}
              />
            </div>
            {!found.rows.length && <Nothing text={t(`pages.findings.none.${list}`)} />}
            {found.rows.map((row) => (
              <FindingCard key={row.id} finding={row} onOpen={setOrderId} onDecided={desk.reload} />
            ))}
            <Pages page={page} count={found.counts[list]} onChange={setPage} />
          </>
        )}
      </Loading>
      <OrderDrawer orderId={orderId} onClose={() => setOrderId(undefined)} />
    </div>
  );
}

function Pages({ page, count, onChange }: { page: number; count: number; onChange: (page: number) => void }) {
  const last = Math.ceil(count / PAGE_SIZE);
  if (last < 2) return null;
  return (
    <div style={{ display: 'flex', gap: 8, justifyContent: 'center', alignItems: 'center' }}>
      <Button disabled={page <= 1} onClick={() => onChange(page - 1)}>
        {t('pages.findings.newer')}
      </Button>
      <span>{t('pages.findings.page', { page, last })}</span>
      <Button disabled={page >= last} onClick={() => onChange(page + 1)}>
        {t('pages.findings.older')}
      </Button>
    </div>
  );
}
