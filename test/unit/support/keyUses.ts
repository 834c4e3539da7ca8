/** Where code names a text: the calls through which texts are said, and what each puts before the name. */
import ts from 'typescript';
import { at, callsIn, patternOf, textsOf, treeOf, visit } from './code';
import { sources } from './files';
import { NAMESPACES } from './texts';

/** A function that takes a key without its namespace; `files` says whose it is. */
const SHORT: readonly { files: RegExp; calls: readonly string[]; prefix: string }[] = [
  { files: /^packages\/plugin\/src\/server\/pages\//, calls: ['pageText'], prefix: 'pages.' },
  { files: /^packages\/host\//, calls: ['text'], prefix: 'host.' },
  { files: /^packages\/host\//, calls: ['Problem', 'whyEnded'], prefix: 'host.problem.' },
  { files: /^packages\/host\//, calls: ['stage'], prefix: 'host.stage.' },
  { files: /^packages\/portal\//, calls: ['t'], prefix: 'portal.' },
];

/** Functions that take a full key; what they are given as params must be enough for the text. */
const FULL = ['say', 't', 'text', 'later', 'message'];

export interface KeyUse {
  /** A full key, or a pattern with `*` for what is put in at run time. */
  key: string;
  where: string;
  /** Names of the params at this place; undefined when they are not written out there. */
  params?: string[];
}

/** What a short function puts together itself. */
const WRAPPER = /^[a-z]+\.\*$/;
/** The database's own events: `collections.beforeDestroy`. */
const HOST_EVENT = /^\w+\.(before|after)[A-Z]\w*$/;
/** The host's own resource of that name. */
const HOST_RESOURCE = 'collections.fields';

const isFullKey = (text: string) =>
  NAMESPACES.some((name) => text.startsWith(`${name}.`)) &&
  !/\.(json|mjs|ts)$/.test(text) &&
  /^[\w.*-]+$/.test(text) &&
  !WRAPPER.test(text) &&
  !HOST_EVENT.test(text) &&
  text !== HOST_RESOURCE;

/** The names of an object literal; undefined when some of it comes from elsewhere. */
function namesOf(node: ts.Expression | undefined): string[] | undefined {
  if (!node) return [];
  if (!ts.isObjectLiteralExpression(node) || node.properties.some((property) => ts.isSpreadAssignment(property)))
    return undefined;
  return node.properties.map((property) => property.name!.getText());
}

function shortUses(path: string): KeyUse[] {
  return SHORT.filter(({ files }) => files.test(path)).flatMap(({ calls, prefix }) =>
    callsIn(path, calls).flatMap(({ args, node, name }) =>
      args
        .slice(0, name === 'whyEnded' ? 2 : 1)
        .flatMap(textsOf)
        // A wrapper's own template (`problem.${code}`) says nothing: what it is called with does.
        .filter((text) => !(name === 'text' && text.includes('*')))
        .map((text) => ({
          key: prefix + text,
          where: at(node),
          params: ['stage', 'whyEnded'].includes(name) ? undefined : namesOf(args[1]),
        })),
    ),
  );
}

function fullUses(path: string): KeyUse[] {
  const uses: KeyUse[] = [];
  const paramsOf = new Map<ts.Node, string[] | undefined>();
  for (const { args } of callsIn(path, FULL))
    if (args[0]) visit(args[0], (node) => paramsOf.set(node, namesOf(args[1])));
  visit(treeOf(path), (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node.parent ?? node)) return;
    const key = patternOf(node);
    if (key !== undefined && isFullKey(key)) uses.push({ key, where: at(node), params: paramsOf.get(node) });
  });
  return uses;
}

/** Every place in the packages' sources where a text is named, by full key or pattern. */
export const keyUses = (): KeyUse[] =>
  sources()
    .filter((path) => !path.startsWith('packages/plugin/src/swagger/'))
    .flatMap((path) => [...shortUses(path), ...fullUses(path)]);
