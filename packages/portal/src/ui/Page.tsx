/** The frame of a page: its title in the tab and on screen, the way back, and the focus on its heading after a change of page. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { config } from '../state/app';
import { useStore } from '../state/store';
import { Icon } from './Icon';

interface PageProps {
  title: string;
  lede?: ComponentChildren;
  back?: { href: string; label: string };
  /** Forms and texts are narrower than lists. */
  narrow?: boolean;
  children: ComponentChildren;
}

let drawnBefore = false;

/** Moves the focus to the page's heading, where a screen reader then begins. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** Sets the tab's title and, except for the very first page, the focus. */
export function usePageStart(title: string): void {
  const county = useStore(config);
  const done = useRef(false);
  useEffect(() => {
    document.title = `${title} · ${county?.centerName ?? t('app.name')}`;
  }, [title, county]);
  useEffect(() => {
    if (drawnBefore && !done.current) focusHeading();
    drawnBefore = true;
    done.current = true;
  }, []);
}

export function Page({ title, lede, back, narrow, children }: PageProps) {
  usePageStart(title);
  return (
    <div class={narrow ? 'page page-narrow' : 'page'}>
      {back && (
        <a class="back" href={`#${back.href}`}>
          <Icon name="back" />
          {back.label}
        </a>
      )}
      <h1 tabIndex={-1}>{title}</h1>
      {lede && <p class="lede">{lede}</p>}
      {children}
    </div>
  );
}

/** Something where a list would be, when there is nothing. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
