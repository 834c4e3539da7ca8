import { type CommandSpec, one } from '../command';
import { EXIT, Failure } from '../exit';
import { nameOf, readBytes } from '../folder';

const TIMEOUT_MS = 60_000;

/** Sends an archive to a running server, which checks it again, and keeps it as a draft until an administrator activates it. */
export const publish: CommandSpec = {
  name: 'publish',
  args: '<archive>',
  summary: 'cli.publish.summary',
  example: 'SIDAN_TOKEN=… sidan publish renqiu-1.0.0.tgz --to http://localhost:13000',
  options: [
    { flags: '--to <address>', text: 'cli.publish.to', required: true },
    { flags: '--token <token>', text: 'cli.publish.token' },
  ],
  async run(io, [path = ''], options) {
    const token = one(options, 'token') ?? process.env.SIDAN_TOKEN;
    if (!token) throw new Failure(EXIT.usage, 'cli.error.noToken');
    const archive = await readBytes(path);
    const address = endpoint(one(options, 'to') ?? '');
    const body = new FormData();
    body.append('file', new Blob([archive as BlobPart], { type: 'application/gzip' }), nameOf(path));
    io.progress(io.texts.t('cli.publish.progress', { address }));
    const headers = { authorization: `Bearer ${token}`, 'x-locale': io.texts.language, accept: 'application/json' };
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new Failure(EXIT.io, 'cli.error.unreachable', { address });
    });
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) {
      io.line(io.texts.t('cli.publish.refused', { status: response.status }));
      for (const { code = '', message = '' } of errorsIn(answer)) io.line(`    ${code}  ${message}`);
      io.answer({ ok: false, status: response.status, answer });
      return EXIT.problems;
    }
    io.line(io.texts.t('cli.publish.done', { path, address }));
    io.answer({ ok: true, status: response.status, answer });
    return EXIT.ok;
  },
};

function endpoint(to: string): string {
  try {
    const url = new URL(to);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(url.protocol);
    const base = url.href.replace(/\/+$/, '').replace(/\/api$/, '');
    return `${base}/api/sidanPacks:upload`;
  } catch {
    throw new Failure(EXIT.usage, 'cli.error.address', { address: to });
  }
}

function errorsIn(answer: unknown): { code?: string; message?: string }[] {
  const errors = (answer as { errors?: unknown } | null)?.errors;
  return Array.isArray(errors) ? (errors as { code?: string; message?: string }[]) : [];
}
