import { useEffect, useRef, useState } from 'react';
import type { OrderAnswer } from '../../api/types';
import { callerBy, placeFor, type CallerView, type IntakeDesk, type KnownOrder } from '../api/intake';
import { newKey } from '../api/request';
import { useOnePress } from '../shared/useOnePress';
import { idOf } from './Field';
import { useQuote } from './useQuote';
import { emptyDraft, isWholeMobile, plainPhone, requestOf, withPerson, type Draft } from './values';

/** Of fewer digits nobody is asked about. */
const DIGITS_MIN = 7;

/** What happens on the sheet: the call is looked up, the order placed, what is wrong laid beside its field, and the next sheet begun. */
export function useIntake(desk: IntakeDesk) {
  const { regionCode, fields } = desk;
  const [draft, setDraft] = useState<Draft>(() => emptyDraft('hotline', fields));
  const [caller, setCaller] = useState<{ phone: string; view: CallerView }>();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string>();
  const [similar, setSimilar] = useState<KnownOrder[]>();
  const [placed, setPlaced] = useState<OrderAnswer['order']>();
  const [opened, setOpened] = useState<string>();
  const [busy, setBusy] = useState(false);
  const quote = useQuote(regionCode, draft);
  const asked = useRef('');
  const sent = useRef<{ body: string; key: string }>();
  const focus = (name: string) => document.getElementById(idOf(name))?.focus();

  // The number comes first: the telephone has rung.
  useEffect(() => focus('requesterPhone'), []);

  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));

  const choose = (person: CallerView['people'][number]) => setDraft((old) => withPerson(old, person, fields));

  const lookUp = async (phone: string) => {
    asked.current = phone;
    const view = await callerBy(phone, regionCode).catch(() => undefined);
    // Another number has been typed since.
    if (asked.current !== phone || !view) return;
    setCaller({ phone, view });
    const [only, ...others] = view.people;
    // Whose name is being typed is not overruled.
    if (only?.isNear && !others.length) setDraft((old) => (old.requester.name ? old : withPerson(old, only, fields)));
  };
  const dial = (phone: string) => {
    // Somebody else's household is another one.
    change({ requester: { ...draft.requester, phone }, beneficiaryId: '' });
    const plain = plainPhone(phone);
    if (plain !== asked.current) {
      asked.current = '';
      setCaller(undefined);
    }
    if (isWholeMobile(plain) && plain !== asked.current) void lookUp(plain);
  };
  const ask = () => {
    const plain = plainPhone(draft.requester.phone);
    if (plain.replace(/\D/g, '').length >= DIGITS_MIN && plain !== asked.current) void lookUp(plain);
  };

  const clear = () => {
    setDraft(emptyDraft(draft.channel, fields));
    setCaller(undefined);
    setProblems({});
    setMessage(undefined);
    setSimilar(undefined);
    asked.current = '';
    focus('requesterPhone');
  };

  const place = useOnePress(async (isAnother?: boolean) => {
    const request = { ...requestOf(draft, fields, quote), regionCode };
    const body = JSON.stringify(request);
    // The same sheet sent again after a broken line is the same order; one that was changed is another request.
    if (sent.current?.body !== body) sent.current = { body, key: newKey() };
    setBusy(true);
    setPlaced(undefined);
    const answer = await placeFor({ ...request, ...(isAnother ? { isAnother } : {}) }, sent.current.key);
    setBusy(false);
    setSimilar(answer.similar);
    const wrong = answer.problems ?? [];
    setProblems(Object.fromEntries(wrong.map((problem) => [problem.field, problem.message])));
    // What stands beside its field is not said twice.
    const unseen = wrong.filter(({ field }) => !document.getElementById(idOf(field)));
    setMessage(wrong.length && !unseen.length ? undefined : answer.message);
    if (answer.order) {
      clear();
      setPlaced(answer.order);
    } else if (wrong.length) firstOf(wrong.map(({ field }) => field))?.focus();
  });

  return {
    draft,
    problems,
    message,
    similar,
    placed,
    opened,
    busy,
    caller: caller?.view,
    quote,
    change,
    choose,
    dial,
    ask,
    place,
    clear: () => {
      clear();
      setPlaced(undefined);
    },
    goBack: () => setSimilar(undefined),
    open: setOpened,
    /** What was shown of the caller's orders is out of date. */
    refresh: () => asked.current && void lookUp(asked.current),
    close: () => setOpened(undefined),
  };
}

/** Of several controls the one that stands highest on the page. */
function firstOf(names: readonly string[]): HTMLElement | undefined {
  const controls = names.flatMap((name) => {
    const found = document.getElementById(idOf(name));
    // Of a group of choices the first.
    return found?.querySelector('input') ?? found ?? [];
  });
  return controls.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
}
