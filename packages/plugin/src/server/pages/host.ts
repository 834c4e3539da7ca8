import type { Application } from '@nocobase/server';
import type { Repository, Transaction } from '@nocobase/database';
import type { FieldFacts, Fields, FlowNode } from './nodes';

interface InTransaction {
  transaction?: Transaction;
}

/** What is used of the host's repository of page trees (`@nocobase/plugin-flow-engine`). */
export interface FlowModels extends Repository {
  upsertModel(
    node: FlowNode & { parentId?: string; subKey?: string; subType?: 'object' | 'array' },
    options: InTransaction,
  ): Promise<string>;
  attach(
    uid: string,
    to: { parentId: string; subKey: string; subType: 'object' | 'array'; position?: unknown },
    options: InTransaction,
  ): Promise<unknown>;
  remove(uid: string, options: InTransaction): Promise<void>;
}

export const flowModels = (app: Application): FlowModels => app.db.getRepository('flowModels') as unknown as FlowModels;

export const routes = (app: Application): Repository => app.db.getRepository('desktopRoutes');

/** Fields as the collections define them now, an administrator's own included. */
export const fieldsOf =
  (app: Application): Fields =>
  (collection, field) => {
    const options = app.db.getCollection(collection)?.getField(field)?.options as FieldOptions | undefined;
    return options && factsFrom(options);
  };

export interface FieldOptions {
  interface?: string;
  type?: string;
  uiSchema?: { required?: boolean; 'x-component-props'?: { fieldNames?: { label?: string } } };
}

export function factsFrom(options: FieldOptions): FieldFacts {
  const label = options.type === 'belongsTo' ? options.uiSchema?.['x-component-props']?.fieldNames?.label : undefined;
  return {
    interface: options.interface ?? '',
    ...(label ? { label } : {}),
    ...(options.uiSchema?.required ? { required: true } : {}),
  };
}
