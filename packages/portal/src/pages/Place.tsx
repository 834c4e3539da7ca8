/** Placing an order: a form made from the server's description, kept on this device while it is written. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Me, OrderForm, ServiceItemView } from '@sidan/plugin-sidan/api';
import {
  atHome,
  drawnFields,
  initialValues,
  isUntouched,
  toBody,
  type FieldValue,
  type FormValues,
} from '../form/model';
import { wordsOf } from '../form/words';
import { mapProblems, validate, type FieldProblem } from '../form/validate';
import { t } from '../i18n';
import { formatMinutes } from '../i18n/format';
import { api, draftStore, tellNext } from '../state/app';
import { go, paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { ErrorSummary } from '../ui/ErrorSummary';
import { EventControl, toBody as eventBody, type EventValues } from '../ui/EventForm';
import { CommandStatus } from '../ui/Failure';
import { Guard } from '../ui/Guard';
import { useCommand, useResource } from '../ui/hooks';
import { Notice } from '../ui/Notice';
import { idOf, OrderField } from '../ui/OrderField';
import { Page } from '../ui/Page';
import { firstChoice, isPaid, PaymentFields, paymentBody } from '../ui/Payment';
import { wardNamed, Whom, whomAsked, whomBody } from '../ui/Whom';

/** Typing has stopped. */
const QUOTE_MS = 300;

interface Loaded {
  form: OrderForm;
  item: ServiceItemView | undefined;
}

export function Place({ itemId }: { itemId: string }) {
  return (
    <Guard title={t('place.title')} person>
      {(me) => <PlacePage itemId={itemId} me={me} />}
    </Guard>
  );
}

function PlacePage({ itemId, me }: { itemId: string; me: Me }) {
  const resource = useResource<Loaded>(itemId, async () => {
    const [form, menu] = await Promise.all([api.form(itemId), api.menu()]);
    return { form, item: menu.find((item) => item.id === itemId) };
  });
  const item = resource.data?.item;
  return (
    <Page
      title={item ? t('place.titleOf', { item: item.name }) : t('place.title')}
      lede={item?.description}
      back={{ href: paths.home, label: t('place.back') }}
      narrow
    >
      <Async resource={resource} cards={1}>
        {({ form }) => (
          <>
            {item?.durationMinutes ? (
              <p class="hint">{t('item.duration', { duration: formatMinutes(item.durationMinutes) })}</p>
            ) : null}
            {item?.emergency && <p class="hint">{t('place.emergency')}</p>}
            {item?.needsReview && <p class="hint">{t('place.reviewed')}</p>}
            <PlaceForm itemId={itemId} form={form} me={me} />
          </>
        )}
      </Async>
    </Page>
  );
}

function PlaceForm({ itemId, form, me }: { itemId: string; form: OrderForm; me: Me }) {
  const fields = useMemo(() => drawnFields(form), [form]);
  const draft = useMemo(() => draftStore<FormValues>(itemId), [itemId]);
  const initial = useMemo(() => initialValues(fields, me), [fields, me]);
  const [values, setValues] = useState<FormValues>(() => initialValues(fields, me, draft.load()));
  const [restored, setRestored] = useState(() => draft.load() !== undefined);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [turn, setTurn] = useState(0);
  const command = useCommand();
  const [quote, setQuote] = useState(form.payment);
  const [asking, setAsking] = useState(false);
  const [choice, setChoice] = useState(() => form.payment && firstChoice(form.payment));
  const [told, setTold] = useState<EventValues>({});
  const [whom, setWhom] = useState('');
  const paid = Boolean(quote && choice && isPaid(quote, choice));
  useEffect(() => setQuote(form.payment), [form]);
  // What it would cost is asked again when what it depends on has changed; an older answer does not overtake a newer.
  useEffect(() => {
    if (!choice || !form.payment) return undefined;
    let isOld = false;
    setAsking(true);
    const minutes = Number(choice.minutes);
    const asked = { ...whomAsked(whom), ...(minutes > 0 ? { minutes } : {}) };
    const timer = setTimeout(() => {
      api.form(itemId, asked).then(
        ({ payment }) => {
          if (isOld) return;
          if (payment) setQuote(payment);
          setAsking(false);
        },
        () => !isOld && setAsking(false),
      );
    }, QUOTE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [choice?.minutes, whom]);
  // Switching the language brings new titles, or a field that an administrator has just added.
  useEffect(() => setValues((before) => initialValues(fields, me, before)), [fields]);

  const change = (name: string, value: FieldValue) => {
    const next = { ...values, [name]: value };
    setValues(next);
    if (isUntouched(next, initial)) draft.drop();
    else draft.save(next);
  };
  // Where a ward lives nobody has said: what stood there was the reader's own address, where it was not changed.
  const chooseWhom = (next: string) => {
    setWhom(next);
    setValues(atHome(values, initial, next === '' || form.family?.some(({ personId }) => personId === next) === true));
  };
  const send = async () => {
    const found = validate(fields, values);
    setProblems(found);
    setTurn(turn + 1);
    if (found.length) return;
    await command.run(async (onRetry) => {
      const payment = quote && choice ? paymentBody(quote, choice, whom) : {};
      const beside = { ...eventBody(form.told ?? [], told), ...payment, ...whomBody(whom) };
      const { order } = await api.place({ ...toBody(fields, values), ...beside, serviceItemId: itemId }, onRetry);
      draft.drop();
      tellNext(t('place.done', { number: order.orderNo }));
      go(paths.order(order.id), true);
    });
  };
  const refused = command.failure && mapProblems(fields, values, command.failure.problems);
  const shown = problems.length ? problems : (refused ?? []);
  useEffect(() => {
    if (refused?.length) setTurn((before) => before + 1);
  }, [command.failure]);

  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {restored && (
        <Notice kind="info" title={t('draft.restored')}>
          <Button
            onClick={() => {
              draft.drop();
              setValues(initial);
              setRestored(false);
            }}
          >
            {t('draft.drop')}
          </Button>
        </Notice>
      )}
      <ErrorSummary turn={turn} lines={shown.map((problem) => ({ id: idOf(problem.name), text: wordsOf(problem) }))} />
      <Whom family={form.family ?? []} wards={me.wards} paid={paid} whom={whom} onWhom={chooseWhom} />
      {fields.map((field) => {
        const problem = shown.find(({ name }) => name === field.name);
        return (
          <OrderField
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            error={problem && wordsOf(problem)}
            onValue={(value) => change(field.name, value)}
          />
        );
      })}
      {(form.told ?? []).map((field) => (
        <EventControl
          key={field.name}
          id={`told-${field.name}`}
          field={field}
          value={told[field.name]}
          onValue={(value) => setTold({ ...told, [field.name]: value })}
        />
      ))}
      {quote && choice && (
        <PaymentFields
          quote={quote}
          asking={asking}
          payer={wardNamed(me.wards, whom)}
          choice={choice}
          onChoice={setChoice}
        />
      )}
      <CommandStatus command={command} retry={() => void send()} />
      <Button type="submit" tone="primary" wide busy={command.sending}>
        {t('place.do')}
      </Button>
      <p class="hint">{t('draft.kept')}</p>
    </form>
  );
}
