import { Alert, Tag, Typography } from 'antd';
import { activatePack, previewPack, type PackVersion } from '../../api/packs';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { Section } from '../../shared/Section';
import { Decide } from './Decide';
import { Problems } from './Problems';
import { Simulation } from './Simulation';

/** One version: what it would change, what its cases say, what it would have given, and its activation. */
export function Version({ version, onDecided }: { version: PackVersion; onDecided: () => void }) {
  const preview = useLoad(version.id, () => previewPack(version.id));
  return (
    <Section title={`${version.title} ${version.version}`}>
      {version.description && <Typography.Paragraph type="secondary">{version.description}</Typography.Paragraph>}
      <Loading from={preview} rows={4}>
        {({ changes, problems, warnings, cases }) => (
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
            {warnings.length > 0 && <Problems problems={warnings} />}
          </>
        )}
      </Loading>
      <Simulation versionId={version.id} />
      {version.mayChange && (
        <Decide name="activate" onDecide={(decision) => activatePack(version.id, decision)} onDone={onDecided} />
      )}
    </Section>
  );
}
