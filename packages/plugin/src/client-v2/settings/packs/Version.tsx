import { Alert, Tag, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { decidePack, previewPack, type PackVersion } from '../../api/packs';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { Decide } from './Decide';
import { Problems } from './Problems';
import { placeOf } from './regions';
import { Running } from './Running';
import { Simulation } from './Simulation';

/** One version: what it would change, what its cases say, what it would have given, and its activation. */
export function Version({ version, onDecided }: { version: PackVersion; onDecided: () => void }) {
  const preview = useLoad(version.id, () => previewPack(version.id));
  const { token } = theme.useToken();
  const start = useRef<HTMLDivElement>(null);
  // After an upload it opens in a list that may be long. Newer browsers answer with a promise, which is no way to end an effect.
  useEffect(() => {
    void start.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const isSure = version.signature === 'shipped' || version.signature === 'trusted';
  return (
    <div
      data-pack-version
      style={{
        padding: 16,
        marginBottom: 16,
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadius,
      }}
    >
      <div ref={start} style={{ scrollMarginTop: 160 }}>
        {version.description && <Typography.Paragraph type="secondary">{version.description}</Typography.Paragraph>}
        {!isSure && (
          <Alert
            type="warning"
            showIcon
            message={t('pages.packs.unsure', { signature: version.signatureName })}
            style={{ marginBottom: 12 }}
          />
        )}
      </div>
      <Loading from={preview} rows={4}>
        {({ changes, problems, warnings, running, cases, assets }) => (
          <>
            {problems.length > 0 && (
              <>
                <Alert type="error" showIcon message={t('pages.packs.unfit')} style={{ marginBottom: 12 }} />
                <Problems problems={problems} />
              </>
            )}
            <Typography.Title level={5}>{t('pages.packs.changes')}</Typography.Title>
            {changes.length === 0 && <Typography.Paragraph>{t('pages.packs.noChanges')}</Typography.Paragraph>}
            <ul style={{ paddingInlineStart: 20 }} data-pack-changes>
              {changes.map(({ words, reason }, index) => (
                <li key={index} style={{ overflowWrap: 'anywhere', marginBottom: 4 }}>
                  {words}
                  {reason && (
                    <Typography.Text type="secondary"> {t('pages.packs.because', { reason })}</Typography.Text>
                  )}
                </li>
              ))}
            </ul>
            <Running running={running} />
            <Typography.Paragraph>
              <Tag color={cases.passed ? 'success' : 'warning'}>
                {t(cases.passed ? 'pages.packs.casesPassed' : 'pages.packs.casesFailed', {
                  count: cases.count,
                  failed: cases.failed.length,
                })}
              </Tag>
              {cases.uncovered.length > 0 && t('pages.packs.uncovered', { rules: cases.uncovered.join(', ') })}
            </Typography.Paragraph>
            {cases.failed.map((failed) => (
              <Typography.Paragraph key={failed.name} type="secondary" style={{ overflowWrap: 'anywhere' }}>
                {t('pages.packs.caseFailed', { ...failed })}
              </Typography.Paragraph>
            ))}
            {warnings.length > 0 && (
              <>
                <Typography.Title level={5}>{t('pages.packs.warnings')}</Typography.Title>
                <Problems problems={warnings} />
              </>
            )}
            <Simulation version={version} assets={assets} />
            {version.mayChange && version.use !== 'inForce' && problems.length === 0 && (
              <div style={{ marginTop: 16 }}>
                <Decide
                  deed="activate"
                  pack={`${version.title} ${version.version}`}
                  effect={t('pages.packs.activate.effect', { region: placeOf(version) })}
                  onDecide={(decision, key) => decidePack('activate', { versionId: version.id, ...decision }, key)}
                  onDone={onDecided}
                />
              </div>
            )}
          </>
        )}
      </Loading>
    </div>
  );
}
