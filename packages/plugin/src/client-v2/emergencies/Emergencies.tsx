import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { emergencies, type EmergencyOverview } from '../api/emergencies';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useLeaving } from '../shared/useLeaving';
import { EmergencyCard } from './EmergencyCard';
import { StartForm } from './StartForm';

/** It ends by itself while one looks on. */
const EVERY_SECONDS = 20;

/** 应急响应: what is in force, declaring one, and those before. */
export function Emergencies() {
  const [asked, setAsked] = useState<string>();
  const page = useLoad(`emergencies ${asked ?? ''}`, () => emergencies(asked), EVERY_SECONDS);
  return (
    <div data-emergencies style={{ maxWidth: 960 }}>
      <Loading from={page} rows={8}>
        {(found) => (
          <>
            <CountyChoice counties={found.counties} value={found.regionCode} onChange={setAsked} />
            <Overview key={found.regionCode} page={found} reload={page.reload} />
          </>
        )}
      </Loading>
    </div>
  );
}

function Overview({ page, reload }: { page: EmergencyOverview; reload: () => void }) {
  const [starting, setStarting] = useState(false);
  const close = () => setStarting(false);
  useLeaving(close);
  const { current, history } = page;
  return (
    <>
      <Section
        title={t('pages.emergencies.now')}
        extra={
          current ? undefined : (
            <Button type="primary" danger onClick={() => setStarting(true)}>
              {t('pages.emergencies.start')}
            </Button>
          )
        }
      >
        {current ? (
          <EmergencyCard line={current} page={page} onChanged={reload} />
        ) : (
          <Alert type="success" showIcon role="status" message={t('pages.emergencies.none')} />
        )}
      </Section>
      <Section title={t('pages.emergencies.before')}>
        {!history.length && <Nothing text={t('pages.emergencies.noneBefore')} />}
        {history.map((line) => (
          <EmergencyCard key={line.id} line={line} page={page} onChanged={reload} />
        ))}
      </Section>
      <Drawer
        open={starting}
        onClose={close}
        title={t('pages.emergencies.start')}
        width="min(640px, 100vw)"
        destroyOnClose
      >
        <StartForm
          page={page}
          onStarted={() => {
            close();
            reload();
          }}
        />
      </Drawer>
    </>
  );
}
