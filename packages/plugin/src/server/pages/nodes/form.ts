import { submitAction } from './actions';
import { binding, detailModel, editableModel, factsOf, fieldNode } from './fields';
import { grid, inPairs } from './layout';
import type { Fields, FlowNode } from './types';

interface FieldsOf {
  uid: string;
  collection: string;
  fields: string[];
  /** `<collection>.<field>` when the row belongs to another: a new member of the team that is open. */
  association?: string;
}

const long = new Set(['textarea', 'json']);

const resource = (spec: FieldsOf, ofRow: boolean) => ({
  init: {
    dataSourceKey: 'main',
    collectionName: spec.collection,
    ...(spec.association ? { associationName: spec.association, sourceId: '{{ctx.view.inputArgs.sourceId}}' } : {}),
    ...(ofRow ? { filterByTk: '{{ctx.view.inputArgs.filterByTk}}' } : {}),
  },
});

/** A native form; `edit` fills it from the row that the popup was opened on. */
export function form(fields: Fields, kind: 'create' | 'edit', spec: FieldsOf): FlowNode {
  const isLong = new Set<string>();
  const items = spec.fields.map((name): FlowNode => {
    const facts = factsOf(fields, spec.collection, name);
    const uid = `${spec.uid}-${name}`;
    if (long.has(facts.interface)) isLong.add(uid);
    return {
      uid,
      use: 'FormItemModel',
      ...(facts.label ? { props: { titleField: facts.label } } : {}),
      stepParams: {
        ...binding(spec.collection, name),
        editItemSettings: {
          ...(facts.label ? { titleField: { label: facts.label } } : {}),
          ...(facts.required ? { required: { required: true } } : {}),
        },
      },
      subModels: {
        field: fieldNode(`${uid}-field`, editableModel(spec.collection, name, facts), spec.collection, name, facts),
      },
    };
  });
  return {
    uid: spec.uid,
    use: kind === 'create' ? 'CreateFormModel' : 'EditFormModel',
    stepParams: {
      resourceSettings: resource(spec, kind === 'edit'),
      formModelSettings: { layout: { layout: 'vertical', colon: false } },
    },
    subModels: {
      grid: grid(
        `${spec.uid}-grid`,
        'FormGridModel',
        inPairs(items, (node) => isLong.has(node.uid)),
      ),
      actions: [submitAction(spec.uid)],
    },
  };
}

/** The fields of the row that the popup was opened on, to read. */
export function details(fields: Fields, spec: FieldsOf): FlowNode {
  const isLong = new Set<string>();
  const items = spec.fields.map((name): FlowNode => {
    const facts = factsOf(fields, spec.collection, name);
    const uid = `${spec.uid}-${name}`;
    if (long.has(facts.interface)) isLong.add(uid);
    const field = fieldNode(`${uid}-field`, detailModel(spec.collection, name, facts), spec.collection, name, facts);
    return {
      uid,
      use: 'DetailsItemModel',
      ...(facts.label ? { props: { titleField: facts.label } } : {}),
      stepParams: {
        ...binding(spec.collection, name),
        ...(facts.label ? { detailItemSettings: { fieldNames: { label: facts.label } } } : {}),
      },
      subModels: {
        field: {
          ...field,
          stepParams: { ...field.stepParams, displayFieldSettings: { clickToOpen: { clickToOpen: false } } },
        },
      },
    };
  });
  return {
    uid: spec.uid,
    use: 'DetailsBlockModel',
    stepParams: {
      resourceSettings: resource(spec, true),
      detailsSettings: { layout: { layout: 'vertical', colon: false } },
    },
    subModels: {
      grid: grid(
        `${spec.uid}-grid`,
        'DetailsGridModel',
        inPairs(items, (node) => isLong.has(node.uid)),
      ),
    },
  };
}
