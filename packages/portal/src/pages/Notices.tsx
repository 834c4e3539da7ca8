/** 证明公示: certificates that are made known within the organisation, and objections to them. */
import { useState } from 'preact/hooks';
import type { CertificateNotice } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatDay, formatMinutes } from '../i18n/format';
import { api, tell } from '../state/app';
import { paths } from '../state/route';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { TextArea } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';
import { useForm, type FormErrors } from '../ui/useForm';

const REASON_MAX = 300;

export function Notices() {
  return (
    <Guard title={t('notice.title')} person>
      {() => <NoticesPage />}
    </Guard>
  );
}

function NoticesPage() {
  const resource = usePages('notices', api.notices);
  return (
    <Page
      title={t('notice.title')}
      lede={t('notice.lede')}
      back={{ href: paths.certificates, label: t('certificate.title') }}
    >
      <PagedList
        resource={resource}
        empty={<Empty title={t('notice.none')} />}
        row={(notice) => <Line key={notice.id} notice={notice} />}
      />
    </Page>
  );
}

function Line({ notice }: { notice: CertificateNotice }) {
  const [objecting, setObjecting] = useState(false);
  return (
    <li class="card certificate-line">
      <p class="card-title">
        {notice.name} · {formatMinutes(notice.minutes)}
      </p>
      <p>{t('certificate.period', { from: formatDay(notice.from), to: formatDay(notice.to) })}</p>
      <p class="facts">
        <span>{notice.number}</span>
        <span>{t('notice.until', { date: formatDay(notice.until) })}</span>
      </p>
      <div class="buttons">
        <Button expanded={objecting} onClick={() => setObjecting(!objecting)}>
          {t('notice.object')}
        </Button>
      </div>
      {objecting && <Objection id={notice.id} onDone={() => setObjecting(false)} />}
    </li>
  );
}

function Objection({ id, onDone }: { id: string; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const field = t('notice.reason');
  const key = `objection-${id}`;
  const check = (): FormErrors => ({
    [key]: !reason.trim()
      ? t('problem.required', { field })
      : Array.from(reason.trim()).length > REASON_MAX
        ? t('notice.tooLong', { field, max: REASON_MAX })
        : undefined,
  });
  const form = useForm(check, async (onRetry) => {
    await api.objectTo(id, reason.trim(), onRetry);
    tell(t('notice.done'));
    onDone();
  });
  return (
    <form class="certificate-form" noValidate onSubmit={form.onSubmit}>
      <TextArea id={key} label={field} required error={form.errors[key]} value={reason} onValue={setReason} rows={3} />
      <CommandStatus command={form.command} />
      <Button type="submit" tone="primary" busy={form.command.sending}>
        {t('notice.send')}
      </Button>
    </form>
  );
}
