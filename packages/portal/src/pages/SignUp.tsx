/** Making an account. Only a name and a password are asked here; what the county needs of the person comes on the next page. */
import { useState } from 'preact/hooks';
import { isFailure } from '../api/errors';
import { t } from '../i18n';
import { api, config, signIn } from '../state/app';
import { go, nextOf, paths, route } from '../state/route';
import { useStore } from '../state/store';
import { Button, LinkButton } from '../ui/Button';
import { Consent } from '../ui/Consent';
import { ErrorSummary } from '../ui/ErrorSummary';
import { CommandStatus } from '../ui/Failure';
import { TextInput } from '../ui/fields';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { useForm, type FormErrors } from '../ui/useForm';

/** NocoBase's own rule for user names. */
const ACCOUNT = /^[^@<>"'/]{1,50}$/;
const PASSWORD_MIN = 8;

interface Entered {
  account: string;
  password: string;
  again: string;
  consent: boolean;
}

export function SignUp() {
  const county = useStore(config);
  const next = nextOf(useStore(route));
  const [entered, setEntered] = useState<Entered>({ account: '', password: '', again: '', consent: false });
  const change = (part: Partial<Entered>) => setEntered({ ...entered, ...part });
  const form = useForm(
    () => check(entered),
    async () => {
      await makeAccount(entered.account.trim(), entered.password);
      go(paths.join(next), true);
    },
  );
  if (county?.allowSignUp === false) {
    return (
      <Page title={t('signUp.title')} narrow>
        <Notice kind="info" title={t('signUp.closed')}>
          <p>{t('signUp.closedHint')}</p>
        </Notice>
        <LinkButton href={`#${paths.signIn(next)}`}>{t('signIn.title')}</LinkButton>
      </Page>
    );
  }
  const { errors, lines, turn, command } = form;
  return (
    <Page title={t('signUp.title')} lede={t('signUp.lede')} narrow>
      <form class="panel" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary lines={lines} turn={turn} />
        <TextInput
          id="account"
          label={t('account.name')}
          hint={t('account.nameHint')}
          autoComplete="username"
          required
          value={entered.account}
          error={errors.account}
          onValue={(account) => change({ account })}
        />
        <TextInput
          id="password"
          type="password"
          label={t('account.password')}
          hint={t('account.passwordHint', { min: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          value={entered.password}
          error={errors.password}
          onValue={(password) => change({ password })}
        />
        <TextInput
          id="again"
          type="password"
          label={t('account.again')}
          autoComplete="new-password"
          required
          value={entered.again}
          error={errors.again}
          onValue={(again) => change({ again })}
        />
        <Consent
          title={t('consent.account')}
          text={[t('consent.accountWhat'), t('consent.accountWhy'), t('consent.rights')]}
          agree={t('consent.agreeAccount')}
          checked={entered.consent}
          error={errors.consent}
          onChecked={(consent) => change({ consent })}
        />
        <CommandStatus command={command} />
        <Button type="submit" tone="primary" wide busy={command.sending}>
          {t('signUp.do')}
        </Button>
      </form>
      <p class="aside">
        {t('signUp.haveAccount')}
        <LinkButton href={`#${paths.signIn(next)}`}>{t('signIn.title')}</LinkButton>
      </p>
    </Page>
  );
}

function check({ account, password, again, consent }: Entered): FormErrors {
  return {
    account: !account.trim()
      ? t('problem.required', { field: t('account.name') })
      : ACCOUNT.test(account.trim())
        ? undefined
        : t('problem.account'),
    password: password.length >= PASSWORD_MIN ? undefined : t('problem.password', { min: PASSWORD_MIN }),
    again: again === password ? undefined : t('problem.again'),
    consent: consent ? undefined : t('problem.consent'),
  };
}

/**
 * Signs up and in. Signing up has no idempotency key: when its answer was lost and the name is taken at the next try, the account may
 * be the one just made, and signing in with the same password tells.
 */
async function makeAccount(account: string, password: string): Promise<void> {
  try {
    await api.signUp(account, password);
  } catch (error) {
    if (!isFailure(error) || error.kind === 'server' || error.kind === 'starting') throw error;
    try {
      await signIn(account, password);
      return;
    } catch {
      throw error;
    }
  }
  await signIn(account, password);
}
