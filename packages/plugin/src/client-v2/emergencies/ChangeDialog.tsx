import { Alert, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { endEmergency, prolongEmergency, type EmergencyLine } from '../api/emergencies';
import { t } from '../app';
import { moment } from '../shared/format';
import { fieldOf, momentIn } from './draft';

export type Change = 'prolong' | 'end';

interface Props {
  change: Change;
  line: EmergencyLine;
  daysMax: number;
  onClose: () => void;
  onDone: () => void;
}

const DAY_MS = 86_400_000;

/** 延长、提前结束: both with a reason, which is kept. */
export function ChangeDialog({ change, line, daysMax, onClose, onDone }: Props) {
  const [endsAt, setEndsAt] = useState(() => fieldOf(new Date(Date.parse(line.endsAt) + DAY_MS)));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string[]>([]);
  const send = async () => {
    setBusy(true);
    const until = momentIn(endsAt);
    const answer = await (change === 'prolong'
      ? prolongEmergency(line.id, { endsAt: until, reason })
      : endEmergency(line.id, reason));
    setBusy(false);
    if (answer.page) return onDone();
    setTrouble(answer.problems?.length ? answer.problems.map(({ message }) => message) : [answer.message ?? '']);
  };
  return (
    <Modal
      open
      title={t(`pages.emergencies.${change}Title`, { name: line.name })}
      okText={t(`pages.emergencies.${change}`)}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{
        disabled: !reason.trim() || (change === 'prolong' && !momentIn(endsAt)),
        danger: change === 'end',
      }}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div data-emergency-change={change}>
        <Typography.Paragraph type="secondary">
          {change === 'prolong'
            ? t('pages.emergencies.prolongHint', { until: moment(line.endsAt), days: daysMax })
            : t('pages.emergencies.endHint', { count: line.orders })}
        </Typography.Paragraph>
        {change === 'prolong' && (
          <Input
            type="datetime-local"
            value={endsAt}
            aria-label={t('pages.emergencies.endsAt')}
            style={{ marginBottom: 12 }}
            onChange={({ target }) => setEndsAt(target.value)}
          />
        )}
        <Input.TextArea
          rows={3}
          maxLength={300}
          value={reason}
          aria-label={t('pages.emergencies.reason')}
          placeholder={t('pages.emergencies.reason')}
          onChange={({ target }) => setReason(target.value)}
        />
        {trouble.map((one) => (
          <Alert key={one} type="error" showIcon message={one} style={{ marginTop: 12 }} />
        ))}
      </div>
    </Modal>
  );
}
