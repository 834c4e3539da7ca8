/** Lets plain Node run TypeScript as it stands: no build between writing and running. What was made of a file is kept, by all that it was made from. */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const cache = join(__dirname, '../../../node_modules/.cache/sidan-typescript');
const { version } = require('@swc/core/package.json');

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update(`${version}\0${filename}\0${source}`).digest('hex');
  const kept = join(cache, `${key}.js`);
  module._compile(read(kept) ?? keep(kept, made(source, filename)), filename);
};

/** @param {string} source @param {string} filename */
function made(source, filename) {
  // Loading the compiler takes longer than most commands.
  const { transformSync } = require('@swc/core');
  return transformSync(source, {
    filename,
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  }).code;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whole or not at all, since several may run at once; where nothing can be kept it is only slower. @param {string} file @param {string} code */
function keep(file, code) {
  try {
    const fresh = `${file}.${process.pid}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, code);
    renameSync(fresh, file);
  } catch {
    // A read-only installation.
  }
  return code;
}
