import { Alert, Button, Checkbox, Input, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { savePlan, type PlanDesk, type PlanTimes } from '../api/plans';
import { t } from '../app';
import { Field, idOf } from '../intake/Field';
import { OrderField } from '../intake/OrderField';
import { Section } from '../shared/Section';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';
import { planRequest, type PlanDraft } from './draft';
import { Next } from './Next';
import { When } from './When';

const DAY_OFF: readonly PlanTimes['dayOff'][] = ['keep', 'skip', 'next'];
const LEAD_DAYS = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30];

/** The host keeps pages that were left: names of their own keep this form's fields apart from those of the page of orders in another's name. */
const own = (name: string) => `plan-${name}`;

interface Props {
  desk: PlanDesk;
  start: PlanDraft;
  onSaved: () => void;
}

/** 计划：what is arranged, when it comes round and where; the next dates beside it before anything is saved. */
export function PlanForm({ desk, start, onSaved }: Props) {
  const [draft, setDraft] = useState(start);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string>();
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const change = (part: Partial<PlanDraft>) => setDraft((old) => ({ ...old, ...part }));
  const text = (name: 'title' | 'name' | 'phone' | 'timeFrom' | 'timeTo' | 'startsOn' | 'endsOn', problem: string) => ({
    id: idOf(own(problem)),
    value: draft[name],
    autoComplete: 'off' as const,
    status: problems[problem] ? ('error' as const) : undefined,
    'aria-invalid': Boolean(problems[problem]),
    'aria-describedby': problems[problem] ? `${idOf(own(problem))}-problem` : undefined,
    onChange: ({ target }: { target: { value: string } }) => change({ [name]: target.value }),
  });

  const chooseSite = (siteId: string | undefined) => {
    const site = desk.sites.find(({ id }) => id === siteId);
    const { values } = draft;
    const offered = desk.fields
      .find(({ name }) => name === 'townCode')
      ?.options?.some(({ value }) => value === site?.townCode);
    change({
      siteId,
      values: {
        ...values,
        ...(site?.townCode && offered && !values.townCode ? { townCode: site.townCode } : {}),
        ...(site && !values.address ? { address: site.address ?? site.name } : {}),
        ...(site?.phone && !values.contactPhone && !draft.id ? { contactPhone: site.phone } : {}),
      },
    });
  };

  const save = useOnePress(async () => {
    setBusy(true);
    const { plan, message: refused, problems: wrong } = await savePlan(planRequest(draft, desk.fields));
    setBusy(false);
    if (plan) {
      toast(t('pages.plans.saved'));
      return onSaved();
    }
    setMessage(refused);
    const byField = Object.fromEntries((wrong ?? []).map((one) => [one.field, one.message]));
    setProblems(byField);
    const [first] = Object.keys(byField);
    if (first) document.getElementById(idOf(own(first)))?.focus();
  });

  return (
    <div data-plan-form>
      <Section title={t('pages.plans.what')}>
        <Field name={own('title')} label={t('api.plan.field.title')} required problem={problems.title}>
          <Input {...text('title', 'title')} maxLength={60} />
        </Field>
        <Field
          name={own('serviceItemId')}
          label={t('api.plan.field.serviceItemId')}
          required
          problem={problems.serviceItemId}
        >
          <Select
            id={idOf(own('serviceItemId'))}
            status={problems.serviceItemId ? 'error' : undefined}
            value={draft.serviceItemId}
            options={desk.items.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch
            optionFilterProp="label"
            style={{ width: '100%' }}
            onChange={(serviceItemId: string) => change({ serviceItemId })}
          />
        </Field>
        <Field name={own('siteId')} label={t('api.plan.field.siteId')} problem={problems.siteId}>
          <Select
            id={idOf(own('siteId'))}
            value={draft.siteId}
            options={desk.sites.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch
            allowClear
            optionFilterProp="label"
            style={{ width: '100%' }}
            onChange={chooseSite}
          />
        </Field>
        <div style={{ marginBottom: 12 }}>
          <Radio.Group
            aria-label={t('pages.plans.asks')}
            value={draft.forPerson ? 'person' : 'office'}
            options={['office', 'person'].map((value) => ({ value, label: t(`pages.plans.asks.${value}`) }))}
            onChange={({ target }) => change({ forPerson: target.value === 'person', anew: true })}
          />
        </div>
        {draft.forPerson && (
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: '0 16px' }}>
            <Field
              name={own('requesterName')}
              label={t('api.plan.field.requesterName')}
              required
              problem={problems.requesterName}
            >
              <Input {...text('name', 'requesterName')} maxLength={50} disabled={!draft.anew} />
            </Field>
            {draft.anew && (
              <Field
                name={own('requesterPhone')}
                label={t('api.plan.field.requesterPhone')}
                problem={problems.requesterPhone}
              >
                <Input {...text('phone', 'requesterPhone')} type="tel" inputMode="tel" maxLength={20} />
              </Field>
            )}
          </div>
        )}
      </Section>
      <Section title={t('pages.plans.when')}>
        <Field name={own('recurrence')} label={t('api.plan.field.recurrence')} required problem={problems.recurrence}>
          <When when={draft.when} desk={desk} onChange={(part) => change({ when: { ...draft.when, ...part } })} />
        </Field>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))', gap: '0 16px' }}>
          <Field name={own('timeFrom')} label={t('api.plan.field.timeFrom')} required problem={problems.timeFrom}>
            <Input {...text('timeFrom', 'timeFrom')} type="time" />
          </Field>
          <Field name={own('timeTo')} label={t('api.plan.field.timeTo')} required problem={problems.timeTo}>
            <Input {...text('timeTo', 'timeTo')} type="time" />
          </Field>
          <Field name={own('startsOn')} label={t('api.plan.field.startsOn')} required problem={problems.startsOn}>
            <Input {...text('startsOn', 'startsOn')} type="date" />
          </Field>
          <Field name={own('endsOn')} label={t('api.plan.field.endsOn')} problem={problems.endsOn}>
            <Input {...text('endsOn', 'endsOn')} type="date" />
          </Field>
        </div>
        <Field name={own('dayOff')} label={t('pages.plans.dayOff')} required problem={problems.dayOff}>
          <Radio.Group
            id={idOf(own('dayOff'))}
            aria-label={t('pages.plans.dayOff')}
            value={draft.dayOff}
            options={DAY_OFF.map((value) => ({ value, label: t(`pages.plans.dayOff.${value}`) }))}
            onChange={({ target }) => change({ dayOff: target.value as PlanTimes['dayOff'] })}
          />
        </Field>
        {draft.dayOff !== 'keep' && (
          <div style={{ marginBottom: 12 }}>
            <Checkbox checked={draft.weekendsOff} onChange={({ target }) => change({ weekendsOff: target.checked })}>
              {t('pages.plans.weekendsOff')}
            </Checkbox>
          </div>
        )}
        <Field name={own('leadDays')} label={t('pages.plans.lead')} required problem={problems.leadDays}>
          <Select
            id={idOf(own('leadDays'))}
            value={draft.leadDays}
            options={[...new Set([...LEAD_DAYS, draft.leadDays])]
              .sort((a, b) => a - b)
              .map((days) => ({
                value: days,
                label: days ? t('pages.plans.leadDays', { count: days }) : t('pages.plans.onDay'),
              }))}
            style={{ width: 200, maxWidth: '100%' }}
            onChange={(leadDays: number) => change({ leadDays })}
          />
        </Field>
      </Section>
      <Next draft={draft} regionCode={desk.regionCode} />
      <Section title={t('pages.plans.where')}>
        {desk.fields.map((field) => (
          <OrderField
            key={field.name}
            field={{ ...field, name: own(field.name), ...hintFor(field.name, Boolean(draft.id)) }}
            value={draft.values[field.name]}
            problem={problems[field.name]}
            onValue={(value) => change({ values: { ...draft.values, [field.name]: value } })}
          />
        ))}
      </Section>
      {message && <Alert type="error" showIcon message={message} style={{ marginBottom: 12 }} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
        <Button type="primary" size="large" loading={busy} onClick={() => void save()}>
          {t('pages.plans.save')}
        </Button>
        <Typography.Text type="secondary">{t('pages.plans.saveHint')}</Typography.Text>
      </div>
    </div>
  );
}

/** A telephone that is kept is not shown. */
const hintFor = (name: string, isChange: boolean) =>
  name === 'contactPhone' && isChange ? { description: t('pages.plans.phoneKept') } : {};
