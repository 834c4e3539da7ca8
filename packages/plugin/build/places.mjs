import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything is. All paths are absolute. */
export const repoRoot = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[/\\]$/, '');
export const pluginRoot = join(repoRoot, 'packages', 'plugin');
export const portalRoot = join(repoRoot, 'packages', 'portal');
export const source = join(pluginRoot, 'src');
/** What NocoBase loads; the workspace link in node_modules leads here too. */
export const dist = join(pluginRoot, 'dist');
/** Where the archive for upload is left. */
export const archives = join(repoRoot, 'dist');

/** @type {{ name: string, version: string, [key: string]: unknown }} */
export const manifest = JSON.parse(readFileSync(join(pluginRoot, 'package.json'), 'utf8'));
