import { Tag } from 'antd';
import type { OrderState } from '../../api/types';

/** The colours of the collection's choices (`sidanOrders.state`), so that a state looks the same in every block. */
export const STATE_COLORS: Readonly<Record<string, string>> = {
  review: 'gold',
  waiting: 'orange',
  offered: 'blue',
  accepted: 'cyan',
  serving: 'processing',
  finished: 'lime',
  confirmed: 'green',
  rated: 'success',
  closed: 'default',
  rejected: 'red',
  cancelled: 'default',
  compiling: 'gold',
  claimable: 'purple',
  reporting: 'lime',
  disputed: 'volcano',
  following: 'geekblue',
  redeeming: 'magenta',
  declared: 'gold',
  credited: 'success',
  merged: 'default',
};

export const StateTag = ({ state, name }: { state: OrderState; name: string }) => (
  <Tag color={STATE_COLORS[state] ?? 'default'} style={{ marginInlineEnd: 0 }}>
    {name}
  </Tag>
);
