/** A message in the page. Its kind is told by an icon and by words, not by colour alone. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

type Kind = 'info' | 'good' | 'warning' | 'error';

const ICONS: Record<Kind, IconName> = { info: 'info', good: 'check', warning: 'alert', error: 'alert' };

export function Notice({ kind, title, children }: { kind: Kind; title?: string; children?: ComponentChildren }) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={ICONS[kind]} />
      <div class="notice-text">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
