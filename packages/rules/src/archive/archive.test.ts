import { gzipSync } from 'node:zlib';
import { type Headers, pack } from 'tar-stream';
import {
  ARCHIVE_LIMITS,
  archiveOf,
  digestOf,
  keyIdOf,
  makeKeys,
  openArchive,
  type PackBytes,
  readKey,
  signFiles,
  type TrustedKey,
  unpack,
  verifyFiles,
} from '.';

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES: PackBytes = new Map([
  ['pack.json', bytes('{"name":"a"}')],
  ['rules/award-x.json', bytes('{"name":"x"}')],
  ['docs/说明.md', bytes('# x')],
]);

async function tarOf(...entries: [Headers, string?][]): Promise<Uint8Array> {
  const tar = pack();
  for (const [header, content = ''] of entries) {
    if (header.type === undefined || header.type === 'file') tar.entry(header, content);
    else tar.entry(header);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

async function refusal(archive: Uint8Array): Promise<[string, string][]> {
  const unpacked = await unpack(archive);
  return unpacked.ok ? [] : unpacked.problems.map(({ code, file }) => [code, file]);
}

describe('an archive', () => {
  it('gives back what was put in, and is the same for the same files in any order', async () => {
    const archive = await archiveOf(FILES);
    const unpacked = await unpack(archive);
    expect(unpacked.ok && [...unpacked.files].sort()).toEqual([...FILES].sort());
    expect(await archiveOf(new Map([...FILES].reverse()))).toEqual(archive);
    expect(Buffer.from(archive.slice(4, 10))).toEqual(Buffer.from([0, 0, 0, 0, 2, 255]));
  });

  it('may be made by tar of a folder', async () => {
    const archive = await tarOf(
      [{ name: './', type: 'directory' }],
      [{ name: './pack.json' }, '{}'],
      [{ name: './rules/', type: 'directory' }],
    );
    const unpacked = await unpack(archive);
    expect(unpacked.ok && [...unpacked.files.keys()]).toEqual(['pack.json']);
  });

  it.each([
    ['../pack.json'],
    ['/etc/passwd'],
    ['rules/../../x.json'],
    ['rules\\x.json'],
    ['C:/x.json'],
    ['.ssh/keys'],
    ['rules//x.json'],
    ['rules/x.json '],
    ['a/b/c/d/e/f.json'],
    ['rules/x\u0000.json'],
    ['cafe\u0301.md'],
    ['x'.repeat(201)],
    ['rules/x:stream.json'],
  ])('does not unpack the path %j', async (name) => {
    const found = await refusal(await tarOf([{ name }, '{}']));
    // A name with a zero byte ends there for tar: `rules/x` is harmless.
    expect(found.map(([code]) => code)).toEqual(name.includes('\u0000') ? [] : ['ARCHIVE_PATH']);
  });

  it.each(['symlink', 'link', 'character-device', 'block-device', 'fifo'] as const)(
    'does not unpack a %s',
    async (type) => {
      const archive = await tarOf([{ name: 'rules/x.json', type, linkname: '/etc/passwd' }]);
      expect(await refusal(archive)).toEqual([['ARCHIVE_NOT_A_FILE', 'rules/x.json']]);
    },
  );

  it('refuses a name that comes twice, in other letters too', async () => {
    expect(await refusal(await tarOf([{ name: 'pack.json' }, '{}'], [{ name: 'Pack.json' }, '[]']))).toEqual([
      ['ARCHIVE_DUPLICATE', 'Pack.json'],
    ]);
  });

  it('stops inflating at its limit', async () => {
    const bomb = gzipSync(Buffer.alloc(125 * 1024 * 1024), { level: 9 });
    expect(bomb.length).toBeLessThan(ARCHIVE_LIMITS.bytesMax);
    expect(await refusal(bomb)).toEqual([['ARCHIVE_TOO_LARGE', '']]);
  });

  it('refuses too many files, too large ones, and too large an archive', async () => {
    const many = Array.from({ length: 700 }, (_, i): [Headers, string] => [{ name: `cases/c${i}.json` }, '{}']);
    expect(await refusal(await tarOf(...many))).toEqual([['FILES_TOO_MANY', '']]);
    const large = 'x'.repeat(ARCHIVE_LIMITS.fileBytesMax + 1);
    expect(await refusal(await tarOf([{ name: 'a.json' }, large]))).toEqual([['FILE_BYTES_TOO_MANY', 'a.json']]);
    expect(await refusal(new Uint8Array(ARCHIVE_LIMITS.bytesMax + 1))).toEqual([['ARCHIVE_TOO_LARGE', '']]);
  });

  it('refuses what is damaged or something else', async () => {
    const archive = await archiveOf(FILES);
    for (const broken of [
      new Uint8Array(),
      bytes('PK\u0003\u0004'),
      archive.slice(0, archive.length - 20),
      gzipSync(Buffer.from('no tar '.repeat(200))),
    ]) {
      expect(await refusal(broken)).toEqual([['ARCHIVE_BROKEN', '']]);
    }
  });

  it('parses strictly', async () => {
    const files = new Map([
      ['a.json', bytes('{\n "x": 1,\n "y": {"x": 2},\n "x": 3}')],
      ['b.json', bytes('{\n "x": 1,\n}')],
      ['c.json', new Uint8Array([0x22, 0xff, 0x22])],
      ['d.json', bytes('\uFEFF{"x": "a{\\"b\\":[\\"b\\":", "é": 1, "e": [{"x": 1}, {"x": 1}]}')],
    ]);
    const opened = await openArchive(await archiveOf(files), []);
    expect(opened.ok ? [] : opened.problems.map(({ code, file, params }) => [code, file, params])).toEqual([
      ['JSON_KEY_TWICE', 'a.json', { key: 'x', line: 4 }],
      ['JSON_SYNTAX', 'b.json', { line: 3, column: 1 }],
      ['FILE_ENCODING', 'c.json', {}],
    ]);
  });
});

describe('a signature', () => {
  const keys = makeKeys();
  const privateKey = readKey(keys.privateKey, 'private')!;
  const trusted: TrustedKey[] = [
    { name: 'other', publicKey: makeKeys().publicKey },
    { name: 'hebei', publicKey: keys.publicKey },
  ];
  const signed = signFiles(FILES, privateKey);
  const put = (path: string, content: string) => new Map(signed).set(path, bytes(content));
  const without = (path: string) => new Map([...signed].filter(([name]) => name !== path));

  it('is trusted when it is whole and by a trusted key', async () => {
    expect(verifyFiles(signed, trusted)).toEqual({ status: 'trusted', keyId: keys.keyId, name: 'hebei' });
    const opened = await openArchive(await archiveOf(signed), trusted);
    expect(opened).toMatchObject({ ok: true, verdict: { status: 'trusted' }, digest: digestOf(FILES) });
    expect(verifyFiles(signFiles(signed, privateKey), trusted).status).toBe('trusted');
  });

  it('tells unsigned, unknown and changed apart, and names what changed', () => {
    expect(verifyFiles(FILES, trusted)).toEqual({ status: 'unsigned' });
    expect(verifyFiles(signed, [])).toEqual({ status: 'unknownKey', keyId: keys.keyId });
    const changed = (files: PackBytes) => verifyFiles(files, trusted);
    expect(changed(put('pack.json', '{}'))).toMatchObject({ status: 'changed', changed: ['pack.json'] });
    expect(changed(put('rules/award-y.json', '{}'))).toMatchObject({ added: ['rules/award-y.json'] });
    expect(changed(without('rules/award-x.json'))).toMatchObject({ removed: ['rules/award-x.json'] });
    expect(changed(put('signature.json', '{}'))).toMatchObject({ changed: ['signature.json'] });
  });

  it('is not to be moved to another key or list', () => {
    const real = JSON.parse(new TextDecoder().decode(signed.get('signature.json'))) as Record<string, unknown>;
    const forged = (change: object) =>
      verifyFiles(put('signature.json', JSON.stringify({ ...real, ...change })), trusted);
    expect(forged({ signature: Buffer.alloc(64).toString('base64') })).toMatchObject({ status: 'changed' });
    expect(forged({ keyId: keyIdOf(readKey(trusted[0]!.publicKey, 'public')!) })).toMatchObject({ status: 'changed' });
    expect(forged({ files: [] })).toMatchObject({ changed: ['signature.json'] });
    expect(forged({ algorithm: 'none' })).toMatchObject({ changed: ['signature.json'] });
    // An evildoer's own key with a list that fits is unknown, not trusted.
    const evil = makeKeys();
    expect(verifyFiles(signFiles(put('pack.json', '{}'), readKey(evil.privateKey, 'private')!), trusted)).toEqual({
      status: 'unknownKey',
      keyId: evil.keyId,
    });
  });

  it('takes keys for what they are', () => {
    expect(readKey(keys.privateKey, 'public')).toBeUndefined();
    expect(readKey(keys.publicKey, 'private')).toBeUndefined();
    expect(readKey('no key', 'public')).toBeUndefined();
    expect(keyIdOf(privateKey)).toBe(keys.keyId);
  });
});
