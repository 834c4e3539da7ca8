/** The person record: who one is and how to be reached. Made once, after signing up. */
import { useState } from 'preact/hooks';
import type { Me } from '@sidan/plugin-sidan/api';
import { isPhone, plainPhone } from '../form/validate';
import { t } from '../i18n';
import { api, tellNext, refreshMe } from '../state/app';
import { go, nextOf, route } from '../state/route';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { Consent } from '../ui/Consent';
import { ErrorSummary } from '../ui/ErrorSummary';
import { CommandStatus } from '../ui/Failure';
import { TextArea, TextInput } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { Page } from '../ui/Page';
import { useForm } from '../ui/useForm';

export function Join() {
  return <Guard title={t('join.title')}>{(me) => <JoinForm me={me} />}</Guard>;
}

function JoinForm({ me }: { me: Me }) {
  const next = nextOf(useStore(route));
  const [entered, setEntered] = useState({
    name: me.person?.name ?? '',
    phone: me.person?.phone ?? '',
    address: me.person?.address ?? '',
    consent: false,
  });
  const change = (part: Partial<typeof entered>) => setEntered({ ...entered, ...part });
  const name = entered.name.trim();
  const phone = entered.phone.trim();
  const form = useForm(
    () => ({
      name: name ? undefined : t('problem.required', { field: t('person.name') }),
      phone: !phone || isPhone(phone) ? undefined : t('problem.phone', { field: t('person.phone') }),
      consent: entered.consent ? undefined : t('problem.consent'),
    }),
    async (onRetry) => {
      const address = entered.address.trim() || undefined;
      // The town has no control here; what is left out would be cleared.
      const townCode = me.person?.townCode;
      await api.join({ name, phone: plainPhone(phone) || undefined, townCode, address, consent: true }, onRetry);
      await refreshMe();
      tellNext(t('join.done'));
      go(next, true);
    },
  );
  return (
    <Page title={t('join.title')} lede={t('join.lede')} narrow>
      <form class="panel" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary lines={form.lines} turn={form.turn} />
        <TextInput
          id="name"
          label={t('person.name')}
          autoComplete="name"
          maxLength={50}
          required
          value={entered.name}
          error={form.errors.name}
          onValue={(value) => change({ name: value })}
        />
        <TextInput
          id="phone"
          type="tel"
          inputMode="tel"
          label={t('person.phone')}
          hint={t('person.phoneHint')}
          autoComplete="tel"
          value={entered.phone}
          error={form.errors.phone}
          onValue={(value) => change({ phone: value })}
        />
        <TextArea
          id="address"
          rows={2}
          label={t('person.address')}
          hint={t('person.addressHint')}
          value={entered.address}
          onValue={(value) => change({ address: value })}
        />
        <Consent
          title={t('consent.person')}
          text={[t('consent.personWhat'), t('consent.personWhy'), t('consent.rights')]}
          agree={t('consent.agreePerson')}
          checked={entered.consent}
          error={form.errors.consent}
          onChecked={(consent) => change({ consent })}
        />
        <CommandStatus command={form.command} />
        <Button type="submit" tone="primary" wide busy={form.command.sending}>
          {t('join.do')}
        </Button>
      </form>
    </Page>
  );
}
