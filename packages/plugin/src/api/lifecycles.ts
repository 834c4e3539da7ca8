/** Versions of the lifecycle of orders in a county, and moving orders from one to the other. */

export interface StateNamed {
  state: string;
  /** In the words of the version. */
  stateName: string;
}

export interface StateCount extends StateNamed {
  count: number;
}

/** Where the orders of a state go. */
export interface LifecycleMove extends StateCount {
  to: string;
  toName: string;
}

/** `GET sidanLifecycles:versions?regionCode=…` (who keeps packs there). */
export interface LifecycleVersions {
  regionCode: string;
  /** The version by which the county places orders now. It is among `versions` once one was. */
  current: string;
  /** States in which orders can be under way by it, and by those of towns with layers of their own. */
  states: StateNamed[];
  versions: {
    version: string;
    /** From 1, in the order in which the county came to have them: by it and `since` people tell versions apart. */
    number: number;
    since: string;
    packs: { pack: string; packVersion: string }[];
    /** Orders are placed by it now: in the county, or in a town with layers of its own. */
    isCurrent: boolean;
    /** Orders under way. */
    count: number;
    /** Those of them where another version holds now. */
    movable: number;
    states: StateCount[];
  }[];
}

/** `POST sidanLifecycles:previewMigration { regionCode, from, mapping }`: where orders of a version go in the one in force; `mapping` for states that it has not. */
export interface LifecycleMigration {
  from: string;
  /** The county's own where they go to several: a town with layers of its own has its own. */
  to: string;
  moves: LifecycleMove[];
  /** What keeps them from it. */
  problems: { code: string; state: string; count?: number; cause: string; remedy: string }[];
}

/** `POST sidanLifecycles:migrate { regionCode, from, mapping, reason }`; to be sent again while `left` is not 0. */
export interface LifecycleMigrated {
  from: string;
  to: string;
  moved: number;
  left: number;
  failed: { orderNo: string; code: string }[];
}
