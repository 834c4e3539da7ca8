import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Loaded } from '../api/useLoad';
import { t } from '../app';

/** What a block shows before it has anything to show: a skeleton, or the reason and a way to try again. */
export function Loading<T>({
  from,
  rows = 4,
  children,
}: {
  from: Loaded<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (from.data !== undefined) {
    return (
      <>
        {from.problem && <Trouble message={from.problem.message} onRetry={from.reload} />}
        {children(from.data)}
      </>
    );
  }
  if (from.problem) return <Trouble message={from.problem.message} onRetry={from.reload} />;
  return <Skeleton active title={false} paragraph={{ rows }} />;
}

const Trouble = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Alert
    type="error"
    showIcon
    message={message}
    style={{ marginBottom: 12 }}
    action={
      <Button size="small" onClick={onRetry}>
        {t('pages.common.retry')}
      </Button>
    }
  />
);
