import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/request';
import { firstCounty, setUpCounty, type County } from '../api/setup';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { Section } from '../shared/Section';
import { useToast } from '../shared/useToast';
import { parseTowns, wrongTown } from './towns';

/** 设置县（市、区）: without it nobody can place an order. */
export function CountyForm({ onSaved }: { onSaved: () => void }) {
  const county = useLoad('county', firstCounty);
  return (
    <Section title={t('pages.settings.county')}>
      <Typography.Paragraph type="secondary">{t('pages.settings.countyHint')}</Typography.Paragraph>
      <Loading from={county}>{(known) => <Fields key={known?.regionCode} known={known} onSaved={onSaved} />}</Loading>
    </Section>
  );
}

function Fields({ known, onSaved }: { known: County | null; onSaved: () => void }) {
  const [form] = Form.useForm();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const required = (what: string) => [{ required: true, message: t('pages.common.required', { what }) }];

  const save = async ({ towns, ...names }: County & { towns?: string }) => {
    setSaving(true);
    setProblem(undefined);
    try {
      await setUpCounty({ ...names, towns: parseTowns(towns) });
      toast(t('pages.settings.saved'));
      onSaved();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setSaving(false);
    }
  };

  const checkTowns = async (_rule: unknown, text?: string) => {
    const line = wrongTown(text, String(form.getFieldValue('regionCode') ?? ''));
    if (line) throw new Error(t('pages.settings.townsWrong', { line }));
  };

  return (
    <Form form={form} layout="vertical" initialValues={known ?? {}} onFinish={save} style={{ maxWidth: 560 }}>
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      <Form.Item
        name="regionCode"
        label={t('pages.settings.regionCode')}
        rules={[{ required: true, pattern: /^\d{6}$/, message: t('pages.settings.regionCodeWrong') }]}
      >
        <Input maxLength={6} disabled={Boolean(known)} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="name" label={t('pages.settings.countyName')} rules={required(t('pages.settings.countyName'))}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="centerName"
        label={t('pages.settings.centerName')}
        rules={required(t('pages.settings.centerName'))}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="phone" label={t('pages.settings.phone')}>
        <Input maxLength={40} style={{ width: 240 }} />
      </Form.Item>
      <Form.Item name="towns" label={t('pages.settings.towns')} rules={[{ validator: checkTowns }]}>
        <Input.TextArea rows={4} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={saving}>
        {t('pages.settings.save')}
      </Button>
    </Form>
  );
}
