/** 应急响应: that a county is in an emergency for a time, and for which services. */

/** `POST sidanEmergencies:start`: from now on. It is for what is named by code and by kind; for all services where nothing is named. */
export interface EmergencyRequest {
  /** The county, where the caller administers several. */
  regionCode?: string;
  name: string;
  reason: string;
  /** The planned end, with its zone; at most 60 days from now. */
  endsAt: string;
  /** Codes of service items. */
  items?: string[];
  /** Codes of kinds of services. */
  categories?: string[];
}

/** What was done about it. */
export interface EmergencyStoryEntry {
  as: 'started' | 'prolonged' | 'ended';
  at: string;
  by: string;
  /** The planned end from then on. */
  until?: string;
  reason: string;
  /** What was done, in the caller's language. */
  words: string;
}

export interface EmergencyLine {
  id: string;
  name: string;
  reason: string;
  startsAt: string;
  /** The planned end. */
  endsAt: string;
  /** When it was over. */
  overAt?: string;
  inForce: boolean;
  endedEarly: boolean;
  /** For which services, in words. */
  services: string;
  /** How many orders were placed in it. */
  orders: number;
  story: EmergencyStoryEntry[];
}

/** A clock that runs otherwise in an emergency, in words. */
export interface EmergencyClock {
  title: string;
  ordinary: string;
  emergency: string;
}

/** `GET sidanEmergencies:overview`, and the answer of what changes it. */
export interface EmergencyOverview {
  regionCode: string;
  /** Counties in which the caller declares emergencies. */
  counties: { regionCode: string; name: string }[];
  now: string;
  /** How long one may last at most, without being prolonged. */
  daysMax: number;
  /** What is in force. */
  current?: EmergencyLine;
  /** Newest first. */
  history: EmergencyLine[];
  /** Open services, those included that are ordered in emergencies only. */
  services: { code: string; name: string; category: string; emergencyOnly: boolean }[];
  categories: { code: string; name: string }[];
  /** Orders under way, which stay what they are. */
  openOrders: number;
  /** What an emergency changes in the clocks of orders. */
  clocks: EmergencyClock[];
}
