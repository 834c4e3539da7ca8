import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const root = path.join(__dirname, '../..');

/** Files that the host's command line writes into its own package: linked, they would be written in ours. */
const isWritten = (file: string) =>
  /@nocobase\/app\/dist\/client\/[^/]*\.(html|tpl)$/.test(file.split(path.sep).join('/'));

/**
 * Fills `target` with what `yarn install` would put into the node_modules of an application with these dependencies, from the packages that are installed
 * here: everything that they need by our lock file, and nothing that only we need. So a plugin that forgot to bundle something fails.
 * Files are hard links where the file system can; a symbolic link would lead Node back into this repository.
 */
export function installPackages(dependencies: readonly string[], target: string): void {
  for (const name of neededBy(dependencies)) link(path.join(root, 'node_modules', name), path.join(target, name));
}

/** Names of the top-level packages that these need, themselves included. Those nested in a package are within its folder. */
function neededBy(names: readonly string[]): Set<string> {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const found = new Set<string>();
  const open = names.map((name) => resolve(packages, '', name));
  for (let at = open.pop(); open.length || at; at = open.pop()) {
    if (!at || found.has(at)) continue;
    found.add(at);
    const { dependencies, optionalDependencies } = packages[at]!;
    const from = at;
    open.push(
      ...Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => resolve(packages, from, name)),
    );
  }
  const top = [...found].map((place) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(place)![1]!);
  return new Set(top);
}

/** Node's own way from a package to what it requires: its node_modules, then those above it. Undefined for one that is optional and absent. */
function resolve(packages: Record<string, Locked>, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    const place = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (packages[place] && existsSync(path.join(root, place))) return place;
    if (!at) return undefined;
  }
}

function link(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) link(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (isWritten(source)) copyFileSync(source, target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    // The temporary folder may be on another file system.
    if (!['EXDEV', 'EPERM', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(source, target);
  }
}
