import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type CommandSpec, one } from '../command';
import { EXIT, Failure } from '../exit';
import { nameOf, writeBytes } from '../folder';
import { SCHEMAS, TEMPLATE } from '../places';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const REGION = /^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$/;

/** A new pack from the template: one rule over the base pack, with its cases, sound as it stands. */
export const init: CommandSpec = {
  name: 'init',
  args: '<folder>',
  summary: 'cli.init.summary',
  example: 'sidan init renqiu --region 130982 --title Renqiu',
  options: [
    { flags: '--region <code>', text: 'cli.init.region', required: true },
    { flags: '--title <text>', text: 'cli.init.title' },
    { flags: '--name <name>', text: 'cli.init.name' },
    { flags: '--from <date>', text: 'cli.init.from' },
  ],
  async run(io, [folder = ''], options) {
    const region = one(options, 'region') ?? '';
    const name = one(options, 'name') ?? nameOf(resolve(folder));
    if (!NAME.test(name)) throw new Failure(EXIT.usage, 'cli.error.name', { name });
    if (!REGION.test(region)) throw new Failure(EXIT.usage, 'cli.error.region', { region });
    const there = await readdir(folder).catch(() => [] as string[]);
    if (there.length > 0) throw new Failure(EXIT.io, 'cli.error.notEmpty', { path: folder });

    const values: Readonly<Record<string, string>> = {
      name,
      region,
      title: one(options, 'title') ?? name,
      from: one(options, 'from') ?? new Date().toISOString().slice(0, 10),
      schemas: relative(resolve(folder), SCHEMAS).replaceAll('\\', '/'),
    };
    const files = (await readdir(TEMPLATE, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const written: string[] = [];
    for (const entry of files) {
      const from = join(entry.parentPath, entry.name);
      const path = relative(TEMPLATE, from);
      const text = (await readFile(from, 'utf8')).replace(/\{\{(\w+)\}\}/g, (whole, key: string) => {
        const value = values[key];
        if (value === undefined) return whole;
        return path.endsWith('.json') ? JSON.stringify(value).slice(1, -1) : value;
      });
      await writeBytes(join(folder, path), text);
      written.push(path.replaceAll('\\', '/'));
    }
    written.sort();
    io.line(io.texts.t('cli.init.done', { name, path: folder, count: written.length }));
    for (const path of written) io.line(`  ${path}`);
    io.line(io.texts.t('cli.init.next', { path: folder }));
    io.answer({ ok: true, name, files: written });
    return EXIT.ok;
  },
};
