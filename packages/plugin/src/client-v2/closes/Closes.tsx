import { Alert, Button, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { closeOverview, startClose, type CloseOverview } from '../api/closes';
import { problemOf } from '../api/request';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useOnePress } from '../shared/useOnePress';
import { CloseCard } from './CloseCard';
import { MonthDrawer } from './MonthDrawer';
import { Recompute } from './Recompute';
import { StartDialog } from './StartDialog';

/** A close that runs moves while one looks on; else little happens. */
const RUNNING_SECONDS = 2;
const IDLE_SECONDS = 60;

/** 月结: the months of a county, the one that can be closed, how far a close is, and everything worked out again. */
export function Closes() {
  const [county, setCounty] = useState<string>();
  const [running, setRunning] = useState(false);
  const [month, setMonth] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const desk = useLoad(`closes ${county ?? ''}`, () => closeOverview(county), running ? RUNNING_SECONDS : IDLE_SECONDS);
  const moving = desk.data?.closes.some(({ state }) => state === 'running') ?? false;
  useEffect(() => setRunning(moving), [moving]);
  const goOn = useOnePress(async (regionCode: string, of: string) => {
    setTrouble(undefined);
    await startClose(regionCode, of).catch((error: unknown) => setTrouble(problemOf(error).message));
    desk.reload();
  });
  return (
    <div data-closes style={{ maxWidth: 960 }}>
      <Loading from={desk} rows={8}>
        {(found) => (
          <>
            <CountyChoice counties={found.counties} value={found.regionCode} onChange={setCounty} />
            <Next desk={found} onStarted={desk.reload} />
            {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
            <Section title={t('pages.closes.months')}>
              {!found.closes.length && <Nothing text={t('pages.closes.none')} />}
              {found.closes.map((close) => (
                <CloseCard
                  key={close.month}
                  close={close}
                  onResume={() => void goOn(found.regionCode, close.month)}
                  onOpen={() => setMonth(close.month)}
                />
              ))}
            </Section>
            <Recompute key={found.regionCode} regionCode={found.regionCode} />
            {month && <MonthDrawer regionCode={found.regionCode} month={month} onClose={() => setMonth(undefined)} />}
          </>
        )}
      </Loading>
    </div>
  );
}

/** The month that comes next: what waits for it, and the button that starts it, after a look at what it will do. */
function Next({ desk, onStarted }: { desk: CloseOverview; onStarted: () => void }) {
  const [open, setOpen] = useState(false);
  const { next, waiting, closes, regionCode } = desk;
  if (closes.some(({ state }) => state !== 'done')) return null;
  if (!next) return <Typography.Paragraph type="secondary">{t('pages.closes.nothingDue')}</Typography.Paragraph>;
  return (
    <Section
      title={t('pages.closes.next', { month: next })}
      extra={
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('pages.closes.start')}
        </Button>
      }
    >
      <Typography.Paragraph type="secondary">{t('pages.closes.waiting', { count: waiting })}</Typography.Paragraph>
      {open && (
        <StartDialog
          regionCode={regionCode}
          month={next}
          onClose={() => setOpen(false)}
          onStarted={() => (setOpen(false), onStarted())}
        />
      )}
    </Section>
  );
}
