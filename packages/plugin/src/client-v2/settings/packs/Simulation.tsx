import { Alert, Button, Input, Typography } from 'antd';
import { useState } from 'react';
import { simulatePack, type PackAsset, type PackChanged, type PackSimulation, type PackVersion } from '../../api/packs';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { dayOf, moment } from '../../shared/format';
import { amountProblem, budgetOf } from './budget';
import { BudgetFields } from './BudgetFields';

const DAY_MS = 86_400_000;

/** A version tried on what happened in a period: who would have gained, who would have lost. */
export function Simulation({ version, assets }: { version: PackVersion; assets: PackAsset[] }) {
  const [from, setFrom] = useState(() => dayOf(Date.now() - 30 * DAY_MS));
  const [to, setTo] = useState(() => dayOf());
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [result, setResult] = useState<PackSimulation>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const isBudget = assets.every((asset) => !amountProblem(typed[asset.asset] ?? '', asset));

  const run = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setResult(await simulatePack(version, from, to, budgetOf(typed)));
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
      </div>
      <BudgetFields assets={assets} typed={typed} onType={setTyped} />
      <Button loading={busy} disabled={!from || !to || !isBudget} onClick={() => void run()} style={{ marginTop: 12 }}>
        {t('pages.packs.simulate')}
      </Button>
      {problem && <Alert type="error" showIcon message={problem} style={{ marginTop: 12 }} />}
      {result && <Result result={result} assets={assets} />}
    </div>
  );
}

const Result = ({ result, assets }: { result: PackSimulation; assets: PackAsset[] }) => (
  <div style={{ marginTop: 12 }} data-pack-result>
    <Typography.Paragraph>{t('pages.packs.summed', { ...result })}</Typography.Paragraph>
    {result.totals.map((total) => (
      <Total key={total.asset} total={total} title={assets.find(({ asset }) => asset === total.asset)?.title} />
    ))}
    {result.mostChanged.map((changed) => (
      <Changed key={`${changed.personId} ${changed.asset}`} changed={changed} />
    ))}
  </div>
);

/** A sum, and where there is a budget what is left of it or too much. */
const Total = ({ total, title }: { total: PackSimulation['totals'][number]; title?: string }) => (
  <Typography.Paragraph data-pack-total={total.asset}>
    {t('pages.packs.total', { ...total, title: title ?? total.asset })}
    {total.budget && (
      <>
        <br />
        <Typography.Text type={total.budget.after.over > 0 ? 'danger' : undefined}>
          {total.budget.sentence}
        </Typography.Text>
      </>
    )}
  </Typography.Paragraph>
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
