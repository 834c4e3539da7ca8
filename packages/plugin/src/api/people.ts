/** People and the offices they hold: who the caller is, joining, teams to choose from, appointing. */
import type { StockLine } from './shop';
import type { CountyStep, OrderLine } from './orders';

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
  /** The steps of the county's own loop; none where its lifecycle cannot be had. */
  steps: CountyStep[];
  /** True when there are demo accounts (a demo county is installed): the sign-in page may say so. */
  demo: boolean;
  /** The emergency that is in force in the county. */
  emergency?: { id: string; name: string; until: string };
}

/** `GET sidanPortal:me` (signed in). */
export interface Me {
  userId: number;
  nickname: string;
  /** Null until `sidanPortal:join` has been called once. */
  person: null | {
    id: string;
    /** The county that they have joined. */
    regionCode: string;
    name: string;
    phone?: string;
    townCode?: string;
    address?: string;
  };
  volunteer: null | { id: string; volunteerNo: string; status: string; skills: string[] };
  /** Teams of which the caller is a member. */
  teams: { id: string; name: string; role: 'leader' | 'deputy' | 'member' }[];
  /** 被监护人：for whom the caller acts besides, by a paper that staff have seen. */
  wards: { personId: string; name: string }[];
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

/** `GET sidanWorkbench:today`: the day's figures and what waits for the caller. */
export interface Workbench {
  figures: { key: string; label: string; value: number }[];
  waiting: { key: string; label: string; count: number; orders: OrderLine[] }[];
  /** Stocks that run low in the caller's area. */
  lowStocks?: StockLine[];
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
