import { useRef, useState } from 'react';
import { Alert, Button, Typography } from 'antd';
import { saveTemplate, sendSheet, type FileRefusal } from '../api/imports';
import { problemOf } from '../api/request';
import { t } from '../app';
import { Section } from '../shared/Section';
import { useToast } from '../shared/useToast';

/** Takes a sheet, and says everything that is wrong with the file as a whole. */
export function Send({ onSent }: { onSent: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<FileRefusal>();
  const toast = useToast();

  const trying = async (work: () => Promise<void>) => {
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      setRefusal('reasons' in (error as object) ? (error as FileRefusal) : { ...problemOf(error), reasons: [] });
    }
  };
  const send = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    await trying(async () => {
      await sendSheet(file);
      toast(t('pages.imports.sent'));
      onSent();
    });
    setBusy(false);
    // The same file may be chosen again once it is put right.
    if (input.current) input.current.value = '';
  };

  return (
    <Section title={t('pages.imports.title')}>
      <Typography.Paragraph type="secondary">{t('pages.imports.hint')}</Typography.Paragraph>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv"
        aria-label={t('pages.imports.file')}
        hidden
        data-import-file
        onChange={(event) => void send(event.target.files?.[0])}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button onClick={() => void trying(() => saveTemplate(`${t('api.sheet.template')}.xlsx`))}>
          {t('pages.imports.template')}
        </Button>
        <Button type="primary" loading={busy} onClick={() => input.current?.click()}>
          {t('pages.imports.choose')}
        </Button>
      </div>
      {refusal && (
        <div style={{ marginTop: 12 }} data-import-refused>
          <Alert
            type="error"
            showIcon
            message={
              refusal.reasons.length ? (
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {refusal.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              ) : (
                refusal.message
              )
            }
          />
        </div>
      )}
    </Section>
  );
}
