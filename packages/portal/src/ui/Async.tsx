/** A loaded thing in its three conditions: on the way, here, or not to be had. Old data stay on screen while new ones fail. */
import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { FailureView } from './Failure';
import { useSlow, type Resource } from './hooks';

interface AsyncProps<T> {
  resource: Resource<T>;
  /** How many grey cards stand in for what is on the way. */
  cards?: number;
  children: (data: T) => ComponentChildren;
}

export function Async<T>({ resource, cards = 2, children }: AsyncProps<T>) {
  const { data, failure, loading, reload } = resource;
  return (
    <>
      {failure && <FailureView failure={failure} retry={() => void reload()} />}
      {data === undefined ? loading && <Skeleton cards={cards} /> : children(data)}
    </>
  );
}

export function Skeleton({ cards = 2 }: { cards?: number }) {
  const slow = useSlow(true);
  return (
    <div class="skeleton">
      <p class="live-line" role="status">
        {slow ? t('loading.slow') : t('loading.now')}
      </p>
      {Array.from({ length: cards }, (_, index) => (
        <div key={index} class="skeleton-card" aria-hidden="true">
          <span class="skeleton-bar" />
          <span class="skeleton-bar" />
          <span class="skeleton-bar" />
        </div>
      ))}
    </div>
  );
}
