import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository: where node_modules, the build and the default data folder are. */
export const repoRoot = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[/\\]$/, '');
export const nodeModules = join(repoRoot, 'node_modules');
export const pluginPackage = '@sidan/plugin-sidan';
export const demoCounty = join(repoRoot, 'examples', 'renqiu');
