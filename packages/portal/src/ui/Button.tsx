/** Buttons and links that look like them. While its command is under way a button keeps the focus and says so. */
import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { Icon, type IconName } from './Icon';

type Tone = 'primary' | 'plain' | 'quiet';

interface Looks {
  children: ComponentChildren;
  tone?: Tone;
  icon?: IconName;
  wide?: boolean;
}

interface ButtonProps extends Looks {
  type?: 'button' | 'submit';
  busy?: boolean;
  expanded?: boolean;
  pressed?: boolean;
  onClick?: () => void;
}

const classes = ({ tone = 'plain', wide }: Looks) => `button button-${tone}${wide ? ' button-wide' : ''}`;

export function Button({ type = 'button', busy = false, expanded, pressed, onClick, ...looks }: ButtonProps) {
  return (
    <button
      type={type}
      class={classes(looks)}
      aria-disabled={busy || undefined}
      aria-expanded={expanded}
      aria-pressed={pressed}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {looks.icon && <Icon name={looks.icon} />}
      <span>{busy ? t('action.sending') : looks.children}</span>
    </button>
  );
}

export function LinkButton({ href, ...looks }: Looks & { href: string }) {
  return (
    <a class={classes(looks)} href={href}>
      {looks.icon && <Icon name={looks.icon} />}
      <span>{looks.children}</span>
    </a>
  );
}
