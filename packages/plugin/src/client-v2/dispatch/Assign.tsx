import { Alert, Button, Input, theme, Typography } from 'antd';
import { useState } from 'react';
import { sendEvent, type OrderRow } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { useNames } from '../api/useNames';
import { t } from '../app';
import { span, whereabouts } from '../shared/format';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';
import { TeamPicker } from './TeamPicker';

/** The host's assistant floats in the corner, over whatever stands there. */
const CORNER = 56;

interface Props {
  order: OrderRow;
  onOpen: () => void;
  onDone: () => void;
  /** See `TeamPicker`. */
  maxHeight?: string;
}

/** One order and its suitable teams: choose, add a word for them, dispatch. An order in review is opened instead. */
export function Assign({ order, onOpen, onDone, maxHeight }: Props) {
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [key, setKey] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const { token } = theme.useToken();

  // What is asked for changed, so it is another request: the old key would answer for the old one.
  const choose = (ids: string[]) => (setTeamIds(ids), setKey(newKey()), setProblem(undefined));

  const dispatch = useOnePress(async () => {
    setSending(true);
    setProblem(undefined);
    try {
      await sendEvent(order.id, 'dispatch', { teamIds, ...(note.trim() ? { note: note.trim() } : {}) }, key);
      toast(t('pages.dispatch.sent', { count: teamIds.length }));
      onDone();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setSending(false);
    }
  });

  return (
    <div>
      <Summary order={order} onOpen={onOpen} />
      {order.state === 'review' ? (
        <Button type="primary" onClick={onOpen}>
          {t('pages.dispatch.toReview')}
        </Button>
      ) : (
        <>
          <Typography.Title level={5} style={{ margin: '0 0 12px' }}>
            {t('pages.dispatch.teams')}
          </Typography.Title>
          <TeamPicker orderId={order.id} value={teamIds} onChange={choose} maxHeight={maxHeight} />
          <div
            style={{
              position: 'sticky',
              // Over the foot of the sheet, or the list would show below it.
              bottom: -24,
              marginBottom: -24,
              background: token.colorBgElevated,
              paddingBlock: '16px 24px',
              paddingInlineEnd: maxHeight ? CORNER : 0,
            }}
          >
            {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
              <Input
                value={note}
                onChange={(event) => (setNote(event.target.value), setKey(newKey()))}
                placeholder={t('pages.dispatch.note')}
                aria-label={t('pages.dispatch.note')}
                maxLength={200}
                style={{ flex: '1 1 200px' }}
              />
              <Button type="primary" disabled={teamIds.length === 0} loading={sending} onClick={() => void dispatch()}>
                {teamIds.length === 0
                  ? t('pages.dispatch.choose')
                  : t('pages.dispatch.send', { count: teamIds.length })}
              </Button>
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function Summary({ order, onOpen }: { order: OrderRow; onOpen: () => void }) {
  const town = useNames('town')(order.townCode);
  return (
    <div style={{ marginBottom: 20 }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 12, alignItems: 'start' }}>
        <Typography.Title level={4} style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {order.title}
        </Typography.Title>
        <Button size="small" onClick={onOpen}>
          {t('pages.dispatch.open')}
        </Button>
      </div>
      <Typography.Text type="secondary">
        {[
          order.orderNo,
          order.serviceItem?.name !== order.title && order.serviceItem?.name,
          whereabouts(town, order.address),
          span(order.expectStart),
          t('pages.order.people', { count: order.headcount }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
      {order.description && (
        <Typography.Paragraph
          style={{ margin: '8px 0 0', whiteSpace: 'pre-wrap' }}
          ellipsis={{ rows: 3, expandable: true }}
        >
          {order.description}
        </Typography.Paragraph>
      )}
    </div>
  );
}
