/** The four orders as a line: which are behind, which is now. */
import type { OrderState } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { Icon } from './Icon';

const STEPS: Key[] = ['step.place', 'step.dispatch', 'step.accept', 'step.rate'];

/** How many steps are done in each state. */
const DONE: Partial<Record<OrderState, number>> = {
  review: 0,
  waiting: 1,
  offered: 2,
  accepted: 2,
  serving: 2,
  finished: 3,
  confirmed: 3,
  rated: 4,
  closed: 4,
};

export function Progress({ state }: { state: OrderState }) {
  const done = DONE[state];
  if (done === undefined) return null;
  return (
    <ol class="progress" aria-label={t('order.progress')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          class={index < done ? 'progress-done' : index === done ? 'progress-now' : undefined}
          aria-current={index === done ? 'step' : undefined}
        >
          <span class="progress-dot">{index < done ? <Icon name="check" /> : index + 1}</span>
          <span class="progress-name">{t(step)}</span>
          <span class="hidden">
            {index < done ? t('progress.done') : index === done ? t('progress.now') : t('progress.later')}
          </span>
        </li>
      ))}
    </ol>
  );
}
