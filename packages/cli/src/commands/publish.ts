import { type CommandSpec, one } from '../command';
import { EXIT, Failure } from '../exit';
import { nameOf, readBytes } from '../folder';
import { refused, SERVER, serverOf } from '../server';
import { isDay } from '../values';

/** Sends an archive to a running server, which checks it again and keeps it; with `--activate` it is put into force besides. */
export const publish: CommandSpec = {
  name: 'publish',
  args: '<archive>',
  summary: 'cli.publish.summary',
  example: 'SIDAN_TOKEN=… sidan publish renqiu-1.0.0.tgz --to http://localhost:13000',
  options: [
    ...SERVER,
    { flags: '--activate <reason>', text: 'cli.publish.activate' },
    { flags: '--from <date>', text: 'cli.publish.from' },
  ],
  async run(io, [path = ''], options) {
    const { t } = io.texts;
    const [reason, effectiveFrom] = [one(options, 'activate'), one(options, 'from')];
    if (effectiveFrom !== undefined && !isDay(effectiveFrom))
      throw new Failure(EXIT.usage, 'cli.error.date', { date: effectiveFrom });
    const server = await serverOf(io, options);
    const body = new FormData();
    body.append('file', new Blob([(await readBytes(path)) as BlobPart], { type: 'application/gzip' }), nameOf(path));
    io.progress(t('cli.publish.progress', { address: server.address }));
    const sent = await server.post('sidanPacks:upload', body);
    if (!sent.ok) return refused(io, sent);
    const { id, name, version, signature, replayed } = sent.data;
    io.line(t('cli.publish.done', { path, address: server.address }));
    io.line(t(replayed ? 'cli.publish.known' : 'cli.publish.kept', { name: String(name), version: String(version) }));
    io.line(t(`cli.publish.signature.${String(signature)}`));
    if (reason === undefined) {
      io.answer({ ok: true, ...sent.data });
      return EXIT.ok;
    }
    const decided = await server.post('sidanPacks:activate', { versionId: id, reason, effectiveFrom });
    if (!decided.ok) return refused(io, decided);
    const { regionCode, effectiveFrom: at } = decided.data;
    io.line(
      t('cli.publish.active', {
        name: String(name),
        version: String(version),
        regionCode: String(regionCode),
        at: String(at),
      }),
    );
    io.answer({ ok: true, ...sent.data, activated: decided.data });
    return EXIT.ok;
  },
};
