import { binding, factsOf, fieldNode, filterModel } from './fields';
import { grid } from './layout';
import { hostText } from './text';
import type { Fields, FilterLink, FlowNode } from './types';

interface Filter {
  uid: string;
  collection: string;
  /** In lines of up to four; a range of dates takes half of a line. */
  fields: string[][];
  /** The block that it narrows. */
  target: string;
}

const WIDE = new Set(['datetime']);

const itemUid = (filter: Filter, field: string) => `${filter.uid}-${field}`;

/** A form over a block that narrows it. */
export function filterForm(fields: Fields, spec: Filter): FlowNode {
  const item = (name: string): FlowNode => {
    const facts = factsOf(fields, spec.collection, name);
    const uid = itemUid(spec, name);
    const field = fieldNode(`${uid}-field`, filterModel(spec.collection, name, facts), spec.collection, name, facts);
    return {
      uid,
      use: 'FilterFormItemModel',
      stepParams: {
        ...binding(spec.collection, name),
        filterFormItemSettings: {
          init: { filterField: { name, interface: facts.interface }, defaultTargetUid: spec.target },
        },
      },
      subModels: {
        field: facts.label
          ? { ...field, props: { ...field.props, allowMultiple: true, multiple: true, quickCreate: 'none' } }
          : field,
      },
    };
  };
  const width = (name: string) => (WIDE.has(factsOf(fields, spec.collection, name).interface) ? 12 : 6);
  return {
    uid: spec.uid,
    use: 'FilterFormBlockModel',
    stepParams: { resourceSettings: { init: { dataSourceKey: 'main', collectionName: spec.collection } } },
    subModels: {
      grid: grid(
        `${spec.uid}-grid`,
        'FilterFormGridModel',
        spec.fields.map((line) => line.map((name) => [item(name), width(name)])),
      ),
      actions: [
        action(`${spec.uid}-submit`, 'FilterFormSubmitActionModel', { title: hostText('Filter'), type: 'primary' }),
        action(`${spec.uid}-reset`, 'FilterFormResetActionModel', { title: hostText('Reset') }),
        ...(spec.fields.length > 1 ? [collapse(spec.uid)] : []),
      ],
    },
  };
}

/** For the grid that holds both: which field narrows which column. */
export const filterLinks = (fields: Fields, spec: Filter): FilterLink[] =>
  spec.fields.flat().map((name) => ({
    filterId: itemUid(spec, name),
    targetId: spec.target,
    filterPaths: [factsOf(fields, spec.collection, name).label ? `${name}.id` : name],
  }));

/** Shows the first line only until somebody asks for more: on a phone the rest would push the table out of sight. */
const collapse = (form: string): FlowNode => ({
  uid: `${form}-collapse`,
  use: 'FilterFormCollapseActionModel',
  stepParams: { collapseSettings: { toggle: { collapsedRows: 1 }, defaultCollapsed: { value: true } } },
});

const action = (uid: string, use: string, look: Record<string, unknown>): FlowNode => ({
  uid,
  use,
  props: look,
  stepParams: { buttonSettings: { general: look } },
});
