/** 申报: a volunteer tells of a service that was done without an order; the centre assesses it. */
import { useMemo, useState } from 'preact/hooks';
import type { Me, OrderForm, ServiceItemView } from '@sidan/plugin-sidan/api';
import { drawnFields, initialValues, toBody, type FormValues } from '../form/model';
import { validate } from '../form/validate';
import { wordsOf } from '../form/words';
import { t } from '../i18n';
import { api, tellNext } from '../state/app';
import { go, paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { ErrorSummary } from '../ui/ErrorSummary';
import { EventControl, problemOf, toBody as eventBody, type EventValues } from '../ui/EventForm';
import { CommandStatus } from '../ui/Failure';
import { Select, TextArea, TextInput } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { idOf, OrderField } from '../ui/OrderField';
import { Page } from '../ui/Page';
import { useForm, type FormErrors } from '../ui/useForm';

const MINUTES_MAX = 1440;
const SUMMARY_MAX = 1000;

export function Declare() {
  return (
    <Guard title={t('declare.title')} person>
      {(me) => <DeclarePage me={me} />}
    </Guard>
  );
}

function DeclarePage({ me }: { me: Me }) {
  const resource = useResource('declare', async () => {
    const menu = await api.menu();
    return { menu, form: menu[0] && (await api.form(menu[0].id, { event: 'declare' })) };
  });
  return (
    <Page
      title={t('declare.title')}
      lede={t('declare.lede')}
      back={{ href: paths.volunteer, label: t('volunteer.title') }}
      narrow
    >
      <Async resource={resource} cards={1}>
        {({ menu, form }) => (form ? <DeclareForm me={me} menu={menu} form={form} /> : <p>{t('declare.none')}</p>)}
      </Async>
    </Page>
  );
}

function DeclareForm({ me, menu, form }: { me: Me; menu: ServiceItemView[]; form: OrderForm }) {
  // What an order needs and a report has no use for is left out: whom to call, what is wished for.
  const fields = useMemo(() => drawnFields(form).filter((field) => field.required || field.name === 'address'), [form]);
  const [values, setValues] = useState<FormValues>(() => initialValues(fields, me));
  const [itemId, setItemId] = useState('');
  const [minutes, setMinutes] = useState('');
  const [summary, setSummary] = useState('');
  const [told, setTold] = useState<EventValues>({});
  const asked = form.told ?? [];
  const check = (): FormErrors => {
    const whole = /^\d+$/.test(minutes.trim()) ? Number(minutes) : 0;
    const length = summary.trim().length;
    return {
      'declare-item': itemId ? undefined : t('problem.chooseOne', { field: t('declare.item') }),
      'declare-summary': !length
        ? t('problem.required', { field: t('declare.summary') })
        : length > SUMMARY_MAX
          ? t('problem.tooLong', { field: t('declare.summary'), max: SUMMARY_MAX, now: length })
          : undefined,
      'declare-minutes':
        whole >= 1 && whole <= MINUTES_MAX
          ? undefined
          : t('problem.between', { field: t('declare.minutes'), min: 1, max: MINUTES_MAX }),
      ...Object.fromEntries(asked.map((field) => [`declare-${field.name}`, problemOf(field, told[field.name])])),
      ...Object.fromEntries(validate(fields, values).map((problem) => [idOf(problem.name), wordsOf(problem)])),
    };
  };
  const course = useForm(check, async (onRetry) => {
    const own = { serviceItemId: itemId, summary: summary.trim(), minutes: Number(minutes) };
    const { order } = await api.declare({ ...toBody(fields, values), ...eventBody(asked, told), ...own }, onRetry);
    tellNext(t('declare.done', { number: order.orderNo }));
    go(paths.order(order.id), true);
  });
  const frame = (name: string, label: string) => ({
    id: `declare-${name}`,
    label,
    required: true,
    error: course.errors[`declare-${name}`],
  });
  return (
    <form class="panel" noValidate onSubmit={course.onSubmit}>
      <ErrorSummary turn={course.turn} lines={course.lines} />
      <Select
        {...frame('item', t('declare.item'))}
        options={menu.map(({ id, name }) => ({ value: id, label: name }))}
        value={itemId}
        onValue={setItemId}
      />
      <TextArea {...frame('summary', t('declare.summary'))} value={summary} onValue={setSummary} />
      <TextInput {...frame('minutes', t('declare.minutes'))} inputMode="numeric" value={minutes} onValue={setMinutes} />
      {asked.map((field) => (
        <EventControl
          key={field.name}
          id={`declare-${field.name}`}
          field={field}
          error={course.errors[`declare-${field.name}`]}
          value={told[field.name]}
          onValue={(value) => setTold({ ...told, [field.name]: value })}
        />
      ))}
      {fields.map((field) => (
        <OrderField
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          error={course.errors[idOf(field.name)]}
          onValue={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <CommandStatus command={course.command} />
      <Button type="submit" tone="primary" wide busy={course.command.sending}>
        {t('declare.do')}
      </Button>
    </form>
  );
}
