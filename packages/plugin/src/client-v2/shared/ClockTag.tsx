import { Tag } from 'antd';
import { useEffect, useState } from 'react';
import { t } from '../app';
import { duration } from './format';

/** How long is left before the clock that runs now runs out. Counts on its own, once a minute. */
export function ClockTag({ dueAt }: { dueAt?: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  if (!dueAt) return null;
  const minutes = (Date.parse(dueAt) - now) / 60_000;
  const late = minutes < 0;
  const color = late ? 'error' : minutes < 30 ? 'warning' : 'default';
  return (
    <Tag color={color} bordered={false} style={{ marginInlineEnd: 0 }}>
      {t(late ? 'pages.common.overdue' : 'pages.common.left', { time: duration(Math.abs(minutes)) })}
    </Tag>
  );
}
