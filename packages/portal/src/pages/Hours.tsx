/** 我的工时核查: which of the reader's hours are being looked at and why, what came of it, and their own word on it. */
import { useState } from 'preact/hooks';
import type { FindingLine } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { formatTime } from '../i18n/format';
import { api, tell } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { ErrorSummary } from '../ui/ErrorSummary';
import { CommandStatus } from '../ui/Failure';
import { TextArea } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';
import { useForm } from '../ui/useForm';

const TEXT_MAX = 500;

export function Hours() {
  return (
    <Guard title={t('hours.title')} person>
      {() => <HoursPage />}
    </Guard>
  );
}

function HoursPage() {
  const resource = useResource('hours', api.hours);
  return (
    <Page
      title={t('hours.title')}
      lede={t('hours.lede')}
      back={{ href: paths.wallet, label: t('wallet.title') }}
      narrow
    >
      <Async resource={resource}>
        {(lines) => (
          <>
            {lines.length === 0 && <Empty title={t('hours.none')} />}
            {lines.map((line) => (
              <Finding key={line.id} line={line} reload={resource.reload} />
            ))}
          </>
        )}
      </Async>
    </Page>
  );
}

const STATES: Record<FindingLine['state'], Key> = {
  open: 'hours.state.open',
  dismissed: 'hours.state.dismissed',
  upheld: 'hours.state.upheld',
};
const APPEALS: Record<NonNullable<FindingLine['appealState']>, Key> = {
  open: 'hours.state.appeal.open',
  granted: 'hours.state.appeal.granted',
  refused: 'hours.state.appeal.refused',
};

/** What the reader may say, and by which words it is asked. */
const WORDS = {
  state: { label: 'hours.state', hint: 'hours.stateHint', do: 'hours.stateDo', sent: 'hours.stateSent' },
  appeal: { label: 'hours.appeal', hint: 'hours.appealHint', do: 'hours.appealDo', sent: 'hours.appealSent' },
} as const satisfies Record<string, Record<string, Key>>;

/** Where it stands: an appeal says more than what it is against. */
const standingOf = ({ state, appealState }: FindingLine): Key => (appealState ? APPEALS[appealState] : STATES[state]);

function Finding({ line, reload }: { line: FindingLine; reload: () => Promise<void> }) {
  const { service, held, short, unit } = line;
  const title = `finding-${line.id}`;
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>{line.title}</h2>
      <p class="row-meta">
        <strong>{t(standingOf(line))}</strong>
        <time dateTime={line.at}>{formatTime(line.at)}</time>
      </p>
      <p>
        {t('hours.service', {
          title: service.title,
          from: formatTime(service.checkInAt),
          to: formatTime(service.checkOutAt),
          minutes: service.minutes,
        })}
      </p>
      <p>{line.sentence}</p>
      <ul>
        {line.facts.map((fact) => (
          <li key={fact.title}>{t('hours.fact', { ...fact })}</li>
        ))}
      </ul>
      {held > 0 && <p>{t('hours.held', { amount: held, unit })}</p>}
      {line.statement && <p>{t('hours.stated', { text: line.statement })}</p>}
      {line.decidedAt && <p>{t('hours.decided', { at: formatTime(line.decidedAt), reason: line.reason ?? '' })}</p>}
      {short !== undefined && <p>{t('hours.short', { amount: short, unit })}</p>}
      {line.appeal && <p>{t('hours.appealed', { text: line.appeal })}</p>}
      {line.answeredAt && <p>{t('hours.answered', { at: formatTime(line.answeredAt), text: line.answer ?? '' })}</p>}
      <a class="row-link" href={`#${paths.order(service.orderId)}`}>
        {t('wallet.order', { number: service.orderNo })}
      </a>
      {line.state === 'open' && <Word as="state" line={line} reload={reload} />}
      {line.state === 'upheld' && !line.appealState && <Word as="appeal" line={line} reload={reload} />}
    </section>
  );
}

function Word({ as, line, reload }: { as: 'state' | 'appeal'; line: FindingLine; reload: () => Promise<void> }) {
  const [text, setText] = useState(line.statement && as === 'state' ? line.statement : '');
  const id = `${as}-${line.id}`;
  const words = WORDS[as];
  const label = t(words.label);
  const course = useForm(
    () => ({
      [id]: !text.trim()
        ? t('problem.required', { field: label })
        : text.trim().length > TEXT_MAX
          ? t('problem.tooLong', { field: label, max: TEXT_MAX, now: text.trim().length })
          : undefined,
    }),
    async (onRetry) => {
      await api.sayOfHours(as, line.id, text.trim(), onRetry);
      tell(t(words.sent));
      await reload();
    },
  );
  return (
    <form noValidate onSubmit={course.onSubmit}>
      <ErrorSummary turn={course.turn} lines={course.lines} />
      <TextArea
        id={id}
        label={label}
        hint={t(words.hint)}
        required
        error={course.errors[id]}
        value={text}
        onValue={setText}
      />
      <CommandStatus command={course.command} />
      <Button type="submit" tone="primary" wide busy={course.command.sending}>
        {t(words.do)}
      </Button>
    </form>
  );
}
