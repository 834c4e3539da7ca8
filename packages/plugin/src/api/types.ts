/**
 * The REST contract: what each action takes and gives. Types only; the portal and integrators import nothing else of the plugin.
 * All times are ISO 8601 with zone. All ids are UUID strings, user ids numbers. Durations are whole minutes.
 */

export type OrderState =
  | 'review'
  | 'waiting'
  | 'offered'
  | 'accepted'
  | 'serving'
  | 'finished'
  | 'confirmed'
  | 'rated'
  | 'closed'
  | 'rejected'
  | 'cancelled';

export type OrderEventType =
  | 'place'
  | 'approve'
  | 'reject'
  | 'dispatch'
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'start'
  | 'finish'
  | 'confirm'
  | 'rate'
  | 'reopen'
  | 'cancel';

/** In which capacity somebody acts on an order; worked out on the server for each request. */
export type Capacity =
  | 'requester'
  | 'dispatcher'
  | 'siteManager'
  | 'teamLeader'
  | 'volunteer'
  | 'countyAdmin'
  | 'supervisor'
  | 'system';

/** One field of the form for placing an order, made from the collection's fields (an administrator's own fields included). */
export interface FormField {
  name: string;
  /** Already in the caller's language. */
  title: string;
  description?: string;
  kind:
    | 'text'
    | 'textarea'
    | 'phone'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'select'
    | 'multiselect';
  required: boolean;
  options?: { value: string; label: string }[];
  maxLength?: number;
  /** True for a field that an administrator added in NocoBase. */
  custom: boolean;
}

/** `GET sidanPortal:config` (public). */
export interface PortalConfig {
  regionCode: string;
  countyName: string;
  centerName: string;
  phone?: string;
  /** Name of NocoBase's authenticator to sign in with (header `X-Authenticator`), e.g. `basic`. */
  authenticator: string;
  /** Whether NocoBase's own settings allow signing up. */
  allowSignUp: boolean;
  languages: string[];
  /** True when there are demo accounts (a demo county is installed): the sign-in page may say so. */
  demo: boolean;
}

/** `GET sidanPortal:menu` (public): the service menu. */
export interface ServiceItemView {
  id: string;
  code: string;
  name: string;
  description?: string;
  category: string;
  categoryName: string;
  durationMinutes?: number;
  headcount: number;
  needsReview: boolean;
}

/** `GET sidanPortal:form?serviceItemId=…` (signed in). */
export interface OrderForm {
  serviceItemId?: string;
  fields: FormField[];
  /** Towns for the field `townCode`. */
  towns: { code: string; name: string }[];
}

/** `GET sidanPortal:me` (signed in). */
export interface Me {
  userId: number;
  nickname: string;
  /** Null until `sidanPortal:join` has been called once. */
  person: null | { id: string; name: string; phone?: string; townCode?: string; address?: string };
  volunteer: null | { id: string; volunteerNo: string; status: string; skills: string[] };
  /** Teams of which the caller is a member. */
  teams: { id: string; name: string; role: 'leader' | 'deputy' | 'member' }[];
  roles: string[];
  /** True when the caller may use NocoBase's pages. */
  staff: boolean;
}

/** `POST sidanPortal:join`: makes the caller's person record (a resident). Consent to keep the personal data is required. */
export interface JoinRequest {
  name: string;
  phone?: string;
  townCode?: string;
  address?: string;
  consent: true;
}

/** `POST sidanPortal:volunteer`: registers the caller as a volunteer; `teamId` asks to join a team. Answer: `Me`. */
export interface VolunteerRequest {
  skills?: string[];
  teamId?: string;
  consent: true;
}

/** `GET sidanPortal:teams`: teams that take members, for the registration form. */
export interface TeamChoice {
  id: string;
  name: string;
  categoryName: string;
  townName?: string;
}

/** A line of a list of orders: `GET sidanOrders:mine` (as requester), `GET sidanOrders:tasks` (as leader or member of the accepted team). */
export interface OrderLine {
  id: string;
  orderNo: string;
  title: string;
  state: OrderState;
  stateName: string;
  serviceItemName: string;
  placedAt: string;
  expectStart?: string;
  townName?: string;
  teamName?: string;
  /** What the caller may do to it now. */
  allowed: OrderEventType[];
}

/** `GET sidanOffers:mine?state=open|all`: offers to teams that the caller leads. */
export interface OfferLine {
  id: string;
  state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  offeredAt: string;
  expiresAt?: string;
  teamId: string;
  teamName: string;
  order: OrderLine;
}

/** `GET sidanOrders:detail?filterByTk=…`: one order as the caller may see it. */
export interface OrderDetail extends OrderLine {
  regionCode: string;
  description?: string;
  address?: string;
  contactName?: string;
  /** Masked, except to the requester and to the accepted team while it serves. */
  contactPhone?: string;
  expectEnd?: string;
  headcount: number;
  priority: 'normal' | 'urgent';
  channel: string;
  version: number;
  /** The clock that runs now, if any. */
  dueAt?: string;
  /** Fields that an administrator added, titled in the caller's language, values as text. */
  customFields: { name: string; title: string; value: string }[];
  timeline: TimelineEntry[];
  offers: {
    id: string;
    teamName: string;
    state: OfferLine['state'];
    offeredAt: string;
    answeredAt?: string;
    reason?: string;
  }[];
  attendances: AttendanceView[];
  ratings: { raterKind: string; score: number; comment?: string; at: string }[];
  decisions: DecisionView[];
  /** For each allowed event the data it takes, so that a page can draw its form. */
  allowedEvents: AllowedEvent[];
}

