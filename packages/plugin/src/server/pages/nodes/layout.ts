import type { FilterLink, FlowNode } from './types';

/** A line of blocks with the width of each, in 24ths. */
export type Row = [node: FlowNode, width?: number][];

/** A grid of 24 columns, as the host's editor stores one: the same layout twice, once for each of its readers. */
export function grid(uid: string, use: string, rows: Row[], filterManager?: FilterLink[]): FlowNode {
  const layout = {
    rows: Object.fromEntries(rows.map((row, index) => [`row${index + 1}`, row.map(([node]) => [node.uid])])),
    sizes: Object.fromEntries(
      rows.map((row, index) => [`row${index + 1}`, row.map(([, width]) => width ?? 24 / row.length)]),
    ),
    rowOrder: rows.map((_, index) => `row${index + 1}`),
  };
  return {
    uid,
    use,
    props: layout,
    stepParams: { gridSettings: { grid: layout } },
    ...(filterManager ? { filterManager } : {}),
    subModels: { items: rows.flat().map(([node]) => node) },
  };
}

/** Fields two in a line; `wide` ones have a line of their own. */
export function inPairs(nodes: FlowNode[], wide: (node: FlowNode) => boolean): Row[] {
  const rows: Row[] = [];
  let open: Row | undefined;
  for (const node of nodes) {
    if (wide(node)) {
      rows.push([[node]]);
      open = undefined;
    } else if (open) {
      open.push([node]);
      open = undefined;
    } else {
      open = [[node, 12]];
      rows.push(open);
    }
  }
  return rows;
}
