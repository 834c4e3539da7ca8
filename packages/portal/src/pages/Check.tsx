/** 证明查验: whether a certificate that somebody holds in the hand is true. Open to everybody, and says no more than is needed to compare. */
import { useEffect, useState } from 'preact/hooks';
import type { CertificateCheck } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { formatDay, formatMinutes } from '../i18n/format';
import { api } from '../state/app';
import { Button } from '../ui/Button';
import { ErrorSummary } from '../ui/ErrorSummary';
import { CommandStatus } from '../ui/Failure';
import { TextInput } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { useForm, type FormErrors } from '../ui/useForm';

/** What a QR code has brought along is checked at once. */
export function Check({ number: asked, token: brought }: { number: string; token: string }) {
  const [number, setNumber] = useState(asked);
  const [token, setToken] = useState(brought);
  const [found, setFound] = useState<CertificateCheck>();
  const wanted = (value: string, label: Key) => (value.trim() ? undefined : t('problem.required', { field: t(label) }));
  const check = (): FormErrors => ({
    'check-number': wanted(number, 'check.number'),
    'check-token': wanted(token, 'check.token'),
  });
  const look = async () => {
    setFound(undefined);
    setFound(await api.check(number.trim(), token.trim()));
  };
  const form = useForm(check, look);
  useEffect(() => {
    if (asked && brought) void form.command.run(look);
  }, []);
  const frame = (name: string, label: Key) => ({
    id: `check-${name}`,
    label: t(label),
    required: true,
    error: form.errors[`check-${name}`],
  });
  return (
    <Page title={t('check.title')} lede={t('check.lede')} narrow>
      <div aria-live="polite">{found && <Result found={found} />}</div>
      <form class="panel" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary turn={form.turn} lines={form.lines} />
        <TextInput
          {...frame('number', 'check.number')}
          autoComplete="off"
          value={number}
          onValue={(value) => (setNumber(value), setFound(undefined))}
        />
        <TextInput
          {...frame('token', 'check.token')}
          autoComplete="off"
          value={token}
          onValue={(value) => (setToken(value), setFound(undefined))}
        />
        <CommandStatus command={form.command} />
        <Button type="submit" tone="primary" wide busy={form.command.sending}>
          {t('check.do')}
        </Button>
      </form>
    </Page>
  );
}

function Result({ found }: { found: CertificateCheck }) {
  const { result } = found;
  if (result === 'none')
    return (
      <Notice kind="error" title={t('check.missing')}>
        <p>{t('check.missingText')}</p>
      </Notice>
    );
  if (result === 'changed')
    return (
      <Notice kind="error" title={t('check.changed')}>
        <p>{t('check.changedText')}</p>
      </Notice>
    );
  const { number, name, from = '', to = '', minutes = 0, services = 0, issuer, issuedOn = '' } = found;
  const facts: [Key, string | undefined][] = [
    ['check.number', number],
    ['check.name', name],
    ['check.period', t('certificate.period', { from: formatDay(from), to: formatDay(to) })],
    ['check.time', formatMinutes(minutes)],
    ['check.services', t('check.count', { count: services })],
    ['check.issuer', issuer],
    ['check.issuedOn', formatDay(issuedOn)],
  ];
  return (
    <section class="check-result" data-check={result}>
      {result === 'valid' ? (
        <Notice kind="good" title={t('check.valid')}>
          <p>{t('check.validText')}</p>
        </Notice>
      ) : (
        <Notice kind="error" title={t('check.revoked')}>
          <p>{t('check.revokedText', { date: found.revokedOn ? formatDay(found.revokedOn) : '' })}</p>
        </Notice>
      )}
      <dl class="panel check-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