export interface AllowedEvent {
  type: OrderEventType;
  /** In the caller's language: 派单. */
  label: string;
  fields: EventField[];
}

export interface EventField {
  name: string;
  kind: 'text' | 'score' | 'teams' | 'boolean';
  required: boolean;
  label: string;
}

export interface TimelineEntry {
  seq: number;
  type: string;
  /** In the caller's language: “中心派单”. */
  label: string;
  at: string;
  /** A name masked as the caller may see it, or the capacity. */
  by: string;
  toState: OrderState;
  toStateName: string;
  reason?: string;
  /** What was said with it: the centre's word for the team, the volunteer's report. */
  note?: string;
}

export interface AttendanceView {
  id: string;
  volunteerName: string;
  mine: boolean;
  checkInAt: string;
  checkOutAt?: string;
  minutes?: number;
}

/** A decision in words: which rule, which facts, how many points. */
export interface DecisionView {
  id: string;
  at: string;
  subjectName: string;
  pack: string;
  packVersion: string;
  rule: string;
  /** A sentence in the caller's language. */
  sentence: string;
  amount?: number;
  unit?: string;
}

/** `GET sidanLedger:wallet` (signed in): the caller's own points. */
export interface Wallet {
  balance: number;
  unit: string;
  entries: {
    id: string;
    at: string;
    amount: number;
    /** Balance after this entry. */
    balance: number;
    title: string;
    sentence: string;
    orderId?: string;
    orderNo?: string;
  }[];
}

/** `GET sidanOrders:candidates?filterByTk=…`: teams that could take the order, best first, each with its reasons. */
export interface Candidate {
  teamId: string;
  name: string;
  categoryName: string;
  townName?: string;
  members: number;
  openOrders: number;
  rating?: number;
  reasons: string[];
}

/** `GET sidanWorkbench:today`: the day's figures and what waits for the caller. */
export interface Workbench {
  figures: { key: string; label: string; value: number }[];
  waiting: { key: string; label: string; count: number; orders: OrderLine[] }[];
}

/** A line of `GET sidanLedger:rules` (signed in): a points rule and its pack by their titles in the caller's language. */
export interface RuleTitle {
  pack: string;
  packTitle: string;
  rule: string;
  title: string;
}

/** A line of `GET sidanPeople:users?search=…|ids=1,2` (who may appoint): an account that an office can be given to. */
export interface UserChoice {
  id: number;
  nickname: string;
  username: string;
}

/** An office that is held somewhere; `GET sidanPeople:offices` (who may appoint) answers those that the caller may hand out. */
export type Office = 'supervisor' | 'countyAdmin' | 'dispatcher' | 'siteManager' | 'assessor' | 'merchant';

/** `POST sidanPeople:reveal?filterByTk=…` `{ field: 'phone' | 'idNo', reason }`: one datum unmasked, and logged. */
export interface Revealed {
  value: string;
}

export interface Page<T> {
  rows: T[];
  count: number;
  page: number;
  pageSize: number;
}

/** What every order action answers. */
export interface OrderAnswer {
  order: OrderLine & { version: number };
  /** True when this is the stored answer to an earlier request with the same key. */
  replayed: boolean;
}

export interface ApiError {
  errors: { code: string; message: string; params?: Record<string, unknown> }[];
}

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
  use: 'inForce' | 'planned' | 'none';
  /** Whether the caller decides on it. */
  mayChange: boolean;
}

/** One entry of the history of what is in force. */
export interface PackActivation {
  regionCode: string;
  regionName: string;
  seq: number;
  kind: 'activate' | 'rollback' | 'off' | 'shipped';
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
  /** How packs without a trusted signature are taken. */
  untrusted: 'refuse' | 'mark';
  keys: PackKey[];
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

/** `POST sidanPacks:preview`: what a version would change where it is put into force, and what its cases say. */
export interface PackPreview {
  changes: { what: string; change: string; words: string; reason?: string }[];
  /** What keeps it from being put into force. */
  problems: PackProblem[];
  warnings: PackProblem[];
  cases: {
    passed: boolean;
    count: number;
    failed: { file: string; name: string; expected: string; actual: string }[];
    /** Rules that no case brought out. */
    uncovered: string[];
  };
}

/** `POST sidanPacks:simulate`: a version against what is in force, over the past events of a county. Amounts are in the asset's unit. */
export interface PackSimulation {
  events: number;
  persons: number;
  gainers: number;
  losers: number;
  unchanged: number;
  /** Always false: a period with more events than are looked at is refused (`SIMULATION_TOO_LARGE`). */
  cut: boolean;
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
