import { Alert, Button, Input, Radio, Select, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { startEmergency, type EmergencyOverview } from '../api/emergencies';
import { t } from '../app';
import { useToast } from '../shared/useToast';
import { emptyDraft, requestOf, type EmergencyDraft } from './draft';
import { Effect } from './Effect';

interface Props {
  page: EmergencyOverview;
  onStarted: () => void;
}

type Problems = readonly { field: string; message: string }[];

/** Declaring an emergency: what it is called, why, until when, for which services; and what comes of it, told before. */
export function StartForm({ page, onStarted }: Props) {
  const [draft, setDraft] = useState(() => emptyDraft(page));
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>([]);
  const [message, setMessage] = useState<string>();
  const toast = useToast();
  const set = (change: Partial<EmergencyDraft>) => setDraft({ ...draft, ...change });
  const nothing = draft.forWhat === 'some' && draft.items.length + draft.categories.length === 0;
  const send = async () => {
    setBusy(true);
    const answer = await startEmergency(requestOf(page.regionCode, draft));
    setBusy(false);
    setProblems(answer.problems ?? []);
    setMessage(answer.problems?.length ? undefined : answer.message);
    if (!answer.page) return;
    toast(t('pages.emergencies.started'));
    onStarted();
  };
  const row = (field: string, label: string, control: ReactNode) => (
    <Row label={label} problem={problems.find((one) => one.field === field)?.message}>
      {control}
    </Row>
  );
  return (
    <div data-emergency-form>
      {row(
        'name',
        t('pages.emergencies.name'),
        <Input
          value={draft.name}
          maxLength={40}
          aria-label={t('pages.emergencies.name')}
          placeholder={t('pages.emergencies.nameHint')}
          onChange={({ target }) => set({ name: target.value })}
        />,
      )}
      {row(
        'reason',
        t('pages.emergencies.reason'),
        <Input.TextArea
          rows={2}
          value={draft.reason}
          maxLength={300}
          aria-label={t('pages.emergencies.reason')}
          onChange={({ target }) => set({ reason: target.value })}
        />,
      )}
      {row(
        'endsAt',
        t('pages.emergencies.endsAtMost', { days: page.daysMax }),
        <Input
          type="datetime-local"
          value={draft.endsAt}
          aria-label={t('pages.emergencies.endsAt')}
          onChange={({ target }) => set({ endsAt: target.value })}
        />,
      )}
      <Row label={t('pages.emergencies.forWhat')}>
        <Radio.Group
          value={draft.forWhat}
          aria-label={t('pages.emergencies.forWhat')}
          options={(['all', 'some'] as const).map((value) => ({
            value,
            label: t(`pages.emergencies.forWhat.${value}`),
          }))}
          onChange={({ target }) => set({ forWhat: target.value as EmergencyDraft['forWhat'] })}
        />
      </Row>
      {draft.forWhat === 'some' && (
        <>
          {row(
            'categories',
            t('pages.emergencies.categories'),
            <Select
              mode="multiple"
              style={{ width: '100%' }}
              value={draft.categories}
              aria-label={t('pages.emergencies.categories')}
              optionFilterProp="label"
              options={page.categories.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(categories: string[]) => set({ categories })}
            />,
          )}
          {row(
            'items',
            t('pages.emergencies.items'),
            <Select
              mode="multiple"
              style={{ width: '100%' }}
              value={draft.items}
              aria-label={t('pages.emergencies.items')}
              optionFilterProp="label"
              options={page.services.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(items: string[]) => set({ items })}
            />,
          )}
        </>
      )}
      <Effect page={page} draft={draft} />
      {message && <Alert type="error" showIcon message={message} style={{ marginBottom: 12 }} />}
      <Button type="primary" danger loading={busy} disabled={nothing} onClick={() => void send()}>
        {t('pages.emergencies.startNow')}
      </Button>
    </div>
  );
}

const Row = ({ label, problem, children }: { label: string; problem?: string; children: ReactNode }) => (
  <div style={{ marginBottom: 14 }}>
    <Typography.Text style={{ display: 'block', marginBottom: 4 }}>{label}</Typography.Text>
    {children}
    {problem && <Typography.Text type="danger">{problem}</Typography.Text>}
  </div>
);
