/** 志愿服务记录证明: what a certificate says, who asks for it, who issues it, and what a stranger who checks it is told. */
/** `requested` waits for the centre; `noticed` is made known within the organisation; the others are what became of it. */
export type CertificateState = 'requested' | 'noticed' | 'issued' | 'refused' | 'withdrawn' | 'revoked';

/** How the time was recorded: checked in by the app, entered by staff, stated by the team, declared by the volunteer, imported. */
export type ServiceOrigin = 'app' | 'staff' | 'stated' | 'declared' | 'imported';

/** One service of the person, of an order that is confirmed. */
export interface CertificateService {
  /** The county's own day. */
  date: string;
  service: string;
  serviceEn?: string;
  /** The town: the address of who was helped is nobody's business. */
  place?: string;
  placeEn?: string;
  minutes: number;
  origin: ServiceOrigin;
}

export interface CertificateHolder {
  name: string;
  volunteerNo: string;
  /** The identity number, masked unless the holder reads it and has asked for it in full. None where none is registered. */
  document?: string;
  /** Whether it was asked for in full. */
  documentInFull: boolean;
}

export interface CertificateIssuer {
  /** The centre. */
  name: string;
  /** 负责人 */
  principal: string;
  /** 经办人 */
  handler: string;
  contact: string;
}

/** What it says. Fixed when it is asked for; who issues it and when, when it is issued. */
export interface CertificateContent {
  number: string;
  holder: CertificateHolder;
  /** First and last day of the period, both in it. */
  from: string;
  to: string;
  minutes: number;
  services: CertificateService[];
  issuer?: CertificateIssuer;
  /** The county's own day. */
  issuedOn?: string;
  remarks?: string;
}

/** `POST sidanCertificates:request` */
export interface CertificateRequest {
  from: string;
  to: string;
  /** Whether the identity number shall stand on it in full. */
  documentInFull?: boolean;
}

/** `GET sidanCertificates:preview`: what a request for this period would hold. */
export interface CertificatePreview {
  minutes: number;
  services: CertificateService[];
}

/** One of the reader's own. */
export interface CertificateLine {
  id: string;
  number: string;
  state: CertificateState;
  /** In the reader's language. */
  stateName: string;
  from: string;
  to: string;
  minutes: number;
  requestedAt: string;
  /** From when on it can be issued, where it is made known. */
  noticeEndsAt?: string;
  issuedAt?: string;
  /** Why it was refused or revoked. */
  reason?: string;
  canWithdraw: boolean;
}

export interface CertificateObjection {
  id: string;
  at: string;
  by: string;
  reason: string;
  /** What the centre found. */
  answer?: string;
  answeredAt?: string;
  answeredBy?: string;
}

export interface CertificateStoryEntry {
  as: 'requested' | 'noticed' | 'objected' | 'answered' | 'issued' | 'refused' | 'withdrawn' | 'revoked';
  at: string;
  by: string;
  reason?: string;
  /** What was done, in the reader's language. */
  words: string;
}

/** One on the centre's desk. */
export interface CertificateCase extends CertificateLine {
  name: string;
  volunteerNo: string;
  /** Masked. */
  document?: string;
  services: number;
  handledBy?: string;
  /** Whether it can be issued now. */
  issuable: boolean;
  /** Whether it has to be made known first. */
  toNotice: boolean;
  objections: CertificateObjection[];
  story: CertificateStoryEntry[];
}

/** 证明设置 of a county. */
export interface CertificateSettings {
  principal: string;
  handler: string;
  contact: string;
  /** How many whole days a certificate is made known before it can be issued; 0: not at all. */
  noticeDays: number;
}

/** Which of them: under way, in force, or over. */
export type CertificatePart = 'open' | 'issued' | 'ended';

/** `GET sidanCertificates:desk`, and the answer of what the centre does. */
export interface CertificateDesk {
  regionCode: string;
  /** Counties in which the caller issues certificates. */
  counties: { regionCode: string; name: string }[];
  part: CertificatePart;
  counts: { open: number; issued: number; ended: number };
  settings: CertificateSettings;
  /** Whether the caller may change the settings. */
  maySet: boolean;
  rows: CertificateCase[];
  count: number;
  page: number;
  pageSize: number;
}

/** `GET sidanCertificates:sheet`: one in whole, for its holder and the centre. */
export interface CertificateSheet {
  id: string;
  state: CertificateState;
  stateName: string;
  content: CertificateContent;
  revokedAt?: string;
  /** With the number it proves the certificate (`sidanCertificates:check`). Of one that was issued. */
  token?: string;
  regionCode: string;
}

/** One that is made known within the organisation. */
export interface CertificateNotice {
  id: string;
  number: string;
  /** 王** */
  name: string;
  from: string;
  to: string;
  minutes: number;
  until: string;
}

/**
 * `POST sidanCertificates:check`. `none`: there is no such certificate, or the token is not its own: which of both, nobody is told. `changed`: it was issued, but what is kept is not
 * what was issued. Nothing else is said of either.
 */
export interface CertificateCheck {
  result: 'valid' | 'revoked' | 'changed' | 'none';
  number?: string;
  /** 王** */
  name?: string;
  from?: string;
  to?: string;
  minutes?: number;
  services?: number;
  issuer?: string;
  issuedOn?: string;
  revokedOn?: string;
}
