/** Rule packs: what was uploaded, what is in force, what a version would change. */

/** One version of a rule pack, in `GET sidanPacks:list`. */
export interface PackVersion {
  id: string;
  name: string;
  title: string;
  description?: string;
  version: string;
  layer: 'national' | 'province' | 'city' | 'county' | 'town' | 'site';
  layerName: string;
  /** `0` is the nation. */
  regionCode: string;
  regionName: string;
  signature: 'shipped' | 'trusted' | 'unsigned' | 'unknownKey' | 'changed';
  signatureName: string;
  signedBy?: string;
  uploadedAt: string;
  uploadedBy?: string;
  /** `kept`: decides only where a region goes on with it. */
  use: 'inForce' | 'planned' | 'kept' | 'none';
  /** Whether the caller decides on it. */
  mayChange: boolean;
}

/** One entry of the history of what is in force. */
export interface PackActivation {
  regionCode: string;
  regionName: string;
  seq: number;
  /** Where the software brought a newer version that does not fit a region, that region `kept` the older one until it was `released`; nobody decided that. */
  kind: 'activate' | 'rollback' | 'off' | 'shipped' | 'kept' | 'released';
  kindName: string;
  /** Of the pack, and its title. */
  name: string;
  title: string;
  /** None: the pack is not in force in the region from then on. */
  version?: string;
  effectiveFrom: string;
  at: string;
  by?: string;
  reason?: string;
  mayChange: boolean;
}

/** A pack of which a region goes on with an older version, because the newer one does not fit the region's own packs. It ends by itself with a decision there that fits. */
export interface PackKept {
  regionCode: string;
  regionName: string;
  /** Of the pack, and its title. */
  name: string;
  title: string;
  /** None: the pack is new, and the region goes without it. */
  version?: string;
  /** What holds elsewhere. */
  newer: string;
  since: string;
  /** The title of the pack that does not fit the newer version. */
  unfit: string;
  /** Why. */
  problems: PackProblem[];
  mayChange: boolean;
}

/** A key whose signatures are trusted. */
export interface PackKey {
  keyId: string;
  name: string;
  addedBy?: string;
  at: string;
}

/** `GET sidanPacks:list` (who keeps packs): those of the caller's county and above and below it, widest first; the newest entry of the history first. */
export interface PackList {
  versions: PackVersion[];
  history: PackActivation[];
  /** What regions go on with because a newer version does not fit there, widest region first. */
  kept: PackKept[];
  /** How packs without a trusted signature are taken. */
  untrusted: 'refuse' | 'mark';
  keys: PackKey[];
  /** The counties whose packs and lifecycles the caller keeps, the first that was set up first. */
  counties: { regionCode: string; name: string }[];
  /** Whether the caller decides on keys and on how such packs are taken. */
  mayTrust: boolean;
}

/** Something wrong with a pack, or worth a second look, in the caller's language. */
export interface PackProblem {
  code: string;
  /** Path within the archive; empty for the whole. */
  file: string;
  /** JSON pointer within the file. */
  path: string;
  cause: string;
  remedy: string;
}

/** `POST sidanPacks:upload`: the archive as the file `file` of a form, or its base64 as `archive` in JSON. */
export interface PackUploaded {
  id: string;
  name: string;
  version: string;
  regionCode: string;
  signature: PackVersion['signature'];
  warnings: PackProblem[];
  /** True when this very version was there already. */
  replayed: boolean;
}

/** Orders under way in a county by one version of the lifecycle. */
export interface LifecycleRunning {
  regionCode: string;
  version: string;
  count: number;
  states: {
    state: string;
    stateName: string;
    count: number;
    /** Whether the lifecycle that is looked at has this state. */
    isThere: boolean;
  }[];
}

/** `POST sidanPacks:preview`: what a version would change where it is put into force, and what its cases say. */
export interface PackPreview {
  changes: { what: string; change: string; words: string; reason?: string }[];
  /** What keeps it from being put into force. */
  problems: PackProblem[];
  warnings: PackProblem[];
  /** Where the pack touches the lifecycle of orders: those under way, which run on by their own version. */
  running: LifecycleRunning[];
  cases: {
    passed: boolean;
    count: number;
    failed: { file: string; name: string; expected: string; actual: string }[];
    /** Rules that no case brought out. */
    uncovered: string[];
  };
  /** What a simulation's budget may name: all that is given by it or by what is in force. */
  assets: PackAsset[];
}

/** What is counted in accounts. */
export interface PackAsset {
  asset: string;
  title: string;
  unit: string;
  /** Decimals that an amount may have. */
  decimals: number;
}

/** `POST sidanPacks:simulate`: a version against what is in force, over the past events of a county. Amounts are in the asset's unit. A period with more events than are looked at is refused (`SIMULATION_TOO_LARGE`). */
export interface PackSimulation {
  events: number;
  persons: number;
  gainers: number;
  losers: number;
  unchanged: number;
  totals: PackTotal[];
  mostChanged: PackChanged[];
}

/** Of an asset, what all were given together. */
export interface PackTotal extends PackAmounts {
  /** Where a budget was sent for it. */
  budget?: PackBudget;
}

/** A total against what may be spent; amounts in the asset's own unit. */
export interface PackBudget {
  amount: number;
  before: PackSpent;
  after: PackSpent;
  /** The same in words. */
  sentence: string;
}

/** Of `left` and `over` one is 0. */
export interface PackSpent {
  used: number;
  left: number;
  over: number;
}

export interface PackAmounts {
  asset: string;
  unit: string;
  before: number;
  after: number;
}

export interface PackChanged extends PackAmounts {
  personId: string;
  name: string;
  /** The events that changed most, each by both rules. */
  events: { at: string; before: string[]; after: string[] }[];
}

/** `GET sidanPacks:rules`: the rules of a place on a day, as its packs make them together, each with the pack and layer that it is from. */
export interface PackRules {
  regionCode: string;
  on: string;
  /** In the order in which they stand on each other. */
  packs: PackLayer[];
  /** In the order in which they are asked. */
  rules: PackRule[];
  off: PackRuleOff[];
}

/** A pack of a stack. */
export interface PackLayer {
  name: string;
  title: string;
  version: string;
  layer: PackVersion['layer'];
  layerName: string;
  regionCode: string;
}

export interface PackRule {
  name: string;
  title: string;
  kind: string;
  kindName: string;
  pack: string;
  packTitle: string;
  packVersion: string;
  layer: PackVersion['layer'];
  layerName: string;
  /** An overriding rule stands in the place of one of a pack below, for the reason given. */
  change: 'added' | 'overrode';
  reason?: string;
}

/** A rule that a pack switched off, and which. */
export interface PackRuleOff extends PackRule {
  offBy: string;
  offByTitle: string;
  offByLayerName: string;
  reason: string;
}

/** What `sidanPacks:activate`, `:off` and `:rollback` answer. */
export interface PackActivated {
  regionCode: string;
  seq: number;
  packName: string;
  packVersion?: string;
  effectiveFrom: string;
  /** True when this is the stored answer to an earlier request with the same key. */
  replayed: boolean;
}

/** A fact that packs may use because an administrator added the field; `GET sidanPacks:facts`. */
export interface PackFact {
  name: string;
  title: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'list';
  values?: string[];
}
