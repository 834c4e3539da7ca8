import ts from 'typescript';
import { ERROR_CODES } from '../../../../packages/plugin/src/server/errors';
import { declared, literalsIn, treeOf, visit } from '../code';
import { sources } from '../files';
import { SERVER, under, type Family } from './family';

/** Codes of bad fields: those that the server's own checks give, and those of an event's data. */
export function fieldProblemCodes(): string[] {
  const codes = new Set(declared(`${SERVER}/forms/check.ts`, 'FieldProblem').filter((code) => /^[A-Z_]+$/.test(code)));
  for (const path of sources().filter((file) => file.startsWith(`${SERVER}/`))) {
    visit(treeOf(path), (node) => {
      const given =
        ts.isPropertyAssignment(node) && node.name.getText() === 'code' && ts.isObjectLiteralExpression(node.parent);
      if (given && node.parent.properties.some((one) => ['field', 'max'].includes(one.name?.getText() ?? '')))
        literalsIn(node.initializer)
          .filter((code) => /^[A-Z_]+$/.test(code))
          .forEach((code) => codes.add(code));
    });
  }
  for (const name of ['SheetFault', 'CellFault', 'RowFault'])
    for (const code of declared(`${SERVER}/intake/sheet/limits.ts`, name)) codes.add(code);
  for (const code of [
    ...['KINDS', 'ids', 'id', 'wholeUpTo'].flatMap((name) =>
      declared('packages/lifecycle/src/definition/event.ts', name),
    ),
    ...declared('packages/lifecycle/src/definition/event.ts', 'checkEventData'),
  ]) {
    if (code.startsWith('FIELD_')) codes.add(code);
  }
  return [...codes].sort();
}

/** PostgreSQL's codes that the host turns into problems of its own. */
const propertyTextsOfCodes = () =>
  declared('packages/host/src/database.mjs', 'codes').filter((text) => /^[a-z]/.test(text));

/** Refusals, what is wrong with a field, and what the host says of the database. */
export const ERROR_FAMILIES: Record<string, Family> = {
  errors: { patterns: ['errors.*'], keys: () => under('errors.', ERROR_CODES) },
  fieldProblems: { patterns: ['errors.field.*'], keys: () => under('errors.field.', fieldProblemCodes()) },
  hostProblems: {
    patterns: ['host.problem.*'],
    keys: () => under('host.problem.', [...new Set(propertyTextsOfCodes())]),
  },
};
