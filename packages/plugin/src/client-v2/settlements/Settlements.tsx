import { Alert, Button, Pagination, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { makeSettlements, PAGE_SIZE, settlementDesk, type SettlementDesk } from '../api/settlements';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useOnePress } from '../shared/useOnePress';
import { SettlementCard } from './SettlementCard';

const EVERY_SECONDS = 60;

/** 商户结算: who waits for a list, the lists, and what was paid. */
export function Settlements() {
  const [county, setCounty] = useState<string>();
  const [page, setPage] = useState(1);
  const desk = useLoad(`settlements ${county ?? ''} ${page}`, () => settlementDesk(page, county), EVERY_SECONDS);
  return (
    <div data-settlements style={{ maxWidth: 960 }}>
      <Loading from={desk} rows={6}>
        {(found) => (
          <>
            <CountyChoice
              counties={found.counties}
              value={found.regionCode}
              onChange={(code) => (setCounty(code), setPage(1))}
            />
            <Waiting desk={found} onMade={desk.reload} />
            <Section title={t('pages.settlements.lists')}>
              {!found.rows.length && <Nothing text={t('pages.settlements.none')} />}
              {found.rows.map((line) => (
                <SettlementCard key={line.id} line={line} maySet={found.maySet} onPaid={desk.reload} />
              ))}
              <Pagination
                current={found.page}
                total={found.count}
                pageSize={PAGE_SIZE}
                hideOnSinglePage
                showSizeChanger={false}
                onChange={setPage}
              />
            </Section>
          </>
        )}
      </Loading>
    </div>
  );
}

/** What stands on no list up to the last month's end, and the button that makes the lists. */
function Waiting({ desk, onMade }: { desk: SettlementDesk; onMade: () => void }) {
  const [trouble, setTrouble] = useState<string>();
  const { month, waiting, maySet, regionCode } = desk;
  const make = useOnePress(async () => {
    setTrouble(undefined);
    await makeSettlements(regionCode, month).catch((error: unknown) => setTrouble(problemOf(error).message));
    onMade();
  });
  const ready = waiting.some(({ priced }) => priced);
  return (
    <Section
      title={t('pages.settlements.month', { month })}
      extra={
        maySet &&
        ready && (
          <Popconfirm
            title={t('pages.settlements.makeAsk', { month })}
            okText={t('pages.settlements.make')}
            cancelText={t('pages.common.cancel')}
            onConfirm={make}
          >
            <Button type="primary">{t('pages.settlements.make')}</Button>
          </Popconfirm>
        )
      }
    >
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
      {!waiting.length && <Typography.Text type="secondary">{t('pages.settlements.nobodyWaits')}</Typography.Text>}
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {waiting.map(({ outletId, outletName, count, priced }) => (
          <li key={outletId}>
            {t('pages.settlements.waits', { outlet: outletName, count })}
            {!priced && ' '}
            {!priced && <Typography.Text type="warning">{t('pages.settlements.unpriced')}</Typography.Text>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
