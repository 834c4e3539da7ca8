/** Source read as a syntax tree: a text in a comment is no text, and one in a nested condition is one all the same. */
import ts from 'typescript';
import { read } from './files';

const trees = new Map<string, ts.SourceFile>();

export function treeOf(path: string): ts.SourceFile {
  let tree = trees.get(path);
  if (!tree) {
    const kind = path.endsWith('.tsx')
      ? ts.ScriptKind.TSX
      : /\.[cm]js$/.test(path)
        ? ts.ScriptKind.JS
        : ts.ScriptKind.TS;
    tree = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true, kind);
    trees.set(path, tree);
  }
  return tree;
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

export const lineOf = (node: ts.Node): number => {
  const tree = node.getSourceFile();
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
};

export const at = (node: ts.Node): string => `${node.getSourceFile().fileName}:${lineOf(node)}`;

/** Literal texts anywhere below a node. */
export function literalsIn(node: ts.Node): string[] {
  const found: string[] = [];
  visit(node, (below) => {
    if (ts.isStringLiteralLike(below)) found.push(below.text);
  });
  return found;
}

/** A text with gaps: `lifecycle.state.${state}` is `lifecycle.state.*`; undefined for what is neither text nor template. */
export function patternOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.templateSpans.reduce((text, span) => `${text}*${span.literal.text}`, node.head.text);
}

/** The texts that an expression can be: both sides of a condition, templates as patterns. */
export function textsOf(node: ts.Expression): string[] {
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return textsOf(node.expression);
  const text = patternOf(node);
  return text === undefined ? [] : [text];
}

interface Call {
  /** `say`, or the last name of `this.app.say`. */
  name: string;
  args: readonly ts.Expression[];
  node: ts.Node;
}

/** Calls and constructions in a file, by name. */
export function callsIn(path: string, names: readonly string[]): Call[] {
  const found: Call[] = [];
  visit(treeOf(path), (node) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const callee = node.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : '';
    if (names.includes(name)) found.push({ name, args: [...(node.arguments ?? [])], node });
  });
  return found;
}

/** Literal texts in the declaration of a constant, function, type or interface. Fails when there is none of that name: a key must not get lost by a renaming. */
export function declared(path: string, name: string): string[] {
  const found: string[] = [];
  let known = false;
  visit(treeOf(path), (node) => {
    const named =
      ts.isVariableDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isInterfaceDeclaration(node);
    if (!named || !node.name || node.name.getText() !== name) return;
    known = true;
    found.push(...literalsIn(node));
  });
  if (!known) throw new Error(`${path} declares no ${name}`);
  return found;
}

/** Literal texts that properties of this name are given, in a file or below a declaration of it. */
export function propertyTexts(path: string, property: string, within?: string): string[] {
  const found: string[] = [];
  const roots: ts.Node[] = [];
  visit(treeOf(path), (node) => {
    if (!within) return;
    if ((ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name?.getText() === within)
      roots.push(node);
  });
  if (within && !roots.length) throw new Error(`${path} declares no ${within}`);
  for (const root of within ? roots : [treeOf(path)]) {
    visit(root, (node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText().replace(/['"]/g, '') === property)
        found.push(...literalsIn(node.initializer));
    });
  }
  return [...new Set(found)];
}
