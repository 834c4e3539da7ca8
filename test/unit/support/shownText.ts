/** Text that people would read and that stands in code instead of a locale. */
import ts from 'typescript';
import { at, patternOf, textsOf, treeOf, visit } from './code';
import { sources } from './files';

/** Ideographs, their punctuation and full-width signs. */
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

const textOf = (node: ts.Node): string | undefined =>
  ts.isJsxText(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? patternOf(node)
      : ts.isStringLiteralLike(node)
        ? node.text
        : undefined;

/** Signs that are compared with what people type, and shown to nobody. */
const COMPARED = /^packages\/plugin\/src\/client-v2\/models\/tags\.tsx$/;

export function chineseInCode(): string[] {
  return sources().flatMap((path) => {
    const found: string[] = [];
    visit(treeOf(path), (node) => {
      const text = textOf(node);
      if (text && CHINESE.test(text) && !(COMPARED.test(path) && text.length === 1))
        found.push(`${at(node)} ${text.trim()}`);
    });
    return found;
  });
}

/** Where people see what the code of these folders writes. */
const SHOWING = /^packages\/(portal|host)\/src\/|^packages\/plugin\/src\/(client|client-v2|server)\//;

/** Properties and attributes whose value is shown. */
const SHOWN = new Set(
  'title label message description placeholder content okText cancelText tooltip help hint extra alt aria-label aria-description subTitle emptyText notFoundContent addonBefore addonAfter summary tip'.split(
    ' ',
  ),
);

/** Calls whose text is shown. On the server `write` writes SQL, and what is logged is for administrators, in English. */
const SAYING = {
  files: /^packages\/(portal|host)\/src\/|\/client(-v2)?\//,
  names: new Set(['write', 'log', 'alert', 'confirm', 'toast', 'info', 'warning']),
};

/** What looks like a text for people and is none; each with its reason. */
const ALLOWED: readonly { file: RegExp; text: RegExp; why: string }[] = [
  {
    file: /server\/demo\/(command|seed|history)\.ts$/,
    text: /.*/,
    why: 'progress of a command line tool, read by the host program (packages/host/src/demo.mjs)',
  },
  { file: /host\/src\/check\.mjs$/, text: /.*/, why: 'the developers’ test command' },
  { file: /./, text: /^[\w-]+\.[\w.-]+$/, why: 'a key or a file name' },
  { file: /./, text: /^\{\{/, why: 'a template' },
  { file: /./, text: /^[a-z][\w-]*$/, why: 'a column, a code or a style' },
];

const isWords = (text: string) => /[A-Za-z]{2}/.test(text.replace(/\*/g, ''));

const isAllowed = (path: string, text: string) =>
  ALLOWED.some(({ file, text: fits }) => file.test(path) && fits.test(text.trim()));

/** The texts that a node shows, if it shows any. */
function shownBy(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return [node.text];
  if (ts.isJsxExpression(node) && node.expression && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent)))
    return textsOf(node.expression);
  if (ts.isJsxAttribute(node) && SHOWN.has(node.name.getText()) && node.initializer) {
    if (ts.isStringLiteral(node.initializer)) return [node.initializer.text];
    return ts.isJsxExpression(node.initializer) && node.initializer.expression
      ? textsOf(node.initializer.expression)
      : [];
  }
  if (ts.isPropertyAssignment(node) && SHOWN.has(node.name.getText().replace(/['"]/g, '')))
    return textsOf(node.initializer);
  if (ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
    return SAYING.files.test(node.getSourceFile().fileName) && SAYING.names.has(name) && node.arguments[0]
      ? textsOf(node.arguments[0])
      : [];
  }
  return [];
}

export function englishInCode(): string[] {
  return sources()
    .filter((path) => SHOWING.test(path))
    .flatMap((path) => {
      const found: string[] = [];
      visit(treeOf(path), (node) => {
        for (const text of shownBy(node))
          if (isWords(text) && !isAllowed(path, text)) found.push(`${at(node)} ${text.trim()}`);
      });
      return found;
    });
}
