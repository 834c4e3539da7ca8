import { theme, Typography } from 'antd';
import type { OrderDetail, ProgressStep } from '../../api/types';
import { t } from '../app';

const COLORS = {
  done: 'colorPrimary',
  now: 'colorPrimaryBorder',
  later: 'colorFillSecondary',
} as const satisfies Record<ProgressStep['state'], string>;

/** The county's own orders, as far as this one is. One that ended early shows no steps: its state says it all. */
export function Progress({ order }: { order: OrderDetail }) {
  const { token } = theme.useToken();
  if (!order.progress?.length) return null;
  return (
    <ol
      aria-label={t('pages.order.stages')}
      style={{ display: 'flex', gap: 6, listStyle: 'none', padding: 0, margin: 0 }}
    >
      {order.progress.map(({ event, name, state }) => (
        <li
          key={event}
          aria-current={state === 'now' ? 'step' : undefined}
          style={{ flex: 1, minWidth: 0, borderTop: `4px solid ${token[COLORS[state]]}`, paddingTop: 6 }}
        >
          {/* A text of this kind does not notice that it is strong no longer: another state, another text. */}
          <Typography.Text key={state} type={state === 'later' ? 'secondary' : undefined} strong={state === 'now'}>
            {name}
          </Typography.Text>
        </li>
      ))}
    </ol>
  );
}
