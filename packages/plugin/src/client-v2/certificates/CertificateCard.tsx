import { Alert, Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { CertificateCase } from '../api/certificates';
import { t } from '../app';
import { Card } from '../shared/Card';
import { worked, moment } from '../shared/format';
import { useSmall } from '../shared/useSmall';
import { DeedDialog, type Deed } from './DeedDialog';
import { Services } from './Services';

interface Props {
  line: CertificateCase;
  noticeDays: number;
  onChanged: () => void;
}

/** The colours of the collection's choices, so that a state looks the same everywhere. */
const COLORS: Record<CertificateCase['state'], string> = {
  requested: 'gold',
  noticed: 'blue',
  issued: 'green',
  refused: 'red',
  withdrawn: 'default',
  revoked: 'volcano',
};

/** One certificate: whose, for what, how far it is, what was done about it, and what can be done now. */
export function CertificateCard({ line, noticeDays, onChanged }: Props) {
  const [deed, setDeed] = useState<Deed>();
  const [open, setOpen] = useState(false);
  const size = useSmall();
  const { state, issuable, toNotice } = line;
  const underway = state === 'requested' || state === 'noticed';
  return (
    <Card
      kind="certificate"
      state={state}
      title={`${line.name} ${line.number}`}
      strong={issuable}
      head={
        <>
          <Tag color={COLORS[state]}>{line.stateName}</Tag>
          {issuable && <Tag color="green">{t('pages.certificates.issuable')}</Tag>}
          {underway && !line.document && <Tag color="warning">{t('pages.certificates.noDocument')}</Tag>}
        </>
      }
    >
      <div style={{ margin: '8px 0', overflowWrap: 'anywhere' }}>
        {t('pages.certificates.what', {
          from: line.from,
          to: line.to,
          time: worked(line.minutes),
          count: line.services,
        })}
        {t('pages.common.separator')}
        {t('pages.certificates.volunteer', { number: line.volunteerNo })}
        {line.document && t('pages.common.separator') + t('pages.certificates.document', { document: line.document })}
      </div>
      {state === 'noticed' && line.noticeEndsAt && !issuable && (
        <Typography.Paragraph type="secondary">
          {t('pages.certificates.runs', { from: moment(line.noticeEndsAt) })}
        </Typography.Paragraph>
      )}
      {line.objections.map((objection) => (
        <Alert
          key={objection.id}
          role="status"
          type={objection.answer ? 'info' : 'warning'}
          style={{ marginBottom: 8 }}
          message={t('pages.certificates.objection', { by: objection.by, reason: objection.reason })}
          description={
            objection.answer
              ? t('pages.certificates.answered', { by: objection.answeredBy ?? '', answer: objection.answer })
              : undefined
          }
          action={
            !objection.answer && state === 'noticed' ? (
              <Button size={size} onClick={() => setDeed({ what: 'answer', objectionId: objection.id })}>
                {t('pages.certificates.answer.do')}
              </Button>
            ) : undefined
          }
        />
      ))}
      {line.story.map(({ as, at, by, words, reason }) => (
        <div key={`${as} ${at}`} style={{ overflowWrap: 'anywhere' }}>
          <Typography.Text type="secondary">{`${moment(at)} ${by} `}</Typography.Text>
          {reason ? t('pages.certificates.told', { words, reason }) : words}
        </div>
      ))}
      {open && <Services id={line.id} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'flex-end', marginTop: 12 }}>
        <Button size={size} onClick={() => setOpen(!open)}>
          {t(open ? 'pages.certificates.hide' : 'pages.certificates.show')}
        </Button>
        {state === 'noticed' && (
          <Button size={size} onClick={() => setDeed({ what: 'object' })}>
            {t('pages.certificates.object.do')}
          </Button>
        )}
        {underway && (
          <Button size={size} danger onClick={() => setDeed({ what: 'refuse' })}>
            {t('pages.certificates.refuse.do')}
          </Button>
        )}
        {toNotice && (
          <Button size={size} type="primary" onClick={() => setDeed({ what: 'notice' })}>
            {t('pages.certificates.notice.do')}
          </Button>
        )}
        {underway && !toNotice && (
          <Button size={size} type="primary" onClick={() => setDeed({ what: 'issue' })}>
            {t('pages.certificates.issue.do')}
          </Button>
        )}
        {state === 'issued' && (
          <Button size={size} danger onClick={() => setDeed({ what: 'revoke' })}>
            {t('pages.certificates.revoke.do')}
          </Button>
        )}
      </div>
      {deed && (
        <DeedDialog
          deed={deed}
          line={line}
          noticeDays={noticeDays}
          onClose={() => setDeed(undefined)}
          onDone={() => {
            setDeed(undefined);
            onChanged();
          }}
        />
      )}
    </Card>
  );
}
