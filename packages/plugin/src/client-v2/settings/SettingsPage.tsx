import { Alert, Button, Descriptions, Popconfirm, Space, Tag, theme, Typography } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { restorePage, setupStatus, type SetupStatus } from '../api/setup';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { Section } from '../shared/Section';
import { useToast } from '../shared/useToast';

const PORTAL = '/sidan/';

/** The plugin's settings: whether it is well, its pages, and the way to the portal. */
export default function SettingsPage() {
  const status = useLoad('status', setupStatus);
  const { token } = theme.useToken();
  return (
    <div style={{ background: token.colorBgContainer, borderRadius: token.borderRadiusLG, padding: 24, maxWidth: 960 }}>
      <Loading from={status} rows={8}>
        {(answer) => (
          <>
            <Overview status={answer} />
            <Checks checks={answer.checks} />
            <Pages pages={answer.pages} onRestored={status.reload} />
          </>
        )}
      </Loading>
    </div>
  );
}

const Overview = ({ status }: { status: SetupStatus }) => (
  <Section title={t('pages.settings.overview')}>
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'version', label: t('pages.settings.version'), children: status.version },
        {
          key: 'portal',
          label: t('pages.settings.portal'),
          children: (
            <a href={PORTAL} target="_blank" rel="noreferrer">
              {new URL(PORTAL, window.location.href).href}
            </a>
          ),
        },
      ]}
    />
  </Section>
);

const Checks = ({ checks }: { checks: SetupStatus['checks'] }) => (
  <Section title={t('pages.settings.health')}>
    <Descriptions
      column={1}
      size="small"
      items={checks.map((check) => ({
        key: check.key,
        label: check.label,
        children: (
          <Space size={8} wrap>
            <Tag color={check.ok ? 'success' : 'error'}>{t(check.ok ? 'pages.settings.ok' : 'pages.settings.notOk')}</Tag>
            {check.detail}
          </Space>
        ),
      }))}
    />
  </Section>
);

const STATE_COLORS = { present: 'success', removed: 'default', absent: 'warning' } as const satisfies Record<SetupStatus['pages'][number]['state'], string>;

function Pages({ pages, onRestored }: { pages: SetupStatus['pages']; onRestored: () => void }) {
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const restore = async (key: string) => {
    setBusy(key);
    setProblem(undefined);
    try {
      await restorePage(key);
      toast(t('pages.settings.restored'));
      onRestored();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Section title={t('pages.settings.pages')}>
      <Typography.Paragraph type="secondary">{t('pages.settings.pagesHint')}</Typography.Paragraph>
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
      <Descriptions
        column={1}
        size="small"
        items={pages.map((page) => ({
          key: page.key,
          label: page.title,
          children: (
            <Space size={8} wrap>
              <Tag color={STATE_COLORS[page.state]}>{t(`pages.settings.page.${page.state}`)}</Tag>
              <Popconfirm title={t('pages.settings.restoreConfirm')} okText={t('pages.settings.restore')} cancelText={t('pages.common.cancel')} onConfirm={() => restore(page.key)}>
                <Button size="small" loading={busy === page.key} data-restore={page.key}>
                  {t('pages.settings.restore')}
                </Button>
              </Popconfirm>
            </Space>
          ),
        }))}
      />
    </Section>
  );
}
