import { koaMulter } from '@nocobase/utils';
import type { Context } from '@nocobase/actions';
import type { Application } from '@nocobase/server';
import type { ImportStarted } from '../../api/types';
import { SidanError } from '../errors';
import {
  checkImporter,
  importView,
  listImports,
  resultSheet,
  SHEET_LIMITS,
  sheetForm,
  stopImport,
  takeSheet,
  templateSheet,
} from '../intake/sheet';
import { countyOf } from '../reads/portal';
import { pagingOf } from '../reads/reader';
import type { Sidan } from '../sidan';
import { actorOf, bodyOf, langOf, reply, sayIn, tkOf, type Handler } from './context';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const upload = koaMulter({ limits: { fileSize: SHEET_LIMITS.fileBytesMax, files: 1, fields: 10 } }).single('file');

/** `sidanImports:*`: spreadsheets of paper orders, for who may place in others' names. */
export function importActions(app: Application, sidan: Sidan): Record<string, Handler> {
  const clerk = async (ctx: Context) => {
    const actor = await actorOf(ctx, sidan);
    const asked = ctx.action.params.regionCode;
    const own = actor.scopes.find(({ code }) => code.length >= 6)?.code.slice(0, 6);
    const { regionCode } = await countyOf(sidan, typeof asked === 'string' && asked ? asked : own);
    checkImporter(actor, regionCode);
    return { actor, regionCode, form: await sheetForm(app, sidan, regionCode, langOf(ctx)), say: sayIn(ctx) };
  };
  const sheet = (ctx: Context, name: string, bytes: Buffer) => {
    ctx.withoutDataWrapping = true;
    ctx.set('Content-Type', XLSX);
    ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`);
    ctx.body = bytes;
  };
  return {
    async template(ctx, next) {
      const { form, say } = await clerk(ctx);
      sheet(ctx, say('api.sheet.template'), await templateSheet(form, langOf(ctx), say));
      await next();
    },
    async start(ctx, next) {
      const { actor, regionCode, form } = await clerk(ctx);
      const file = await fileIn(ctx);
      reply(ctx, { id: await takeSheet(sidan, actor, file, form, regionCode) } satisfies ImportStarted);
      await next();
    },
    async mine(ctx, next) {
      const { actor } = await clerk(ctx);
      reply(ctx, await listImports(sidan, actor, pagingOf(ctx.action.params)));
      await next();
    },
    async progress(ctx, next) {
      const { actor, form, say } = await clerk(ctx);
      reply(ctx, await importView(sidan, actor, tkOf(ctx), form.languages[0]!, say));
      await next();
    },
    async result(ctx, next) {
      const { actor, form, say } = await clerk(ctx);
      const { name, bytes } = await resultSheet(sidan, actor, tkOf(ctx), form.languages[0]!, say);
      sheet(ctx, say('api.sheet.resultName', { name }), bytes);
      await next();
    },
    async stop(ctx, next) {
      const { actor } = await clerk(ctx);
      await stopImport(sidan, actor, tkOf(ctx));
      reply(ctx, { id: tkOf(ctx) });
      await next();
    },
  };
}

/** The sheet of a request: the file `file` of a form, or base64 in JSON (`file`, `fileName`). @throws INVALID_DATA */
async function fileIn(ctx: Context): Promise<{ name: string; bytes: Uint8Array }> {
  const refuse = (code: 'SHEET_TOO_LARGE' | 'REQUIRED') =>
    new SidanError('INVALID_DATA', { problems: [{ field: 'file', code }] });
  if (ctx.is('multipart/form-data')) {
    await Promise.resolve(upload(ctx as never, () => Promise.resolve())).catch(() => {
      throw refuse('SHEET_TOO_LARGE');
    });
    const file = (ctx as unknown as { file?: { buffer?: Buffer; originalname?: string } }).file;
    if (!file?.buffer?.length) throw refuse('REQUIRED');
    // The form's parser reads names as Latin-1; browsers send UTF-8.
    return {
      name: Buffer.from(file.originalname ?? '', 'latin1').toString('utf8'),
      bytes: new Uint8Array(file.buffer),
    };
  }
  const { file, fileName } = bodyOf(ctx);
  if (typeof file !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(file)) throw refuse('REQUIRED');
  const bytes = new Uint8Array(Buffer.from(file, 'base64'));
  if (bytes.length > SHEET_LIMITS.fileBytesMax) throw refuse('SHEET_TOO_LARGE');
  return { name: typeof fileName === 'string' ? fileName : '', bytes };
}
