/** A list that shows more when asked; it never grows by itself under a reading eye. */
import type { ComponentChildren, VNode } from 'preact';
import { t } from '../i18n';
import { Async } from './Async';
import { Button } from './Button';
import type { PagedResource } from './hooks';

interface PagedListProps<T> {
  resource: PagedResource<T>;
  empty: ComponentChildren;
  row: (item: T) => VNode;
}

export function PagedList<T>({ resource, empty, row }: PagedListProps<T>) {
  return (
    <Async resource={resource} cards={3}>
      {(rows) =>
        rows.length === 0 ? (
          empty
        ) : (
          <>
            <ul class="list">{rows.map(row)}</ul>
            {resource.more && (
              <Button wide busy={resource.loading} onClick={() => void resource.loadMore()}>
                {t('action.more')}
              </Button>
            )}
          </>
        )
      }
    </Async>
  );
}
