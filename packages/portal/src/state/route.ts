/** Hash routing: the same files work under any public path and behind any proxy. */
import { createStore } from './store';

/** One page's address pattern to the parameters it takes. */
export type PageName =
  | 'home'
  | 'signIn'
  | 'signUp'
  | 'join'
  | 'place'
  | 'orders'
  | 'order'
  | 'volunteer'
  | 'offers'
  | 'claimable'
  | 'declare'
  | 'tasks'
  | 'wallet'
  | 'statement'
  | 'certificates'
  | 'certificate'
  | 'notices'
  | 'check'
  | 'shop'
  | 'redemptions'
  | 'redemption'
  | 'counter'
  | 'poster'
  | 'hours'
  | 'give'
  | 'settings'
  | 'notFound';

export interface Route {
  page: PageName;
  /** The id in the address, if the page has one. */
  id: string;
  query: Record<string, string>;
  /** The address itself, after `#`. */
  href: string;
}

const PATTERNS: [RegExp, PageName][] = [
  [/^\/?$/, 'home'],
  [/^\/sign-in$/, 'signIn'],
  [/^\/sign-up$/, 'signUp'],
  [/^\/join$/, 'join'],
  [/^\/place\/([^/]+)$/, 'place'],
  [/^\/orders$/, 'orders'],
  [/^\/orders\/([^/]+)$/, 'order'],
  [/^\/volunteer$/, 'volunteer'],
  [/^\/offers$/, 'offers'],
  [/^\/claimable$/, 'claimable'],
  [/^\/declare$/, 'declare'],
  [/^\/tasks$/, 'tasks'],
  [/^\/wallet$/, 'wallet'],
  [/^\/wallet\/statement$/, 'statement'],
  [/^\/certificates$/, 'certificates'],
  [/^\/certificates\/([^/]+)$/, 'certificate'],
  [/^\/notices$/, 'notices'],
  [/^\/check$/, 'check'],
  [/^\/shop(?:\/([^/]+))?$/, 'shop'],
  [/^\/redemptions$/, 'redemptions'],
  [/^\/redemptions\/([^/]+)$/, 'redemption'],
  [/^\/counter(?:\/([^/]+))?$/, 'counter'],
  [/^\/poster\/([^/]+)$/, 'poster'],
  [/^\/hours$/, 'hours'],
  [/^\/give$/, 'give'],
  [/^\/settings$/, 'settings'],
];

/** Reads `#/orders/1?do=rate`; what nobody knows is `notFound`. */
export function parseRoute(hash: string): Route {
  const href = hash.replace(/^#/, '') || '/';
  const [path = '/', search = ''] = href.split(/\?(.*)/s);
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const [pattern, page] of PATTERNS) {
    const match = pattern.exec(path);
    if (match) return { page, id: decode(match[1] ?? ''), query, href };
  }
  return { page: 'notFound', id: '', query, href };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const paths = {
  home: '/',
  orders: '/orders',
  volunteer: '/volunteer',
  offers: '/offers',
  claimable: '/claimable',
  declare: '/declare',
  tasks: '/tasks',
  wallet: '/wallet',
  /** Of somebody for whom one acts. */
  walletOf: (wardId: string) => (wardId ? `/wallet?ward=${encodeURIComponent(wardId)}` : '/wallet'),
  /** With an asset chosen. */
  walletFor: (asset: string) => `/wallet?asset=${encodeURIComponent(asset)}`,
  statement: (asset: string, wardId = '') =>
    `/wallet/statement?asset=${encodeURIComponent(asset)}${wardId ? `&ward=${encodeURIComponent(wardId)}` : ''}`,
  certificates: '/certificates',
  notices: '/notices',
  check: '/check',
  redemptions: '/redemptions',
  hours: '/hours',
  give: '/give',
  /** From the account of a team. */
  giveOf: (teamId: string) => `/give?team=${encodeURIComponent(teamId)}`,
  settings: '/settings',
  /** Of one outlet, for who has scanned its picture. */
  shop: (outletId?: string) => (outletId ? `/shop/${encodeURIComponent(outletId)}` : '/shop'),
  redemption: (id: string) => `/redemptions/${encodeURIComponent(id)}`,
  counter: (code?: string) => (code ? `/counter/${encodeURIComponent(code)}` : '/counter'),
  poster: (outletId: string) => `/poster/${encodeURIComponent(outletId)}`,
  place: (serviceItemId: string) => `/place/${encodeURIComponent(serviceItemId)}`,
  certificate: (id: string) => `/certificates/${encodeURIComponent(id)}`,
  order: (id: string, from?: string) => `/orders/${encodeURIComponent(id)}${from ? `?from=${from}` : ''}`,
  signIn: (next?: string) => `/sign-in${asNext(next)}`,
  signUp: (next?: string) => `/sign-up${asNext(next)}`,
  join: (next?: string) => `/join${asNext(next)}`,
};

function asNext(next?: string): string {
  return next && next !== '/' ? `?next=${encodeURIComponent(next)}` : '';
}

/** Where to go after signing in: a page of ours only, never an address from outside, never the sign-in page again. */
export function nextOf(route: Route): string {
  const next = route.query.next ?? '/';
  const page = parseRoute(next).page;
  const usable = /^\/(?!\/)/.test(next) && page !== 'notFound' && page !== 'signIn' && page !== 'signUp';
  return usable ? next : '/';
}

export const route = createStore<Route>(parseRoute(''));

/** Goes to a page; `replace` keeps it out of the history. */
export function go(href: string, replace = false): void {
  if (replace) location.replace(`#${href}`);
  else location.hash = href;
}

/** Follows the address bar. Call once. */
export function watchRoute(): void {
  const read = () => route.set(parseRoute(location.hash));
  window.addEventListener('hashchange', read);
  read();
}
