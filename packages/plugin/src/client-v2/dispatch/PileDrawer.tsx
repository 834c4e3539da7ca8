import { Alert, Button, Drawer, Empty, Typography } from 'antd';
import { useState } from 'react';
import type { Pile, PileSent } from '../../api/types';
import { pile, sendPile } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { useLeaving } from '../shared/useLeaving';
import { useOnePress } from '../shared/useOnePress';
import { PileRow, type Choice } from './PileRow';

interface Props {
  onClose: () => void;
  /** Something was sent. */
  onSent: () => void;
}

/** 批量派单：the orders that wait and to whom they would go, to be looked through, changed and confirmed. */
export function PileDrawer({ onClose, onSent }: Props) {
  const [time, setTime] = useState(0);
  useLeaving(onClose);
  const found = useLoad(`pile ${time}`, pile);
  return (
    <Drawer open onClose={onClose} width="min(980px, 100vw)" title={t('pages.dispatch.pile')} destroyOnClose>
      <Loading from={found} rows={10}>
        {(preview) => <Preview key={time} preview={preview} onSent={onSent} onAnew={() => setTime(time + 1)} />}
      </Loading>
    </Drawer>
  );
}

/** What is given to begin with: what the preview says. */
const begin = ({ rows }: Pile): Record<string, Choice> =>
  Object.fromEntries(
    rows.map(({ orderId, teams }) => [
      orderId,
      { on: teams.length > 0, teamIds: teams.map(({ teamId }) => teamId), reason: '' },
    ]),
  );

function Preview({ preview, onSent, onAnew }: { preview: Pile; onSent: () => void; onAnew: () => void }) {
  const [choices, setChoices] = useState(() => begin(preview));
  const [key, setKey] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sent, setSent] = useState<PileSent>();
  const { rows, given, oneByOne, more } = preview;
  const chosen = rows.filter(({ orderId }) => choices[orderId]!.on && choices[orderId]!.teamIds.length > 0);
  const unexplained = chosen.filter(
    (row) => isOther(row, choices[row.orderId]!) && !choices[row.orderId]!.reason.trim(),
  );

  const confirm = useOnePress(async () => {
    setSending(true);
    setProblem(undefined);
    try {
      const answer = await sendPile(
        chosen.map(({ orderId, version }) => {
          const { teamIds, reason } = choices[orderId]!;
          return { orderId, version, teamIds, ...(reason.trim() ? { reason: reason.trim() } : {}) };
        }),
        key,
      );
      setSent(answer);
      onSent();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setSending(false);
    }
  });

  if (rows.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pages.dispatch.pileEmpty')} />;
  const results = new Map(sent?.rows.map((row) => [row.orderId, row]));
  return (
    <>
      <Typography.Paragraph type="secondary" style={{ display: 'flex', flexWrap: 'wrap', gap: '0 12px' }}>
        <span>{t('pages.dispatch.pileSum', { count: rows.length, given, left: rows.length - given })}</span>
        {given > oneByOne && <span>{t('pages.dispatch.pileGain', { count: given - oneByOne })}</span>}
        {more > 0 && <span>{t('pages.dispatch.pileMore', { count: more })}</span>}
      </Typography.Paragraph>
      {sent && (
        <Alert
          type={sent.refused ? 'warning' : 'success'}
          role="status"
          showIcon
          style={{ marginBottom: 12 }}
          message={t('pages.dispatch.pileSent', { sent: sent.sent })}
          description={sent.refused ? t('pages.dispatch.pileRefused', { refused: sent.refused }) : undefined}
        />
      )}
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
      <div style={{ display: 'grid', gap: 8 }}>
        {rows.map((row) => (
          <PileRow
            key={row.orderId}
            row={row}
            choice={choices[row.orderId]!}
            isOther={isOther(row, choices[row.orderId]!)}
            result={results.get(row.orderId)}
            disabled={sending || Boolean(sent)}
            onChange={(choice) => (setChoices({ ...choices, [row.orderId]: choice }), setKey(newKey()))}
          />
        ))}
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 16, justifyContent: 'flex-end' }}>
        <Button onClick={onAnew}>{t('pages.dispatch.pileAnew')}</Button>
        {!sent && (
          <Button
            type="primary"
            loading={sending}
            disabled={chosen.length === 0 || unexplained.length > 0}
            onClick={() => void confirm()}
          >
            {t('pages.dispatch.pileSend', { count: chosen.length })}
          </Button>
        )}
      </div>
    </>
  );
}

/** Neither what the pile gives nor the best of the order's own ranking. */
function isOther({ teams, choices }: Pile['rows'][number], { teamIds }: Choice): boolean {
  const same = (ids: string[]) => ids.length === teamIds.length && ids.every((id) => teamIds.includes(id));
  const best = choices.slice(0, teamIds.length).map(({ teamId }) => teamId);
  return teamIds.length > 0 && !same(teams.map(({ teamId }) => teamId)) && !same(best);
}
