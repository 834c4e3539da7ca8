import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder, resetFolder } from './folder.mjs';
import { openSettings, settingsFile } from './settings.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sidan-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (path: string) => () => openFolder(path);

describe('openFolder', () => {
  test('makes a folder that is absent, with those above it', () => {
    openFolder(join(folder, 'a', 'b'));
    expect(existsSync(join(folder, 'a', 'b'))).toBe(true);
  });

  test('refuses a folder with anything of somebody else, and a file', () => {
    writeFileSync(join(folder, 'thesis.docx'), '');
    expect(open(folder)).toThrow(expect.objectContaining({ code: 'foreign' }));
    expect(open(join(folder, 'thesis.docx'))).toThrow(expect.objectContaining({ code: 'notFolder' }));
  });

  test('knows its own folder again', () => {
    openSettings(folder, {});
    mkdirSync(join(folder, 'pg'));
    expect(open(folder)).not.toThrow();
  });
});

test('a reset leaves an empty folder and removes the mark last', () => {
  openSettings(folder, {});
  mkdirSync(join(folder, 'storage', 'uploads'), { recursive: true });
  resetFolder(folder);
  expect(existsSync(join(folder, 'storage'))).toBe(false);
  expect(existsSync(join(folder, settingsFile))).toBe(false);
});

describe('openSettings', () => {
  test('makes secrets once, for the owner only', () => {
    const { settings } = openSettings(folder, {});
    expect(statSync(join(folder, settingsFile)).mode & 0o777).toBe(0o600);
    expect(settings.appKey).toMatch(/^[0-9a-f]{64}$/);
    expect(settings.admin.password).toMatch(/^\w{12}$/);
    expect(openSettings(folder, {}).settings).toEqual(settings);
  });

  test('no two data folders share a secret', () => {
    const one = openSettings(folder, {}).settings;
    rmSync(join(folder, settingsFile));
    const two = openSettings(folder, {}).settings;
    for (const key of ['appKey', 'databasePassword', 'demoPassword'] as const) expect(one[key]).not.toBe(two[key]);
    expect(one.admin.password).not.toBe(two.admin.password);
  });

  test('takes the first administrator from the environment', () => {
    const env = { INIT_ROOT_USERNAME: 'li', INIT_ROOT_PASSWORD: 'chosen by the county' };
    expect(openSettings(folder, env).settings.admin).toMatchObject({
      username: 'li',
      password: 'chosen by the county',
    });
  });

  test('refuses a damaged file instead of making new keys over the data', () => {
    writeFileSync(join(folder, settingsFile), '{"sidan":1,');
    expect(() => openSettings(folder, {})).toThrow(expect.objectContaining({ code: 'settings' }));
    expect(readFileSync(join(folder, settingsFile), 'utf8')).toBe('{"sidan":1,');
  });
});
