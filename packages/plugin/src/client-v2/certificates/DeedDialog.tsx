import { Alert, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { doCertificate, type CertificateCase } from '../api/certificates';
import { t } from '../app';

export type Deed =
  | { what: 'notice' | 'issue' | 'refuse' | 'revoke' | 'object' }
  | { what: 'answer'; objectionId: string };

interface Props {
  deed: Deed;
  line: CertificateCase;
  noticeDays: number;
  onClose: () => void;
  onDone: () => void;
}

/** What has to be said with it, and under which name it is sent; without a line nothing is asked. */
const ASKS: Partial<Record<Deed['what'], { field: 'reason' | 'answer' | 'remarks'; max: number; optional?: boolean }>> =
  {
    issue: { field: 'remarks', max: 200, optional: true },
    refuse: { field: 'reason', max: 300 },
    revoke: { field: 'reason', max: 300 },
    object: { field: 'reason', max: 300 },
    answer: { field: 'answer', max: 300 },
  };

const DANGER: readonly Deed['what'][] = ['refuse', 'revoke'];

/** Asks once more, with what comes of it, and for the words that it needs. */
export function DeedDialog({ deed, line, noticeDays, onClose, onDone }: Props) {
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string[]>([]);
  const { what } = deed;
  const asks = ASKS[what];
  const send = async () => {
    setBusy(true);
    const data = {
      ...(asks ? { [asks.field]: words } : {}),
      ...(deed.what === 'answer' ? { objectionId: deed.objectionId } : {}),
    };
    const found = await doCertificate(what, line.id, data);
    setBusy(false);
    if (found.length) setTrouble(found);
    else onDone();
  };
  const field = t(`pages.certificates.${what}.field`);
  return (
    <Modal
      open
      title={t(`pages.certificates.${what}.title`, { name: line.name })}
      okText={t(`pages.certificates.${what}.do`)}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: Boolean(asks && !asks.optional && !words.trim()), danger: DANGER.includes(what) }}
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div data-certificate-deed={what}>
        <Typography.Paragraph type="secondary">
          {t(`pages.certificates.${what}.hint`, { days: noticeDays })}
        </Typography.Paragraph>
        {asks && (
          <Input.TextArea
            rows={3}
            maxLength={asks.max}
            value={words}
            aria-label={field}
            placeholder={field}
            onChange={({ target }) => setWords(target.value)}
          />
        )}
        {trouble.map((one) => (
          <Alert key={one} type="error" showIcon message={one} style={{ marginTop: 12 }} />
        ))}
      </div>
    </Modal>
  );
}
