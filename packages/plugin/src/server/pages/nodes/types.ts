/**
 * A node of the host's page tree (`flowModels`). `use` names a model class of the client; what it may hold is the host's affair and was
 * read off pages that the host's own editor had stored (see docs/nocobase-notes.md).
 */
export interface FlowNode {
  uid: string;
  use: string;
  /** Left out of the answer for its parent and asked for when it is opened: the contents of popups. */
  async?: boolean;
  props?: Record<string, unknown>;
  stepParams?: Record<string, unknown>;
  filterManager?: FilterLink[];
  subModels?: Record<string, FlowNode | FlowNode[]>;
}

/** A node with everything below it. */
export function nodesOf(node: FlowNode): FlowNode[] {
  return [node, ...Object.values(node.subModels ?? {}).flatMap((below) => [below].flat().flatMap(nodesOf))];
}

/** One field of a filter form narrows one block. */
export interface FilterLink {
  filterId: string;
  targetId: string;
  filterPaths: string[];
}

/** What builders ask about a collection's field. */
export interface FieldFacts {
  interface: string;
  /** The column of a linked row that stands for it. */
  label?: string;
  required?: boolean;
}

/** Where builders look fields up, so that they can be tested without a host. */
export type Fields = (collection: string, field: string) => FieldFacts | undefined;
