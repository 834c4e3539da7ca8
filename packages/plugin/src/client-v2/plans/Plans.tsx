import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { planDesk, planDetail, plansOf, type PlanDesk } from '../api/plans';
import { problemOf } from '../api/request';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { OrderDrawer } from '../order/OrderDrawer';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useLeaving } from '../shared/useLeaving';
import { draftOf, emptyPlan, type PlanDraft } from './draft';
import { PlanCard } from './PlanCard';
import { PlanForm } from './PlanForm';

/** Orders are made while one looks on. */
const EVERY_SECONDS = 20;

/** 周期计划: services that a centre arranges in advance, and the orders that come of them. */
export function Plans() {
  const [asked, setAsked] = useState<string>();
  const desk = useLoad(`plans ${asked ?? ''}`, () => planDesk(asked));
  return (
    <div data-plans style={{ maxWidth: 960 }}>
      <Loading from={desk} rows={8}>
        {(found) => (
          <>
            <CountyChoice counties={found.counties} value={found.regionCode} onChange={setAsked} />
            <List key={found.regionCode} desk={found} />
          </>
        )}
      </Loading>
    </div>
  );
}

function List({ desk }: { desk: PlanDesk }) {
  const lines = useLoad(`plans of ${desk.regionCode}`, () => plansOf(desk.regionCode), EVERY_SECONDS);
  const [draft, setDraft] = useState<PlanDraft>();
  const [orderId, setOrderId] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const close = () => setDraft(undefined);
  useLeaving(close);
  const edit = (id: string) =>
    planDetail(id).then(
      (plan) => setDraft(draftOf(plan)),
      (error: unknown) => setTrouble(problemOf(error).message),
    );
  return (
    <Section
      title={t('pages.plans.all')}
      extra={
        <Button type="primary" onClick={() => setDraft(emptyPlan(desk.today, desk.fields))}>
          {t('pages.plans.make')}
        </Button>
      }
    >
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
      <Loading from={lines}>
        {(rows) => (
          <>
            {!rows.length && <Nothing text={t('pages.plans.none')} />}
            {rows.map((line) => (
              <PlanCard
                key={line.id}
                line={line}
                onChange={() => void edit(line.id)}
                onChanged={lines.reload}
                onOrder={setOrderId}
              />
            ))}
          </>
        )}
      </Loading>
      <Drawer
        open={Boolean(draft)}
        onClose={close}
        title={t(draft?.id ? 'pages.plans.editTitle' : 'pages.plans.make')}
        width="min(720px, 100vw)"
        destroyOnClose
      >
        {draft && (
          <PlanForm
            desk={desk}
            start={draft}
            onSaved={() => {
              close();
              lines.reload();
            }}
          />
        )}
      </Drawer>
      <OrderDrawer orderId={orderId} onClose={() => setOrderId(undefined)} onChanged={lines.reload} />
    </Section>
  );
}
