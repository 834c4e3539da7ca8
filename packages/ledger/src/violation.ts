/** Something in the book that cannot be. */
export interface Violation {
  /**
   * `balance`: a stored balance is not the sum of its postings. `floor`: a balance below its terms. `orphan`: a posting without one of
   * its accounts, or a draw without its lot or posting. `asset`: a posting of another asset than its account. `posting`: amounts or ends that cannot be. `seal`: a posting
   * or an account was altered after it was made. `reversal`: no mirror of its original, or a second one. `key`: two postings under one key.
   * `lots`: what stands in an account's lots is not its balance. `lot`: a lot is not what its posting brought, or what is left of it not what
   * was drawn. `draw`: a posting drew more than it moved. `hold`: what is held of an owner is not the holds that are not settled. `terms`: an
   * account's terms are not the newest of their history. `sum`: the balances of a county's asset do not add up to zero. `clearing`: of what a county has
   * passed to another, not as much has come out there. `guard`: a trigger is missing or switched off.
   */
  kind:
    | 'balance'
    | 'floor'
    | 'orphan'
    | 'asset'
    | 'posting'
    | 'seal'
    | 'reversal'
    | 'key'
    | 'lots'
    | 'lot'
    | 'draw'
    | 'hold'
    | 'terms'
    | 'sum'
    | 'clearing'
    | 'guard';
  regionCode: string | null;
  what: 'account' | 'posting' | 'lot' | 'asset' | 'trigger';
  /** Id of the row, or the asset's or trigger's name. */
  id: string;
  params: Record<string, unknown>;
}
