/** 转赠与捐赠：what one has, to one's family, to a fund, or into another asset; checked before it is sent. */
import { useState } from 'preact/hooks';
import type { TransferOptions, TransferQuote } from '@sidan/plugin-sidan/api';
import { amountOf, begun, only, requestOf, PURPOSES, targetsOf, unitOf, type Draft } from '../form/giving';
import { t } from '../i18n';
import { api, tellNext } from '../state/app';
import { go, paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { Select, TextInput } from '../ui/fields';
import { Listed, Nobody, Sure } from '../ui/giving';
import { Guard } from '../ui/Guard';
import { useCommand, useResource } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';

/** `teamId`: from the account of a team that the reader leads. */
export function Give({ teamId }: { teamId?: string }) {
  return (
    <Guard title={t(teamId ? 'give.teamTitle' : 'give.title')} person>
      {() => <GivePage key={teamId} teamId={teamId} />}
    </Guard>
  );
}

function GivePage({ teamId }: { teamId?: string }) {
  const resource = useResource(`give/${teamId ?? ''}`, () => api.transferOptions(teamId));
  const team = resource.data?.team;
  const lede = team ? t('give.teamLede', { team: team.name }) : t('give.lede');
  return (
    <Page
      title={t(teamId ? 'give.teamTitle' : 'give.title')}
      lede={lede}
      back={{ href: paths.wallet, label: t('wallet.title') }}
    >
      <Async resource={resource}>
        {(options) => (options.assets.length ? <Giving options={options} /> : <Empty title={t('give.none')} />)}
      </Async>
    </Page>
  );
}

const LABELS = { transfer: 'give.whom', donate: 'give.fund', exchange: 'give.into' } as const;

function Giving({ options }: { options: TransferOptions }) {
  const [draft, setDraft] = useState<Draft>(() => begun(options));
  const [asked, setAsked] = useState(false);
  const [quote, setQuote] = useState<TransferQuote>();
  const checking = useCommand();
  const sending = useCommand();
  const asset = options.assets.find((one) => one.asset === draft.asset);
  const purpose = asset?.purposes.find((one) => one === draft.purpose);
  const targets = targetsOf(options, asset, draft.purpose);
  const to = targets.find(({ value }) => value === (draft.to || only(targets.map((one) => one.value))));
  const amount = amountOf(draft);
  const change = (part: Partial<Draft>) => {
    setQuote(undefined);
    // What was wrong with the last amount is not wrong with the next.
    checking.reset();
    setDraft({ ...draft, ...part });
  };
  const request = asset && purpose && to && amount > 0 ? requestOf(draft, purpose, to.value) : undefined;
  const body = request && { ...request, ...(options.team ? { teamId: options.team.id } : {}) };
  const check = async () => {
    setAsked(true);
    if (body) await checking.run(async () => setQuote(await api.previewTransfer(body)));
  };
  const send = async () => {
    if (!body) return;
    await sending.run(async (onRetry) => {
      const done = await api.give(body, onRetry);
      tellNext(t('give.done', { amount: done.cost, unit: done.unit }));
      go(paths.walletFor(draft.asset));
    });
  };
  if (quote && to && purpose)
    return (
      <Sure
        quote={quote}
        name={to.label}
        team={options.team?.name}
        purpose={purpose}
        onBack={() => setQuote(undefined)}
      >
        {quote.reasons.length === 0 && (
          <Button tone="primary" busy={sending.sending} onClick={() => void send()}>
            {t('give.confirm')}
          </Button>
        )}
        <CommandStatus command={sending} retry={() => void send()} />
      </Sure>
    );
  const choose = asked ? t('give.choose') : undefined;
  return (
    <form
      class="event-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <Select
        id="give-asset"
        label={t('give.what')}
        required
        value={draft.asset}
        options={options.assets.map((one) => ({ value: one.asset, label: one.name }))}
        hint={asset && t('give.have', { amount: asset.balance, unit: asset.unit })}
        error={asset ? undefined : choose}
        onValue={(value) => {
          const next = options.assets.find((one) => one.asset === value);
          change({ asset: value, purpose: only(next?.purposes ?? []), to: '', member: '' });
        }}
      />
      {asset && (
        <Select
          id="give-purpose"
          label={t('give.purpose')}
          required
          value={draft.purpose}
          options={asset.purposes.map((one) => ({ value: one, label: t(PURPOSES[one]) }))}
          error={purpose ? undefined : choose}
          onValue={(value) => change({ purpose: value, to: '', member: '' })}
        />
      )}
      {purpose && targets.length === 0 && <Nobody purpose={purpose} />}
      {purpose && targets.length > 0 && (
        <Select
          id="give-to"
          label={t(LABELS[purpose])}
          required
          value={to?.value ?? ''}
          options={targets}
          error={to ? undefined : choose}
          onValue={(value) => change({ to: value, member: '' })}
        />
      )}
      {purpose === 'donate' && to && (
        <Listed options={options} fundId={to.value} value={draft.member} onValue={(member) => change({ member })} />
      )}
      {purpose && (
        <TextInput
          id="give-amount"
          label={t('give.amount', { unit: unitOf(asset, purpose, to?.value) })}
          required
          inputMode="decimal"
          value={draft.amount}
          error={asked && amount <= 0 ? t('give.amountWrong') : undefined}
          onValue={(value) => change({ amount: value })}
        />
      )}
      <Button type="submit" tone="primary" busy={checking.sending}>
        {t('give.check')}
      </Button>
      <CommandStatus command={checking} retry={() => void check()} />
    </form>
  );
}
