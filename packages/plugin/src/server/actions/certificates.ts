import type { Context } from '@nocobase/actions';
import type { CertificateDesk } from '../../api/types';
import {
  answerObjection,
  certificateDesk,
  certificateNotices,
  checkCertificate,
  issueCertificate,
  myCertificates,
  noticeCertificate,
  objectTo,
  partIn,
  preview,
  refuseCertificate,
  requestCertificate,
  revokeCertificate,
  saveSettings,
  sheetOf,
  withdrawCertificate,
} from '../certificates';
import { countyOf } from '../reads/portal';
import { pagingOf, type Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import { bodyOf, keyed, readerFor, reply, tkOf, type Handler } from './context';

type Body = Record<string, unknown>;
type Change = (reader: Reader, id: unknown, key: string | undefined, body: Body) => Promise<string>;

/** `sidanCertificates:*`: `check` for everybody, the others for who is signed in; each decides by itself for whom. */
export function certificateActions(sidan: Sidan): Record<string, Handler> {
  /** The county asked about; else that of the caller's office. @throws NO_COUNTY */
  const where = async ({ actor }: Reader, asked: unknown): Promise<string> => {
    const own = actor.scopes.find(({ role, code }) => ['countyAdmin', 'dispatcher'].includes(role) && code.length >= 6);
    return (await countyOf(sidan, typeof asked === 'string' && asked ? asked : own?.code.slice(0, 6))).regionCode;
  };
  const deskFor = async (ctx: Context, reader: Reader): Promise<CertificateDesk> => {
    const { params } = ctx.action;
    return certificateDesk(reader, await where(reader, params.regionCode), partIn(params.part), pagingOf(params));
  };
  /** Changes one, and answers with its id. */
  const change =
    (done: Change): Handler =>
    async (ctx, next) => {
      const reader = await readerFor(ctx, sidan);
      const { key, body } = keyed(ctx);
      reply(ctx, { id: await done(reader, tkOf(ctx), key, body) });
      await next();
    };
  return {
    async mine(ctx, next) {
      reply(ctx, await myCertificates(await readerFor(ctx, sidan), pagingOf(ctx.action.params)));
      await next();
    },
    async preview(ctx, next) {
      const { from, to } = ctx.action.params;
      reply(ctx, await preview(await readerFor(ctx, sidan), { from, to }));
      await next();
    },
    request: change((reader, _id, key, body) => requestCertificate(reader, key, body)),
    withdraw: change((reader, id, key) => withdrawCertificate(reader, id, key)),
    async sheet(ctx, next) {
      reply(ctx, await sheetOf(await readerFor(ctx, sidan), tkOf(ctx)));
      await next();
    },
    async notices(ctx, next) {
      const { params } = ctx.action;
      const asked = typeof params.regionCode === 'string' && params.regionCode ? params.regionCode : undefined;
      reply(ctx, await certificateNotices(await readerFor(ctx, sidan), asked, pagingOf(params)));
      await next();
    },
    object: change(objectTo),
    async desk(ctx, next) {
      reply(ctx, await deskFor(ctx, await readerFor(ctx, sidan)));
      await next();
    },
    notice: change(noticeCertificate),
    issue: change(issueCertificate),
    refuse: change(refuseCertificate),
    revoke: change(revokeCertificate),
    answer: change(answerObjection),
    async settings(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, ...body } = bodyOf(ctx);
      const county = await where(reader, regionCode);
      await saveSettings(reader, county, body);
      reply(ctx, await certificateDesk(reader, county, 'open', pagingOf({})));
      await next();
    },
    async check(ctx, next) {
      reply(ctx, await checkCertificate(sidan, bodyOf(ctx)));
      await next();
    },
  };
}
