/**
 * Flow of least cost, by successive shortest paths (Bellman–Ford with a queue): exact, in whole numbers. Packages for the assignment problem pair rows with
 * columns; here a team takes several orders, each dearer than the one before, and an order never the same team twice.
 */

interface Edge {
  to: number;
  room: number;
  cost: number;
  /** The place of the edge back in the list of `to`. */
  back: number;
}

export class Network {
  private readonly edges: Edge[][];

  constructor(nodes: number) {
    this.edges = Array.from({ length: nodes }, () => []);
  }

  /** `room` and `cost` are whole numbers. Gives the flow through it, to be asked when `run()` is over. */
  connect(from: number, to: number, room: number, cost: number): () => number {
    const [out, into] = [this.edges[from]!, this.edges[to]!];
    const back: Edge = { to: from, room: 0, cost: -cost, back: out.length };
    out.push({ to, room, cost, back: into.length });
    into.push(back);
    return () => back.room;
  }

  /** Sends as much as there is room for, at the least cost. A network whose edges as they were connected form no circle has an answer. */
  run(source: number, sink: number): void {
    for (;;) {
      const path = this.shortest(source, sink);
      if (path.length === 0) return;
      const amount = Math.min(...path.map(({ room }) => room));
      for (const edge of path) {
        edge.room -= amount;
        this.edges[edge.to]![edge.back]!.room += amount;
      }
    }
  }

  private shortest(source: number, sink: number): Edge[] {
    const cost = this.edges.map(() => Infinity);
    const arrived: (Edge | undefined)[] = this.edges.map(() => undefined);
    const waiting = this.edges.map(() => false);
    cost[source] = 0;
    // What is pushed while the loop runs is visited by it.
    const queue = [source];
    for (const node of queue) {
      waiting[node] = false;
      for (const edge of this.edges[node]!) {
        const through = cost[node]! + edge.cost;
        if (edge.room === 0 || through >= cost[edge.to]!) continue;
        cost[edge.to] = through;
        arrived[edge.to] = edge;
        if (!waiting[edge.to]) {
          waiting[edge.to] = true;
          queue.push(edge.to);
        }
      }
    }
    const path: Edge[] = [];
    for (let edge = arrived[sink]; edge; ) {
      path.push(edge);
      const before: number = this.edges[edge.to]![edge.back]!.to;
      edge = before === source ? undefined : arrived[before];
    }
    return path;
  }
}
