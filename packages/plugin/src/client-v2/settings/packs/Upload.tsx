import { Alert, Button, Typography } from 'antd';
import { useRef, useState } from 'react';
import { uploadPack, type PackRefusal } from '../../api/packs';
import { t } from '../../app';
import { Section } from '../../shared/Section';
import { useToast } from '../../shared/useToast';
import { Problems } from './Problems';

interface Props {
  /** Whether a pack without a trusted signature is refused. */
  refusesUnsure: boolean;
  onKept: (kept: { id: string }) => void;
}

/** Takes an archive, and says everything that is wrong with it. */
export function Upload({ refusesUnsure, onKept }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<PackRefusal>();
  const toast = useToast();

  const send = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const kept = await uploadPack(file);
      toast(t(kept.replayed ? 'pages.packs.known' : 'pages.packs.kept', { version: kept.version }));
      onKept(kept);
    } catch (error) {
      setRefusal(error as PackRefusal);
    } finally {
      setBusy(false);
      // The same file may be chosen again once it is put right.
      if (input.current) input.current.value = '';
    }
  };

  return (
    <Section title={t('pages.packs.upload')}>
      <Typography.Paragraph type="secondary">
        {t(refusesUnsure ? 'pages.packs.uploadStrict' : 'pages.packs.uploadHint')}
      </Typography.Paragraph>
      <input
        ref={input}
        type="file"
        accept=".tgz,.gz,application/gzip"
        aria-label={t('pages.packs.file')}
        hidden
        data-pack-file
        onChange={(event) => void send(event.target.files?.[0])}
      />
      <Button type="primary" loading={busy} onClick={() => input.current?.click()}>
        {t('pages.packs.choose')}
      </Button>
      {refusal && (
        <div style={{ marginTop: 12 }} data-pack-refused>
          <Alert type="error" showIcon message={refusal.message} style={{ marginBottom: 12 }} />
          <Problems problems={refusal.problems} />
        </div>
      )}
    </Section>
  );
}
