import { Alert, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { decideFinding, type FindingCase, type Verdict } from '../api/findings';
import { t } from '../app';

interface Props {
  finding: FindingCase;
  verdict: Verdict;
  onClose: () => void;
  onDone: () => void;
}

const REASON_MAX = 500;

/** What follows from the decision is said before it is made; the reason goes to the volunteer. */
export function DecideDialog({ finding, verdict, onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string[]>([]);
  const send = async () => {
    setBusy(true);
    const wrong = await decideFinding(finding.id, verdict, reason);
    setBusy(false);
    if (!wrong.length) return onDone();
    setTrouble(wrong);
  };
  return (
    <Modal
      open
      title={t(`pages.findings.do.${verdict}`)}
      okText={t(`pages.findings.do.${verdict}`)}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !reason.trim(), danger: verdict === 'upheld' }}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div data-finding-decide={verdict}>
        <Typography.Paragraph type="secondary">
          {t(`pages.findings.hint.${verdict}`, { person: finding.person, minutes: finding.service.minutes })}
        </Typography.Paragraph>
        <Input.TextArea
          rows={3}
          maxLength={REASON_MAX}
          value={reason}
          aria-label={t('pages.findings.reason')}
          placeholder={t('pages.findings.reasonHint')}
          onChange={({ target }) => setReason(target.value)}
        />
        {trouble.map((one) => (
          <Alert key={one} type="error" showIcon message={one} style={{ marginTop: 12 }} />
        ))}
      </div>
    </Modal>
  );
}
