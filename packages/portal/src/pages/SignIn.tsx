/** Signing in with NocoBase's own account. Leads back to the page that asked for it. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { config, signIn, token } from '../state/app';
import { go, nextOf, paths, route } from '../state/route';
import { useStore } from '../state/store';
import { Button, LinkButton } from '../ui/Button';
import { ErrorSummary } from '../ui/ErrorSummary';
import { CommandStatus } from '../ui/Failure';
import { TextInput } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { useForm } from '../ui/useForm';

export function SignIn() {
  const county = useStore(config);
  const here = useStore(route);
  const next = nextOf(here);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(
    () => ({
      account: account.trim() ? undefined : t('problem.required', { field: t('account.name') }),
      password: password ? undefined : t('problem.required', { field: t('account.password') }),
    }),
    async () => {
      const known = await signIn(account.trim(), password);
      go(known.person || known.staff ? next : paths.join(next), true);
    },
  );
  useEffect(() => {
    if (token.get()) go(next, true);
  }, []);
  return (
    <Page title={t('signIn.title')} lede={t('signIn.lede')} narrow>
      <form class="panel" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary lines={form.lines} turn={form.turn} />
        <TextInput
          id="account"
          label={t('account.name')}
          autoComplete="username"
          required
          value={account}
          error={form.errors.account}
          onValue={setAccount}
        />
        <TextInput
          id="password"
          type="password"
          label={t('account.password')}
          autoComplete="current-password"
          required
          value={password}
          error={form.errors.password}
          onValue={setPassword}
        />
        <CommandStatus command={form.command} />
        <Button type="submit" tone="primary" wide busy={form.command.sending}>
          {t('signIn.do')}
        </Button>
      </form>
      {county?.allowSignUp !== false && (
        <p class="aside">
          {t('signIn.noAccount')}
          <LinkButton href={`#${paths.signUp(next)}`}>{t('signUp.title')}</LinkButton>
        </p>
      )}
      {county?.demo && (
        <Notice kind="info" title={t('signIn.demoTitle')}>
          <p>{t('signIn.demo')}</p>
        </Notice>
      )}
    </Page>
  );
}
