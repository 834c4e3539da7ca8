import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';

/** Where the build puts the portal. */
const ROOT = join(__dirname, '..', 'portal');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Nothing from elsewhere, nothing inline: a text that somebody typed can never become a script. */
const HEADERS: Record<string, string> = {
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'; img-src 'self' data: blob:",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
};

const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** A file name with a hash of its content never changes. */
const isImmutable = (path: string) => /[.-][0-9a-f]{8,}\.\w+$/.test(path);

/**
 * Serves the residents' web app at `<public path>sidan/`, compressed as the build made it. Answers false for every other address, so that the host
 * goes on with it.
 */
export function servePortal(publicPath: string): (req: IncomingMessage, res: ServerResponse) => boolean {
  const base = `${publicPath.replace(/\/$/, '')}/sidan`;
  return (req, res) => {
    const path = (req.url ?? '').split(/[?#]/, 1)[0]!;
    if (path === base) {
      res.writeHead(308, { Location: `${base}/` }).end();
      return true;
    }
    if (!path.startsWith(`${base}/`)) return false;
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return true;
    }
    const file = fileFor(path.slice(base.length + 1));
    if (!file) {
      res.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', ...HEADERS }).end('404');
      return true;
    }
    send(file, req, res);
    return true;
  };
}

function fileFor(encoded: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(encoded) || 'index.html';
  } catch {
    return null;
  }
  const file = normalize(join(ROOT, name));
  const inside = file.startsWith(ROOT + sep) && TYPES[extname(file)] !== undefined;
  return inside && existsSync(file) && statSync(file).isFile() ? file : null;
}

function send(file: string, req: IncomingMessage, res: ServerResponse): void {
  const accepted = String(req.headers['accept-encoding'] ?? '');
  const encoding = ENCODINGS.find(({ name, suffix }) => accepted.includes(name) && existsSync(file + suffix));
  const path = encoding ? file + encoding.suffix : file;
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return void res.writeHead(404, HEADERS).end();
  const { size, mtimeMs } = found;
  const etag = `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
  const headers = {
    ...HEADERS,
    'Content-Type': TYPES[extname(file)]!,
    'Cache-Control': isImmutable(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ETag: etag,
  };
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, headers).end();
    return;
  }
  res.writeHead(200, {
    ...headers,
    'Content-Length': size,
    ...(encoding ? { 'Content-Encoding': encoding.name } : {}),
  });
  if (req.method === 'HEAD') res.end();
  // Closes the file when the reader goes away, and survives a file that is replaced meanwhile.
  else pipeline(createReadStream(path), res, () => undefined);
}
