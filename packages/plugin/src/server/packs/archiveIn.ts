import { koaMulter } from '@nocobase/utils';
import type { Context } from '@nocobase/actions';
import { ARCHIVE_LIMITS } from '@sidan/rules/archive';
import { SidanError } from '../errors';

const upload = koaMulter({ limits: { fileSize: ARCHIVE_LIMITS.bytesMax, files: 1, fields: 10 } }).single('file');

/** Base64 of the largest archive. */
const TEXT_MAX = Math.ceil(ARCHIVE_LIMITS.bytesMax / 3) * 4;

/** The archive of a request: the file `file` of a form, or base64 in JSON. @throws INVALID_DATA */
export async function archiveIn(ctx: Context): Promise<Uint8Array> {
  const refused = () => new SidanError('INVALID_DATA', { problems: [{ field: 'file', code: 'ARCHIVE' }] });
  if (ctx.is('multipart/form-data')) {
    await Promise.resolve(upload(ctx as never, () => Promise.resolve())).catch(() => {
      throw refused();
    });
    const file = (ctx as unknown as { file?: { buffer?: Buffer } }).file?.buffer;
    if (!file?.length) throw refused();
    return new Uint8Array(file);
  }
  const text = (ctx.action.params.values as { archive?: unknown } | undefined)?.archive;
  if (typeof text !== 'string' || !text || text.length > TEXT_MAX || !/^[A-Za-z0-9+/]+={0,2}$/.test(text))
    throw refused();
  return new Uint8Array(Buffer.from(text, 'base64'));
}
