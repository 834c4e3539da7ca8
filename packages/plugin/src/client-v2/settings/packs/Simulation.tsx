import { Alert, Button, Input, Typography } from 'antd';
import { useState } from 'react';
import { simulatePack, type PackChanged, type PackSimulation, type PackVersion } from '../../api/packs';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { dayOf, moment } from '../../shared/format';

const DAY_MS = 86_400_000;

/** A version tried on what happened in a period: who would have gained, who would have lost. */
export function Simulation({ version }: { version: PackVersion }) {
  const [from, setFrom] = useState(() => dayOf(Date.now() - 30 * DAY_MS));
  const [to, setTo] = useState(() => dayOf());
  const [result, setResult] = useState<PackSimulation>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const run = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setResult(await simulatePack(version, from, to));
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div data-pack-simulation>
      <Typography.Title level={5}>{t('pages.packs.simulation')}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('pages.packs.simulationHint')}</Typography.Paragraph>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'end' }}>
        <label style={{ flex: '0 1 160px' }}>
          {t('pages.packs.first')}
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label style={{ flex: '0 1 160px' }}>
          {t('pages.packs.last')}
          <Input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
        <Button loading={busy} disabled={!from || !to} onClick={() => void run()}>
          {t('pages.packs.simulate')}
        </Button>
      </div>
      {problem && <Alert type="error" showIcon message={problem} style={{ marginTop: 12 }} />}
      {result && <Result result={result} />}
    </div>
  );
}

const Result = ({ result }: { result: PackSimulation }) => (
  <div style={{ marginTop: 12 }} data-pack-result>
    <Typography.Paragraph>{t('pages.packs.summed', { ...result })}</Typography.Paragraph>
    {result.cut && <Alert type="warning" showIcon message={t('pages.packs.cut', { count: result.events })} />}
    {result.totals.map((total) => (
      <Typography.Paragraph key={total.asset}>{t('pages.packs.total', { ...total })}</Typography.Paragraph>
    ))}
    {result.mostChanged.map((changed) => (
      <Changed key={`${changed.personId} ${changed.asset}`} changed={changed} />
    ))}
  </div>
);

const Changed = ({ changed }: { changed: PackChanged }) => (
  <details style={{ marginBottom: 8 }}>
    <summary style={{ cursor: 'pointer' }}>{t('pages.packs.changed', { ...changed })}</summary>
    {changed.events.map((event, index) => (
      <div key={index} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', padding: '4px 0 4px 16px' }}>
        <Typography.Text type="secondary">{moment(event.at)}</Typography.Text>
        {(['before', 'after'] as const).map((side) => (
          <div key={side} style={{ flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography.Text type="secondary">{t(`pages.packs.${side}`)}</Typography.Text>{' '}
            {event[side].join(' ') || t('pages.packs.nothing')}
          </div>
        ))}
      </div>
    ))}
  </details>
);
