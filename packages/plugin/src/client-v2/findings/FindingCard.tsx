import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { FindingCase, Verdict } from '../api/findings';
import { t } from '../app';
import { Card } from '../shared/Card';
import { worked, moment, span } from '../shared/format';
import { useSmall } from '../shared/useSmall';
import { DecideDialog } from './DecideDialog';
import { Evidence } from './Evidence';
import { onEnter } from './onEnter';

interface Props {
  finding: FindingCase;
  onOpen: (orderId: string) => void;
  onDecided: () => void;
}

const COLORS = { open: 'gold', dismissed: 'green', upheld: 'red' } as const;

/** What may be decided now: on the finding, or on the appeal. */
const verdictsOf = ({ state, appealState, own }: FindingCase): Verdict[] => {
  if (own) return [];
  if (state === 'open') return ['dismissed', 'upheld'];
  return appealState === 'open' ? ['granted', 'refused'] : [];
};

type LineName = 'statement' | 'decided' | 'short' | 'appeal' | 'answered';

/** One finding: whom and which service it is about, why, the evidence, what the volunteer says of it, and what was decided. */
export function FindingCard({ finding, onOpen, onDecided }: Props) {
  const [verdict, setVerdict] = useState<Verdict>();
  const size = useSmall();
  const { service, state, appealState, held, short, unit } = finding;
  return (
    <Card
      kind="finding"
      state={appealState ? `appeal-${appealState}` : state}
      title={finding.title}
      strong={verdictsOf(finding).length > 0}
      head={
        <>
          <Tag color={COLORS[state]}>{t(`collections.sidanFindings.state.${state}`)}</Tag>
          {appealState && (
            <Tag>
              {t('pages.findings.appealTag', { state: t(`collections.sidanFindings.appealState.${appealState}`) })}
            </Tag>
          )}
          {held > 0 && <Tag color="blue">{t('pages.findings.held', { amount: held, unit })}</Tag>}
          <Typography.Text type="secondary">{moment(finding.at)}</Typography.Text>
        </>
      }
    >
      <div style={{ margin: '8px 0', overflowWrap: 'anywhere' }}>
        <Typography.Text strong>{finding.person}</Typography.Text>
        {t('pages.common.separator')}
        <a
          role="button"
          tabIndex={0}
          onClick={() => onOpen(service.orderId)}
          onKeyDown={onEnter(() => onOpen(service.orderId))}
        >
          {t('pages.findings.order', { title: service.title, orderNo: service.orderNo })}
        </a>
        <div>
          {[span(service.checkInAt, service.checkOutAt), worked(service.minutes), service.origin, service.team]
            .filter(Boolean)
            .join(t('pages.common.separator'))}
        </div>
      </div>
      <Typography.Paragraph style={{ marginBottom: 8 }}>{finding.sentence}</Typography.Paragraph>
      <Evidence finding={finding} onOpen={onOpen} />
      {finding.statement && <Line name="statement">{finding.statement}</Line>}
      {finding.decidedAt && (
        <Line name="decided">{`${moment(finding.decidedAt)} ${finding.decidedBy ?? ''} ${finding.reason ?? ''}`}</Line>
      )}
      {short !== undefined && <Line name="short">{t('pages.findings.shortText', { amount: short, unit })}</Line>}
      {finding.appeal && <Line name="appeal">{`${moment(finding.appealedAt)} ${finding.appeal}`}</Line>}
      {finding.answeredAt && (
        <Line name="answered">{`${moment(finding.answeredAt)} ${finding.answeredBy ?? ''} ${finding.answer ?? ''}`}</Line>
      )}
      {finding.own && <Typography.Text type="secondary">{t('pages.findings.own')}</Typography.Text>}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'flex-end', marginTop: 12 }}>
        {verdictsOf(finding).map((one) => (
          <Button key={one} size={size} danger={one === 'upheld'} onClick={() => setVerdict(one)}>
            {t(`pages.findings.do.${one}`)}
          </Button>
        ))}
      </div>
      {verdict && (
        <DecideDialog
          finding={finding}
          verdict={verdict}
          onClose={() => setVerdict(undefined)}
          onDone={() => {
            setVerdict(undefined);
            onDecided();
          }}
        />
      )}
    </Card>
  );
}

const Line = ({ name, children }: { name: LineName; children: string }) => (
  <div style={{ overflowWrap: 'anywhere' }}>{t(`pages.findings.${name}`, { text: children })}</div>
);
