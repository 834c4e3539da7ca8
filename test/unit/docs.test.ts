/** What is written is so: scripts, options, variables, packages, error codes, collections, events and links of the documents exist, and all of them are written about. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SidanError, ERROR_CODES } from '../../packages/plugin/src/server/errors';
import { OFFICES } from '../../packages/plugin/src/server/access/roles';
import { filesUnder, read, readJson, REPO } from './support/files';
import { treeOf, visit } from './support/code';
import { fieldProblemCodes } from './support/keys';
import ts from 'typescript';

interface Manifest {
  name: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const READMES = ['README.md', 'README.zh-CN.md'];
const DOCS = [...READMES, 'CONTRIBUTING.md', 'packages/plugin/README.md', ...filesUnder('docs', /\.md$/)];
const manifests = ['package.json', ...filesUnder('packages', /^packages\/[^/]+\/package\.json$/)].map(
  (path) => readJson<unknown>(path) as Manifest,
);

/** Names in back quotes in the first column of a document's tables. */
const firstColumn = (text: string): string[] =>
  [...text.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  );

/** Variables of the environment that code below a folder reads. */
function variables(folder: string): string[] {
  const found = new Set<string>();
  for (const path of filesUnder(folder, /\.(mjs|cjs|ts)$/).filter((file) => !file.endsWith('.test.ts'))) {
    visit(treeOf(path), (node) => {
      if (
        ts.isPropertyAccessExpression(node) &&
        /(^|\.)env$/.test(node.expression.getText()) &&
        /^[A-Z][A-Z_]+$/.test(node.name.text)
      )
        found.add(node.name.text);
    });
  }
  return [...found].sort();
}

describe('documents', () => {
  it.each(DOCS)('name scripts that exist: %s', (path) => {
    const scripts = readJson<unknown>('package.json') as Manifest;
    const named = [...read(path).matchAll(/npm run ([\w:-]+)|npm (start|test)\b/g)].map(
      ([, run, short]) => (run ?? short)!,
    );
    expect(named.filter((name) => !(name in scripts.scripts!))).toEqual([]);
  });

  it.each(DOCS)('link to what exists: %s', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(REPO, dirname(path), link)))).toEqual([]);
  });

  it.each(READMES)('have every option of npm start: %s', (path) => {
    const options = optionsOf('packages/host/src/options.mjs');
    expect(options.length).toBeGreaterThan(3);
    const text = read(path);
    expect(options.filter((option) => !text.includes(`--${option}`))).toEqual([]);
    const named = [...text.matchAll(/npm start -- --([\w-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !options.includes(name))).toEqual([]);
  });

  it('have every variable of the environment', () => {
    const text = read('docs/operations.md');
    const wanted = [...variables('packages/host/src'), ...variables('packages/plugin/src/server')];
    expect([...new Set(wanted)].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(READMES)('say of every package why it is there, and of no other: %s', (path) => {
    const wanted = manifests
      .flatMap(({ dependencies = {}, devDependencies = {}, peerDependencies = {} }) =>
        Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }),
      )
      .filter((name) => !name.startsWith('@sidan/'));
    const text = read(path);
    const table = text.slice(text.search(/^## (Why these packages|为什么用这些依赖包)/m));
    expect([...new Set(firstColumn(table))].sort()).toEqual([...new Set(wanted)].sort());
  });

  it('have every error code with its status', () => {
    const text = read('docs/errors.md');
    const rows = new Map(
      [...text.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(([, code, status]) => [code!, Number(status)]),
    );
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(ERROR_CODES.map((code) => [code, new SidanError(code).status])),
    );
    const fields = text.slice(text.indexOf('## Fields'), text.indexOf('## What to do'));
    expect(firstColumn(fields).sort()).toEqual(fieldProblemCodes());
  });

  it('have every collection, state, event, delay and office', () => {
    const architecture = read('docs/architecture.md');
    const order = readJson<{ machine: { states: object }; events: object; delays: object }>('workflows/order.json');
    const collections = filesUnder('packages/plugin/src/server/collections', /\.ts$/).map((path) =>
      path.replace(/^.*\/|\.ts$/g, ''),
    );
    const names = [
      ...collections,
      ...Object.keys(order.machine.states),
      ...Object.keys(order.events),
      ...Object.keys(order.delays),
    ];
    expect(names.filter((name) => !architecture.includes(`\`${name}\``))).toEqual([]);
    const offices = [...read('docs/security.md').matchAll(/^\| (\w+) \| `(\w+)` \|/gm)].map(([, office, role]) => [
      office,
      role,
    ]);
    expect(Object.fromEntries(offices)).toEqual(
      Object.fromEntries(Object.entries(OFFICES).map(([office, { name }]) => [office, name])),
    );
  });
});

/** Names of the command line's options: the members of `options` in the call of `parseArgs`. */
function optionsOf(path: string): string[] {
  const names: string[] = [];
  visit(treeOf(path), (node) => {
    if (
      !ts.isPropertyAssignment(node) ||
      node.name.getText() !== 'options' ||
      !ts.isObjectLiteralExpression(node.initializer)
    )
      return;
    names.push(...node.initializer.properties.map((property) => property.name!.getText().replace(/['"]/g, '')));
  });
  return names;
}
