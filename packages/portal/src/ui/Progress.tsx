/** The county's own orders as a line: which are behind, which is now. */
import type { OrderDetail } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { Icon } from './Icon';

const WORDS = { done: 'progress.done', now: 'progress.now', later: 'progress.later' } as const;

/** Nothing of an order that ended early: its state says it all. */
export function Progress({ order }: { order: OrderDetail }) {
  if (!order.progress?.length) return null;
  return (
    <ol class="progress" aria-label={t('order.progress')}>
      {order.progress.map(({ event, name, state }, index) => (
        <li
          key={event}
          class={state === 'later' ? undefined : `progress-${state}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span class="progress-dot">{state === 'done' ? <Icon name="check" /> : index + 1}</span>
          <span class="progress-name">{name}</span>
          <span class="hidden">{t(WORDS[state])}</span>
        </li>
      ))}
    </ol>
  );
}
