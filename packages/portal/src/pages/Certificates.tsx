/** 我的证明: certificates of the reader's service record, asked for by a period, and how each stands. */
import { useState } from 'preact/hooks';
import type { CertificateLine, CertificatePreview, CertificateState, Me } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatDay, formatMinutes, formatTime } from '../i18n/format';
import { api, tell } from '../state/app';
import { paths } from '../state/route';
import { Button, LinkButton } from '../ui/Button';
import { ErrorSummary } from '../ui/ErrorSummary';
import { CommandStatus } from '../ui/Failure';
import { Check, TextInput } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { useCommand, usePages } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';
import { useForm, type FormErrors } from '../ui/useForm';

export function Certificates() {
  return (
    <Guard title={t('certificate.title')} person>
      {(me) => <CertificatesPage me={me} />}
    </Guard>
  );
}

function CertificatesPage({ me }: { me: Me }) {
  const resource = usePages('certificates', api.certificates);
  const isOpen = resource.data?.some(({ canWithdraw }) => canWithdraw) ?? false;
  return (
    <Page
      title={t('certificate.title')}
      lede={t('certificate.lede')}
      back={{ href: paths.volunteer, label: t('volunteer.title') }}
    >
      {!me.volunteer && <Empty title={t('certificate.volunteersOnly')} />}
      {me.volunteer && resource.data && (
        <section class="panel" aria-labelledby="ask-title">
          <h2 id="ask-title">{t('certificate.ask')}</h2>
          {isOpen ? <p>{t('certificate.one')}</p> : <Ask onAsked={() => void resource.reload()} />}
        </section>
      )}
      <section aria-labelledby="mine-title" class="certificates">
        <h2 id="mine-title">{t('certificate.mine')}</h2>
        <PagedList
          resource={resource}
          empty={<Empty title={t('certificate.none')} />}
          row={(line) => <Line key={line.id} line={line} onChanged={() => void resource.reload()} />}
        />
      </section>
      {me.volunteer && (
        <p>
          <LinkButton href={`#${paths.notices}`}>{t('certificate.notices')}</LinkButton>
        </p>
      )}
    </Page>
  );
}

/** The day on the reader's own clock; what is later the server refuses. */
const today = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

function Ask({ onAsked }: { onAsked: () => void }) {
  const [from, setFrom] = useState(`${today().slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today());
  const [documentInFull, setInFull] = useState(false);
  const [seen, setSeen] = useState<CertificatePreview>();
  const look = useCommand();
  const check = (): FormErrors => ({
    'certificate-from': from ? undefined : t('problem.required', { field: t('certificate.from') }),
    'certificate-to': to ? undefined : t('problem.required', { field: t('certificate.to') }),
  });
  const form = useForm(check, async (onRetry) => {
    await api.askCertificate({ from, to, documentInFull }, onRetry);
    tell(t('certificate.asked'));
    onAsked();
  });
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    setSeen(undefined);
  };
  const frame = (name: string, label: string) => ({
    id: `certificate-${name}`,
    label,
    required: true,
    type: 'date',
    error: form.errors[`certificate-${name}`],
  });
  return (
    <form class="certificate-form" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary turn={form.turn} lines={form.lines} />
      <p class="hint">{t('certificate.rule')}</p>
      <TextInput {...frame('from', t('certificate.from'))} value={from} onValue={change(setFrom)} />
      <TextInput {...frame('to', t('certificate.to'))} value={to} onValue={change(setTo)} />
      <Check
        id="certificate-full"
        label={t('certificate.full')}
        hint={t('certificate.fullHint')}
        checked={documentInFull}
        onChecked={setInFull}
      />
      <p role="status" class="certificate-found">
        {seen &&
          (seen.services.length
            ? t('certificate.found', { count: seen.services.length, time: formatMinutes(seen.minutes) })
            : t('certificate.empty'))}
      </p>
      <CommandStatus command={look.failure ? look : form.command} />
      <div class="buttons">
        <Button
          busy={look.sending}
          onClick={() => void look.run(async () => setSeen(await api.certificatePreview({ from, to })))}
        >
          {t('certificate.look')}
        </Button>
        <Button type="submit" tone="primary" busy={form.command.sending}>
          {t('certificate.ask')}
        </Button>
      </div>
    </form>
  );
}

const BADGES: Record<CertificateState, string> = {
  requested: 'badge-wait',
  noticed: 'badge-work',
  issued: 'badge-done',
  refused: 'badge-call',
  withdrawn: 'badge-off',
  revoked: 'badge-call',
};

function Line({ line, onChanged }: { line: CertificateLine; onChanged: () => void }) {
  const command = useCommand();
  const withdraw = () =>
    void command
      .run(async (onRetry) => void (await api.withdrawCertificate(line.id, onRetry)))
      .then((done) => {
        if (!done) return;
        tell(t('certificate.withdrawn'));
        onChanged();
      });
  return (
    <li class="card certificate-line">
      <p class="card-title">
        {line.number} <span class={`badge ${BADGES[line.state]}`}>{line.stateName}</span>
      </p>
      <p>{t('certificate.period', { from: formatDay(line.from), to: formatDay(line.to) })}</p>
      <p class="facts">
        <span>{t('certificate.time', { time: formatMinutes(line.minutes) })}</span>
        <time dateTime={line.requestedAt}>{formatTime(line.requestedAt)}</time>
      </p>
      {line.state === 'noticed' && line.noticeEndsAt && (
        <p>{t('certificate.noticed', { date: formatTime(line.noticeEndsAt) })}</p>
      )}
      {line.reason && <p>{t('certificate.why', { reason: line.reason })}</p>}
      <CommandStatus command={command} />
      <div class="buttons">
        {line.state === 'issued' && (
          <LinkButton tone="primary" href={`#${paths.certificate(line.id)}`}>
            {t('certificate.open')}
          </LinkButton>
        )}
        {line.canWithdraw && (
          <Button busy={command.sending} onClick={withdraw}>
            {t('certificate.withdraw')}
          </Button>
        )}
      </div>
    </li>
  );
}
