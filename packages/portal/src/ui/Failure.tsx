/** What went wrong, what it means for the reader, and what to press. */
import type { Failure } from '../api/errors';
import { t, type Key } from '../i18n';
import { Button } from './Button';
import type { Command } from './hooks';
import { Notice } from './Notice';

const TITLES: Record<Failure['kind'], Key> = {
  network: 'failure.network',
  auth: 'failure.auth',
  starting: 'failure.starting',
  refused: 'failure.refused',
  server: 'failure.server',
};

/** The sentences to show: the server's own if it sent any. */
export function sentencesOf(failure: Failure): string[] {
  return failure.problems.map((problem) => problem.message).filter((message) => message !== '');
}

export function FailureView({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const sentences = sentencesOf(failure);
  const missing = failure.kind === 'refused' && (failure.status === 404 || failure.status === 403);
  return (
    <Notice
      kind={failure.kind === 'starting' ? 'warning' : 'error'}
      title={t(missing ? 'failure.missing' : TITLES[failure.kind])}
    >
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {failure.kind === 'network' && <p>{t('failure.networkHint')}</p>}
      {failure.kind === 'starting' && <p>{t('failure.startingHint')}</p>}
      {retry && (
        <p>
          <Button onClick={retry}>{t('action.retry')}</Button>
        </p>
      )}
    </Notice>
  );
}

/** Kinds that leave open whether a command, in one of its tries, was carried out. */
const UNDECIDED: Failure['kind'][] = ['network', 'starting', 'server'];

/** How a command stands: a live line while it is tried again, then what it came to. Place it beside the button. */
export function CommandStatus({ command, retry }: { command: Command; retry?: () => void }) {
  const { failure, sending, attempt } = command;
  const unknown = failure && UNDECIDED.includes(failure.kind);
  return (
    <>
      <p class="live-line" role="status">
        {sending ? (attempt > 1 ? t('command.retrying', { attempt }) : t('command.sending')) : ''}
      </p>
      {failure && (
        <Notice kind="error" title={t(unknown ? 'command.unanswered' : 'failure.refused')}>
          {sentencesOf(failure).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {unknown && <p>{t('command.safeToRepeat')}</p>}
          {unknown && retry && (
            <p>
              <Button onClick={retry}>{t('action.retry')}</Button>
            </p>
          )}
        </Notice>
      )}
    </>
  );
}
