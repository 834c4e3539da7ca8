import { Alert, Button, Popconfirm, Tag, Typography } from 'antd';
import { useState } from 'react';
import { planDetail, switchPlan, type PlanLine } from '../api/plans';
import { problemOf } from '../api/request';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { Card } from '../shared/Card';
import { useSmall } from '../shared/useSmall';
import { Dates } from './Next';

interface Props {
  line: PlanLine;
  onChange: () => void;
  onChanged: () => void;
  onOrder: (id: string) => void;
}

/** One plan: when it comes round, what is next, what keeps it, and what became of its dates. */
export function PlanCard({ line, onChange, onChanged, onOrder }: Props) {
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const size = useSmall();
  const { id, title, state, lastOrder } = line;
  const turn = (what: 'pause' | 'resume') => {
    setTrouble(undefined);
    return switchPlan(id, what).then(onChanged, (error: unknown) => setTrouble(problemOf(error).message));
  };
  return (
    <Card
      kind="plan"
      state={state}
      title={title}
      head={
        <>
          <Tag color={state === 'active' ? 'green' : 'default'}>{t(`collections.sidanPlans.state.${state}`)}</Tag>
          <Typography.Text type="secondary">
            {[...new Set([line.itemName, line.siteName ?? line.townName, line.requesterName])]
              .filter(Boolean)
              .join(' · ')}
          </Typography.Text>
        </>
      }
    >
      <div style={{ margin: '8px 0' }}>{line.words}</div>
      {line.next && <div>{t('pages.plans.nextOne', { when: line.next })}</div>}
      {line.problem && <Alert type="warning" showIcon message={line.problem} style={{ marginTop: 8 }} />}
      {line.missed > 0 && (
        <Alert
          type="warning"
          showIcon
          message={t('pages.plans.missed', { count: line.missed })}
          style={{ marginTop: 8 }}
        />
      )}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginTop: 8 }}>
        {lastOrder && (
          <Button type="link" size={size} onClick={() => onOrder(lastOrder.id)}>
            {t('pages.plans.last', { orderNo: lastOrder.orderNo })}
          </Button>
        )}
        <span style={{ flex: 1 }} />
        <Button size={size} onClick={() => setOpen(!open)}>
          {t(open ? 'pages.plans.hide' : 'pages.plans.show')}
        </Button>
        <Button size={size} onClick={onChange}>
          {t('pages.plans.edit')}
        </Button>
        {state === 'active' ? (
          <Popconfirm
            title={t('pages.plans.pauseAsk')}
            okText={t('pages.plans.pause')}
            cancelText={t('pages.common.cancel')}
            onConfirm={() => turn('pause')}
          >
            <Button size={size}>{t('pages.plans.pause')}</Button>
          </Popconfirm>
        ) : (
          <Button size={size} onClick={() => void turn('resume')}>
            {t('pages.plans.resume')}
          </Button>
        )}
      </div>
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginTop: 8 }} />}
      {open && <Course id={id} onOrder={onOrder} />}
    </Card>
  );
}

/** What is ahead, and what became of the dates before. */
function Course({ id, onOrder }: { id: string; onOrder: (id: string) => void }) {
  const found = useLoad(`plan ${id}`, () => planDetail(id));
  return (
    <div style={{ marginTop: 12 }}>
      <Loading from={found}>
        {({ next10, days }) => (
          <>
            <Typography.Title level={5}>{t('pages.plans.next')}</Typography.Title>
            <Dates dates={next10} />
            <Typography.Title level={5} style={{ marginTop: 12 }}>
              {t('pages.plans.course')}
            </Typography.Title>
            {!days.length && <Typography.Text type="secondary">{t('pages.plans.noCourse')}</Typography.Text>}
            {days.map(({ date, words, orderId, orderNo }) => (
              <div key={date} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' }}>
                <span>{words}</span>
                {orderId && (
                  <Button type="link" size="small" onClick={() => onOrder(orderId)}>
                    {orderNo}
                  </Button>
                )}
              </div>
            ))}
          </>
        )}
      </Loading>
    </div>
  );
}
