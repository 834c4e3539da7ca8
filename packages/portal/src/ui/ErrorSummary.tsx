/** All problems of a form at its head; each leads to its field. It takes the focus when it appears. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';

export interface SummaryLine {
  /** The element to go to. */
  id?: string;
  text: string;
}

/** `turn` grows with each attempt to send, so that the focus comes here again although the list is the same. */
export function ErrorSummary({ lines, turn }: { lines: SummaryLine[]; turn: number }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (lines.length) box.current?.focus();
  }, [turn]);
  if (!lines.length) return null;
  return (
    <div class="summary" ref={box} tabIndex={-1} role="group" aria-labelledby="summary-title">
      <h2 id="summary-title">{t('summary.title', { count: lines.length })}</h2>
      <ul>
        {lines.map(({ id, text }) => (
          <li key={text}>{id ? <FieldLink id={id} text={text} /> : text}</li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ id, text }: { id: string; text: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        // The hash is the router's.
        event.preventDefault();
        document.getElementById(id)?.focus();
      }}
    >
      {text}
    </a>
  );
}
