import { Button, Select, Tag, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { lifecycleVersions, type LifecycleVersions } from '../../api/lifecycles';
import type { PackList } from '../../api/packs';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { dayOf } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Nothing } from '../../shared/Nothing';
import { useSmall } from '../../shared/useSmall';
import { Migration } from './Migration';

/** 办理流程: by which versions the orders of a county run, and moving those of an older one into the one in force. */
export function Lifecycles({ counties, revision }: { counties: PackList['counties']; revision: number }) {
  const [chosen, choose] = useState<string>();
  const regionCode = chosen ?? counties[0]?.regionCode;
  if (!regionCode) return <Nothing text={t('pages.lifecycles.noCounty')} />;
  return (
    <>
      <Typography.Paragraph type="secondary">{t('pages.lifecycles.hint')}</Typography.Paragraph>
      {counties.length > 1 && (
        <Select
          aria-label={t('pages.lifecycles.county')}
          value={regionCode}
          options={counties.map((row) => ({ value: row.regionCode, label: row.name }))}
          showSearch
          optionFilterProp="label"
          onChange={choose as (code: never) => void}
          style={{ minWidth: 200, marginBottom: 12 }}
        />
      )}
      <County key={`${regionCode} ${revision}`} regionCode={regionCode} />
    </>
  );
}

function County({ regionCode }: { regionCode: string }) {
  const found = useLoad(regionCode, () => lifecycleVersions(regionCode));
  const [moving, setMoving] = useState<string>();
  const size = useSmall();
  return (
    <Loading from={found} rows={4}>
      {(answer) => (
        <>
          {!answer.versions.some(({ isCurrent }) => isCurrent) && (
            <Typography.Paragraph>{t('pages.lifecycles.unused')}</Typography.Paragraph>
          )}
          {answer.versions.map((version) => (
            <div key={version.version} data-lifecycle={version.version} style={{ padding: '8px 0' }}>
              <Line version={version} />
              {version.movable > 0 && moving !== version.version && (
                <Button size={size} onClick={() => setMoving(version.version)}>
                  {t('pages.lifecycles.migrate')}
                </Button>
              )}
              {moving === version.version && (
                <Migration
                  regionCode={regionCode}
                  version={version}
                  states={answer.states}
                  onDone={() => {
                    setMoving(undefined);
                    found.reload();
                  }}
                  onCancel={() => setMoving(undefined)}
                />
              )}
            </div>
          ))}
        </>
      )}
    </Loading>
  );
}

/** People tell versions apart by number and day; the code, by which others may ask for one, is there for who wants it. */
const Line = ({ version }: { version: LifecycleVersions['versions'][number] }) => (
  <div style={{ overflowWrap: 'anywhere', marginBottom: 4 }}>
    <Tooltip title={version.version} trigger={['hover', 'focus']}>
      <span tabIndex={0}>
        {t('pages.lifecycles.version', { number: version.number, day: dayOf(Date.parse(version.since)) })}
      </span>
    </Tooltip>{' '}
    {version.isCurrent && <Tag color="success">{t('pages.lifecycles.current')}</Tag>}
    <br />
    <Typography.Text type="secondary">
      {[
        t('pages.lifecycles.running', { count: version.count }),
        ...version.states.map(({ stateName, count }) => `${stateName} ${count}`),
      ].join(' · ')}
    </Typography.Text>
  </div>
);
