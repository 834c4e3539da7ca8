import { readKey } from '@sidan/rules/archive';
import { type CommandSpec, one } from '../command';
import { EXIT, Failure } from '../exit';
import { nameOf, readBytes } from '../folder';
import { refused, SERVER, serverOf } from '../server';

/** Has a running server trust what a key signs, as its administrator. */
export const trust: CommandSpec = {
  name: 'trust',
  args: '<key>',
  summary: 'cli.trust.summary',
  example: 'SIDAN_TOKEN=… sidan trust hebei.pub --name Hebei --to http://localhost:13000',
  options: [{ flags: '--name <name>', text: 'cli.trust.name' }, ...SERVER],
  async run(io, [path = ''], options) {
    const publicKey = new TextDecoder().decode(await readBytes(path));
    if (!readKey(publicKey, 'public')) throw new Failure(EXIT.usage, 'cli.error.key', { path });
    const name = one(options, 'name') ?? nameOf(path).replace(/\.pub$/, '');
    const server = await serverOf(io, options);
    const answered = await server.post('sidanPacks:trust', { name, publicKey });
    if (!answered.ok) return refused(io, answered);
    io.line(io.texts.t('cli.trust.done', { address: server.address, name, keyId: String(answered.data.keyId) }));
    io.answer({ ok: true, name, ...answered.data });
    return EXIT.ok;
  },
};
