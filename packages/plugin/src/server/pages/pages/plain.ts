import {
  addAction,
  details,
  editAction,
  exportAction,
  filterForm,
  filterLinks,
  form,
  pageText,
  refreshAction,
  table,
  viewAction,
  type Fields,
} from '../nodes';
import type { PageKey, TabSpec } from '../types';

interface Plain {
  page: PageKey;
  /** Where a page has several of them: which one. */
  id?: string;
  collection: string;
  /** A sentence over the table: what one must know here. */
  hint?: string;
  /** At most four. */
  search: string[];
  columns: { field: string; width: number; sortable?: boolean }[];
  sort: { field: string; direction: 'asc' | 'desc' }[];
  /** Fields of the popup that shows a row. */
  shown: string[];
  /** Fields of the forms; without them nothing can be added or changed here. */
  edited?: string[];
  /** Of these, what a row keeps that other rows know it by. */
  kept?: string[];
  /** Of these, what is asked only where a row is changed. */
  later?: string[];
  /** Title of the button that adds a row. */
  add?: string;
}

/** The usual page: a filter form, a table, and popups to read, add and change a row. The first column opens the row. */
export function plainTab(fields: Fields, key: string, spec: Plain): TabSpec {
  const id = (part: string) => ['sidan', spec.page, spec.id, part].filter(Boolean).join('-');
  const filter = { uid: id('search'), collection: spec.collection, fields: [spec.search], target: id('table') };
  const [first, ...others] = spec.columns;
  const formTab = (kind: 'create' | 'edit', uid: string) =>
    form(fields, kind, {
      uid,
      collection: spec.collection,
      fields: (spec.edited ?? []).filter((field) => !(kind === 'create' ? spec.later : spec.kept)?.includes(field)),
    });
  return {
    key,
    filterManager: filterLinks(fields, filter),
    rows: [
      [[filterForm(fields, filter)]],
      [
        [
          table(fields, {
            uid: id('table'),
            collection: spec.collection,
            ...(spec.hint ? { hint: spec.hint } : {}),
            sort: spec.sort,
            columns: [{ ...first!, opens: id('view') }, ...others],
            actions: [
              refreshAction(id('table')),
              exportAction(id('table')),
              ...(spec.edited && spec.add
                ? [addAction(id('table'), spec.collection, pageText(spec.add), formTab('create', id('new')))]
                : []),
            ],
            rowActions: [
              viewAction({
                uid: id('view'),
                collection: spec.collection,
                title: pageText('action.view'),
                size: 'medium',
                tabs: [
                  {
                    key: 'details',
                    title: pageText('tab.details'),
                    rows: [
                      [[details(fields, { uid: id('details'), collection: spec.collection, fields: spec.shown })]],
                    ],
                  },
                ],
              }),
              ...(spec.edited
                ? [
                    editAction({
                      uid: id('edit'),
                      collection: spec.collection,
                      title: pageText('action.edit'),
                      size: 'medium',
                      tabs: [{ key: 'form', title: pageText('action.edit'), rows: [[[formTab('edit', id('form'))]]] }],
                    }),
                  ]
                : []),
            ],
          }),
        ],
      ],
    ],
  };
}
