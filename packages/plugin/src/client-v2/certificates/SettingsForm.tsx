import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { saveCertificateSettings, type CertificateDesk, type CertificateSettings } from '../api/certificates';
import { t } from '../app';
import { readFigure } from '../shared/figures';
import { useToast } from '../shared/useToast';

interface Props {
  desk: CertificateDesk;
  onSaved: () => void;
}

const DAYS = { min: 0, max: 60 };

/** As it was typed: days that were brought into range would be none, and nothing made known. */
async function checkDays(_rule: unknown, typed: unknown): Promise<void> {
  const { trouble } = readFigure(String(typed ?? ''), DAYS);
  if (trouble !== undefined) throw new Error(trouble);
}

/** 证明设置: who answers for certificates, and how long they are made known. */
export function SettingsForm({ desk, onSaved }: Props) {
  const [form] = Form.useForm();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string[]>([]);
  const toast = useToast();
  const save = async (typed: Omit<CertificateSettings, 'noticeDays'> & { noticeDays: string | number }) => {
    const noticeDays = readFigure(String(typed.noticeDays), DAYS).value ?? 0;
    setBusy(true);
    const found = await saveCertificateSettings(desk.regionCode, { ...typed, noticeDays });
    setBusy(false);
    setTrouble(found);
    if (found.length) return;
    toast(t('pages.settings.saved'));
    onSaved();
  };
  const needed = (what: string) => [{ required: true, message: t('pages.common.required', { what }) }];
  return (
    <div data-certificate-settings>
      <Typography.Paragraph type="secondary">{t('pages.certificates.settingsHint')}</Typography.Paragraph>
      <Form form={form} layout="vertical" initialValues={desk.settings} onFinish={save}>
        {trouble.map((one) => (
          <Alert key={one} type="error" showIcon message={one} style={{ marginBottom: 12 }} />
        ))}
        <Form.Item
          name="principal"
          label={t('pages.certificates.principal')}
          rules={needed(t('pages.certificates.principal'))}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="handler" label={t('pages.certificates.handler')} extra={t('pages.certificates.handlerHint')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="contact"
          label={t('pages.certificates.contact')}
          rules={needed(t('pages.certificates.contact'))}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="noticeDays"
          label={t('pages.certificates.noticeDays')}
          extra={t('pages.certificates.noticeDaysHint')}
          rules={[...needed(t('pages.certificates.noticeDays')), { validator: checkDays }]}
        >
          <Input inputMode="numeric" autoComplete="off" style={{ maxWidth: 120 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('pages.settings.save')}
        </Button>
      </Form>
    </div>
  );
}
