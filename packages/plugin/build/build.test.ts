import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { externalVersions, isClientExternal, isServerExternal, packageOf } from './externals.mjs';
import { replaceFolder } from './files.mjs';
import { fingerprint } from './stale.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sidan-build-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('externals', () => {
  test.each(['@nocobase/server', '@nocobase/plugin-workflow', 'sequelize', 'node:fs', 'fs', 'pg'])(
    'the server leaves %s to the host',
    (name) => {
      expect(isServerExternal(name)).toBe(true);
    },
  );

  test.each(['@sidan/rules', 'xstate', 'ajv', 'json-rules-engine', './orders', 'pg-format'])(
    'the server bundles %s',
    (name) => {
      expect(isServerExternal(name)).toBe(false);
    },
  );

  test('a client lane has only what its RequireJS knows', () => {
    expect(isClientExternal('client-v2', 'react')).toBe(true);
    expect(isClientExternal('client-v2', 'dayjs/plugin/utc')).toBe(false);
    expect(() => isClientExternal('client-v2', '@nocobase/client')).toThrow('@nocobase/client');
    expect(isClientExternal('client', '@nocobase/plugin-workflow/client')).toBe(true);
  });

  test('versions are those of the host, by package', () => {
    expect(packageOf('@nocobase/utils/client')).toBe('@nocobase/utils');
    expect(externalVersions(['react/jsx-runtime', '@nocobase/client-v2', 'node:fs', 'path'])).toEqual({
      '@nocobase/client-v2': '2.2.15',
      react: '18.2.0',
    });
  });
});

describe('fingerprint', () => {
  test('follows names and contents, not tests and times', () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('a.ts', '1');
    const first = fingerprint([folder]);
    write('a.test.ts', 'anything');
    write('a.ts', '1');
    expect(fingerprint([folder])).toBe(first);
    write('a.ts', '2');
    expect(fingerprint([folder])).not.toBe(first);
  });
});

describe('replaceFolder', () => {
  test('leaves the old one in place when the new one fails', async () => {
    const target = join(folder, 'dist');
    mkdirSync(target);
    writeFileSync(join(target, 'index.js'), 'old');
    await expect(replaceFolder(target, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(readFileSync(join(target, 'index.js'), 'utf8')).toBe('old');
    await replaceFolder(target, (fresh) => writeFileSync(join(fresh, 'index.js'), 'new'));
    expect(readFileSync(join(target, 'index.js'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['dist']);
  });
});
