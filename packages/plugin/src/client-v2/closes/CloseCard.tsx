import { Alert, Button, Progress, Tag, Typography } from 'antd';
import type { CloseLine } from '../api/closes';
import { t } from '../app';
import { Card } from '../shared/Card';
import { duration, figure, moment } from '../shared/format';
import { useSmall } from '../shared/useSmall';

interface Props {
  close: CloseLine;
  onResume: () => void;
  onOpen: () => void;
}

const COLORS = { running: 'processing', done: 'green', failed: 'red' } as const;

/** One month: closed, with what came of it; running, with how far it is; or standing still, with the reason and the way on. */
export function CloseCard({ close, onResume, onOpen }: Props) {
  const size = useSmall();
  const { state, month, percent, stage, error, startedBy, startedAt, finishedAt } = close;
  return (
    <Card
      kind="close"
      state={state}
      title={month}
      strong={state !== 'done'}
      head={
        <>
          <Tag color={COLORS[state]}>{t(`collections.sidanCloses.state.${state}`)}</Tag>
          <Typography.Text type="secondary">
            {startedBy
              ? t('pages.closes.startedBy', { by: startedBy, at: moment(startedAt) })
              : t('pages.closes.startedItself', { at: moment(startedAt) })}
            {finishedAt && t('pages.closes.finished', { at: moment(finishedAt) })}
          </Typography.Text>
        </>
      }
    >
      {state !== 'done' && (
        <div style={{ margin: '8px 0' }}>
          <Progress
            percent={percent}
            status={state === 'running' ? 'active' : 'normal'}
            aria-label={t('pages.closes.progress', { month })}
          />
          <div>
            {t(`collections.sidanCloses.stage.${stage}`)}
            {t('pages.common.separator')}
            {t('pages.closes.done', {
              events: figure(close.events),
              all: figure(close.eventsTotal),
              statements: figure(close.statements),
              portions: figure(close.portions),
            })}
            {close.secondsLeft !== undefined &&
              t('pages.common.separator') +
                t('pages.closes.left', { time: duration(Math.max(Math.ceil(close.secondsLeft / 60), 1)) })}
          </div>
        </div>
      )}
      {error && (
        <Alert
          type="error"
          showIcon
          message={error.message}
          style={{ marginBottom: 8 }}
          action={
            <Button size={size} type="primary" onClick={onResume}>
              {t('pages.closes.resume')}
            </Button>
          }
        />
      )}
      {state === 'done' && (
        <div style={{ margin: '8px 0' }}>
          {t('pages.closes.came', {
            events: figure(close.events),
            people: figure(close.people),
            postings: figure(close.postings),
            expired: figure(close.expired),
            statements: figure(close.statements),
          })}
        </div>
      )}
      <Waiting close={close} />
      {state === 'done' && (
        <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button size={size} onClick={onOpen}>
            {t('pages.closes.open')}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** Whose hours wait on, and why; the first of them by name. */
function Waiting({ close: { refused, problems } }: { close: CloseLine }) {
  if (!refused) return null;
  return (
    <Alert
      type="warning"
      role="status"
      style={{ marginBottom: 8 }}
      message={t('pages.closes.refused', { count: refused })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {problems.map(({ personId, name, message }) => (
            <li key={personId}>{t('pages.closes.problem', { name, message })}</li>
          ))}
        </ul>
      }
    />
  );
}
