import { Alert, Button, Popconfirm, theme, Typography } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { restorePage, setupStatus, type SetupStatus } from '../api/setup';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { Section } from '../shared/Section';
import { useToast } from '../shared/useToast';
import { WorkCalendar } from './calendar/WorkCalendar';
import { CountyForm } from './CountyForm';
import { Lines } from './Lines';
import { useRoom } from './useRoom';

const PORTAL = '/sidan/';

/** The plugin's settings: whether it is well, its pages, and the way to the portal. */
export default function SettingsPage() {
  const status = useLoad('status', setupStatus);
  const { token } = theme.useToken();
  const { page, isWide } = useRoom();
  return (
    <div
      ref={page}
      style={{
        background: token.colorBgContainer,
        borderRadius: token.borderRadiusLG,
        padding: isWide ? 24 : 12,
        maxWidth: 960,
      }}
    >
      <Loading from={status} rows={8}>
        {(answer) => (
          <>
            <Overview status={answer} />
            <Checks checks={answer.checks} />
            <CountyForm onSaved={status.reload} />
            <WorkCalendar onSaved={status.reload} />
            <Pages pages={answer.pages} onRestored={status.reload} />
          </>
        )}
      </Loading>
    </div>
  );
}

const Overview = ({ status }: { status: SetupStatus }) => (
  <Section title={t('pages.settings.overview')}>
    <Lines
      lines={[
        { key: 'version', label: t('pages.settings.version'), detail: status.version },
        {
          key: 'portal',
          label: t('pages.settings.portal'),
          detail: (
            <a href={PORTAL} target="_blank" rel="noreferrer">
              {new URL(PORTAL, window.location.href).href}
            </a>
          ),
        },
      ]}
    />
  </Section>
);

const LEVEL_COLORS = { ok: 'success', reminder: 'warning', fault: 'error' } as const satisfies Record<
  SetupStatus['level'],
  string
>;

const Checks = ({ checks }: { checks: SetupStatus['checks'] }) => (
  <Section title={t('pages.settings.health')}>
    <Lines
      lines={checks.map((check) => ({
        key: check.key,
        label: check.label,
        tag: {
          text: t(`pages.settings.level.${check.level}`),
          color: LEVEL_COLORS[check.level],
        },
        detail: check.detail,
      }))}
    />
  </Section>
);

const STATE_COLORS = { present: 'success', removed: 'default', absent: 'warning' } as const satisfies Record<
  SetupStatus['pages'][number]['state'],
  string
>;

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
      <Lines
        lines={pages.map((page) => ({
          key: page.key,
          label: page.title,
          tag: { text: t(`pages.settings.page.${page.state}`), color: STATE_COLORS[page.state] },
          detail: (
            <Popconfirm
              title={t('pages.settings.restoreConfirm')}
              okText={t('pages.settings.restore')}
              cancelText={t('pages.common.cancel')}
              onConfirm={() => restore(page.key)}
            >
              <Button size="small" loading={busy === page.key} data-restore={page.key}>
                {t('pages.settings.restore')}
              </Button>
            </Popconfirm>
          ),
        }))}
      />
    </Section>
  );
}
