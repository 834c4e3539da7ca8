/**
 * Open311 GeoReport v2, so that hotlines and other cities' systems place orders and follow them, at `<api>/open311/v2/`. What is answered, refused and how is
 * the public specification's; what it leaves open is in docs/open311.md.
 */
import type { IncomingMessage } from 'node:http';
import type { Application } from '@nocobase/server';
import { customFields, orderFields } from '../../forms/fields';
import { towns as townsOf } from '../../reads/portal';
import type { Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { compileWith, sayOf } from '../say';
import { errorAnswer, FORMATS, refusal, render, type Answer, type Format } from './answers';
import { NOTHING_SENT, readForm, type Sent } from './body';
import { jurisdictionOf, type Jurisdiction } from './jurisdiction';
import { keyOf, type KnownKey } from './keys';
import { postRequest } from './post';
import { createRate } from './rate';
import { request, requests } from './requests';
import { serviceDefinition, serviceOf, services } from './services';

/** Uses of one key in a minute. */
const USES_MAX = 120;

/** The part of Koa's context that is used. */
interface Ctx {
  path: string;
  method: string;
  query: Record<string, string | string[] | undefined>;
  req: IncomingMessage;
  origin: string;
  status: number;
  type: string;
  body: unknown;
  get(header: string): string;
  set(header: string, value: string): void;
}

interface Asked {
  ctx: Ctx;
  lang: string;
  say: Say;
  now: Date;
  sent: Sent;
  argument(name: string): string | undefined;
}

type Handler = (sidan: Sidan, asked: Asked, id: string) => Promise<Answer>;

/** Serves the interface's addresses, ahead of the host's own reading of bodies; passes on all others. */
export function open311(app: Application, sidan: () => Sidan) {
  const base = `${(process.env.API_BASE_PATH ?? '/api').replace(/\/+$/, '')}/open311/v2`;
  const within = createRate(USES_MAX);
  return async function sidanOpen311(ctx: Ctx, next: () => Promise<void>): Promise<void> {
    if (ctx.path !== base && !ctx.path.startsWith(`${base}/`)) return next();
    const lang = languageOf(ctx);
    const say = sayOf(app, lang);
    const { format, path } = formatOf(ctx.path.slice(base.length), ctx.get('Accept'));
    let answer: Answer;
    try {
      answer = await handle(sidan(), ctx, path, { lang, say, within });
    } catch (error) {
      const known = errorAnswer(error, say);
      if (!known)
        app.log.error(`sidan: open311: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      answer = known ?? errorAnswer(refusal(500, say('api.open311.failed')), say)!;
    }
    const { type, body } = render(answer, format ?? 'xml');
    ctx.status = answer.status;
    ctx.set('Content-Type', type);
    ctx.set('X-Content-Type-Options', 'nosniff');
    for (const [name, value] of Object.entries(answer.headers ?? {})) ctx.set(name, value);
    ctx.body = body;
  };
}

/** The extension decides; without one, what the client says that it takes. XML is the format that everybody has to offer. */
function formatOf(path: string, accept: string): { format: Format | undefined; path: string } {
  const extension = /\.([a-z]{1,8})$/i.exec(path)?.[1]?.toLowerCase();
  const known = FORMATS.find((format) => format === extension);
  if (known) return { format: known, path: path.slice(0, -known.length - 1) };
  return { format: /json/.test(accept) ? 'json' : 'xml', path };
}

const languageOf = (ctx: Ctx): string =>
  (ctx.get('X-Locale') || ctx.get('Accept-Language')).toLowerCase().startsWith('en') ? 'en-US' : 'zh-CN';

const ROUTES: readonly { method: 'GET' | 'POST'; path: RegExp; run: Handler }[] = [
  {
    method: 'GET',
    path: /^\/services$/,
    run: async (sidan, asked) => services(sidan, await placeOf(sidan, asked), asked.lang),
  },
  {
    method: 'GET',
    path: /^\/services\/([^/]+)$/,
    async run(sidan, asked, code) {
      const place = await placeOf(sidan, asked);
      await serviceOf(sidan, place, code, asked.lang, asked.say);
      return serviceDefinition(code, (await formOf(sidan, place, asked)).fields, asked.say);
    },
  },
  { method: 'POST', path: /^\/requests$/, run: post },
  {
    method: 'GET',
    path: /^\/requests$/,
    run: async (sidan, asked) => requests(sidan, await viewerOf(sidan, asked), asked.argument, asked.now),
  },
  {
    method: 'GET',
    path: /^\/requests\/([^/]+)$/,
    run: async (sidan, asked, id) => request(sidan, await viewerOf(sidan, asked), id),
  },
  {
    // Ids are given at once: there are no tokens.
    method: 'GET',
    path: /^\/tokens\/[^/]+$/,
    run: (_sidan, { say }) => Promise.reject(refusal(404, say('api.open311.noTokens'))),
  },
  { method: 'GET', path: /^\/discovery$/, run: async (_sidan, { ctx }) => discovery(ctx) },
];

type Around = Pick<Asked, 'lang' | 'say'> & { within(key: string, now: Date): boolean };

async function handle(sidan: Sidan, ctx: Ctx, path: string, { lang, say, within }: Around): Promise<Answer> {
  const found = ROUTES.filter((route) => route.path.test(path));
  if (!found.length) throw refusal(404, say('api.open311.unknownAddress'));
  const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
  const route = found.find((one) => one.method === method);
  if (!route)
    return {
      ...errorAnswer(refusal(405, say('api.open311.unknownMethod')), say)!,
      headers: { Allow: found.map((one) => one.method).join(', ') },
    };
  const sent = method === 'POST' ? await readForm(ctx.req, say) : NOTHING_SENT;
  const argument = (name: string) => {
    const given = ctx.query[name];
    return (Array.isArray(given) ? given.join(',') : given) || sent.get(name);
  };
  const now = sidan.clock();
  const apiKey = argument('api_key');
  if (apiKey && !within(apiKey.slice(0, 100), now)) return tooMany(say);
  return route.run(sidan, { ctx, lang, say, now, sent, argument }, decoded(route.path.exec(path)?.[1] ?? '', say));
}

const tooMany = (say: Say): Answer => ({
  ...errorAnswer(refusal(429, say('api.open311.tooOften', { max: USES_MAX })), say)!,
  headers: { 'Retry-After': '60' },
});

function decoded(text: string, say: Say): string {
  try {
    return decodeURIComponent(text).replaceAll('\0', '');
  } catch {
    throw refusal(400, say('api.open311.notUtf8'));
  }
}

const placeOf = (sidan: Sidan, { argument, say }: Asked): Promise<Jurisdiction> =>
  jurisdictionOf(sidan, argument('jurisdiction_id'), say);

/** A key is not needed to read; one that is sent has to be good. */
async function viewerOf(sidan: Sidan, asked: Asked) {
  const place = await placeOf(sidan, asked);
  const key = asked.argument('api_key') ? await goodKey(sidan, asked, place) : undefined;
  return { place, all: Boolean(key), lang: asked.lang, say: asked.say };
}

/** @throws 403 without a key, with one that is none or no more, or with another county's */
async function goodKey(sidan: Sidan, { argument, say, now }: Asked, place: Jurisdiction): Promise<KnownKey> {
  const text = argument('api_key');
  if (!text) throw refusal(403, say('api.open311.noKey'));
  const key = await keyOf(sidan, text, now);
  if (key?.regionCode !== place.regionCode) throw refusal(403, say('api.open311.badKey'));
  return key;
}

async function post(sidan: Sidan, asked: Asked): Promise<Answer> {
  const place = await placeOf(sidan, asked);
  const key = await goodKey(sidan, asked, place);
  const clientId = asked.ctx.get('Idempotency-Key') || asked.argument('idempotency_key');
  return postRequest(sidan, {
    ...asked,
    key,
    place,
    ...(await formOf(sidan, place, asked)),
    clientId: clientId || undefined,
  });
}

/** The order's form in the county, an administrator's own fields included. */
async function formOf(sidan: Sidan, { regionCode }: Jurisdiction, { lang, say }: Asked) {
  const collection = sidan.db.getCollection('sidanOrders');
  const core = sidan.coreOf('sidanOrders');
  const compile = compileWith(say);
  const towns = await townsOf({ sidan, q: connectionOf(sidan.db), lang }, regionCode);
  const fields = orderFields(collection, core, compile).map((field) =>
    field.name === 'townCode'
      ? { ...field, options: towns.map(({ code, name }) => ({ value: code, label: name })) }
      : field,
  );
  const emailField = customFields(collection, core, compile).find(
    ({ name }) => collection.getField(name)?.options.interface === 'email',
  )?.name;
  return { fields, towns, emailField };
}

const discovery = (ctx: Ctx): Answer => ({
  status: 200,
  root: 'discovery',
  content: {
    changeset: '2026-01-01T00:00:00Z',
    contact: '',
    key_service: '',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${ctx.origin}${ctx.path.replace(/\/discovery(\.\w+)?$/, '')}`,
        changeset: '2026-01-01T00:00:00Z',
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  },
});

export { listKeys, makeKey, revokeKey } from './keys';
