import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A Chromium to start with `playwright-core`: `chromium.launch({ executablePath, args })`. */
export interface FoundChromium {
  executablePath: string;
  args: string[];
}

/** Nothing of a test may reach beyond this machine; no sandbox, since containers forbid it and only our own pages are opened. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
];

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const packageFolder = resolve(__dirname, '../../node_modules/@sparticuz/chromium');

/**
 * The system's Chromium, or the one that npm installed, which is unpacked once into the temporary folder together with the libraries that a bare
 * machine lacks. `CHROMIUM_PATH` names another; `none` there passes over the system's.
 * @throws Error when none of them starts.
 */
export function findChromium(): Promise<FoundChromium> {
  return Promise.resolve().then(() => {
    const named = process.env.CHROMIUM_PATH;
    const candidates = named && named !== 'none' ? [named] : named === 'none' ? [] : installed;
    const found = candidates.find((path) => existsSync(path) && starts(path)) ?? unpacked();
    return { executablePath: found, args };
  });
}

function starts(executable: string): boolean {
  return spawnSync(executable, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** A launcher beside the unpacked Chromium: it sets the library path for Chromium alone, not for the tests. */
function unpacked(): string {
  const { version } = JSON.parse(
    execFileSync(process.execPath, [
      '-p',
      `JSON.stringify(require(${JSON.stringify(join(packageFolder, 'package.json'))}))`,
    ]).toString(),
  ) as { version: string };
  const folder = join(tmpdir(), `sidan-chromium-${version}`);
  const launcher = join(folder, 'launch.sh');
  if (!existsSync(launcher)) unpack(folder);
  if (!starts(launcher))
    throw new Error(`Chromium of @sparticuz/chromium does not start: run ${launcher} --version to see why`);
  return launcher;
}

/** The package unpacks into `TMPDIR`, and its libraries only where it believes to be on AWS: so it gets both for the time of one process. */
function unpack(folder: string): void {
  const fresh = mkdtempSync(`${folder}-`);
  const script = `import('${join(packageFolder, 'build/esm/index.js')}').then(({ default: chromium }) => chromium.executablePath())`;
  mkdirSync(fresh, { recursive: true });
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    stdio: 'inherit',
  });
  const lines = [
    '#!/bin/sh',
    `here=${folder}`,
    'export LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"',
    '[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"',
    'exec "$here/chromium" "$@"',
  ];
  writeFileSync(join(fresh, 'launch.sh'), `${lines.join('\n')}\n`);
  chmodSync(join(fresh, 'launch.sh'), 0o755);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Two tests came first at once: one of the two is as good as the other.
    if (!existsSync(join(folder, 'launch.sh'))) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
}
