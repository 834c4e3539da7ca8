/** The REST types as OpenAPI 3.0 schemas: one truth, `packages/plugin/src/api`, doc comments included. */
import { readdirSync } from 'node:fs';
import ts from 'typescript';
import { treeOf } from './code';

export type Schema = Record<string, unknown>;

const TYPES = 'packages/plugin/src/api';

/** Our schemas stand beside those of all plugins in one document. */
export const schemaName = (type: string): string => `Sidan${type}`;

/** The doc comment of a declaration as one line, without the sentence that names its route. */
function docOf(node: ts.Node): string | undefined {
  const docs = (node as { jsDoc?: ts.JSDoc[] }).jsDoc;
  const comment = docs?.at(-1)?.comment;
  const text = typeof comment === 'string' ? comment : ts.getTextOfJSDocComment(comment);
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

/** What the names say of a text: `placedAt` is a time, `teamId` a UUID. */
function formatOf(name: string): Schema {
  if (/(At|^at|^expect(Start|End))$/.test(name)) return { format: 'date-time' };
  return /(^id|Id)$/.test(name) ? { format: 'uuid' } : {};
}

function union(types: readonly ts.TypeNode[], name: string): Schema {
  const isNull = (type: ts.TypeNode) => ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
  const rest = types.filter((type) => !isNull(type));
  const nullable = rest.length < types.length ? { nullable: true } : {};
  if (rest.length === 1) return { ...schemaOf(rest[0]!, name), ...nullable };
  const values = rest.map((type) => {
    if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return type.literal.text;
    throw new Error(`${TYPES}: ${type.getText()} in a union`);
  });
  return { type: 'string', enum: values, ...nullable };
}

function object(members: readonly ts.TypeElement[]): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) || !member.type) throw new Error(`${TYPES}: ${member.getText()}`);
    const name = member.name.getText();
    const description = docOf(member);
    const schema = schemaOf(member.type, name);
    // Beside a reference nothing else is read.
    properties[name] = description && !schema.$ref ? { ...schema, description } : schema;
    if (!member.questionToken) required.push(name);
  }
  return { type: 'object', properties, ...(required.length ? { required } : {}) };
}

function schemaOf(type: ts.TypeNode, name: string): Schema {
  if (ts.isUnionTypeNode(type)) return union(type.types, name);
  if (ts.isArrayTypeNode(type))
    return {
      type: 'array',
      items: schemaOf(type.elementType, ts.isTypeLiteralNode(type.elementType) ? '' : name.replace(/s$/, '')),
    };
  if (ts.isTypeLiteralNode(type)) return object(type.members as unknown as ts.TypeElement[]);
  if (ts.isLiteralTypeNode(type)) {
    if (type.literal.kind === ts.SyntaxKind.TrueKeyword) return { type: 'boolean', enum: [true] };
    if (ts.isStringLiteral(type.literal)) return { type: 'string', enum: [type.literal.text] };
  }
  if (ts.isIndexedAccessTypeNode(type)) {
    const inner = declarations.get(type.objectType.getText());
    const schema =
      inner &&
      (schemaOfDeclaration(inner).properties as Record<string, Schema>)[type.indexType.getText().replace(/'/g, '')];
    if (schema) return schema;
  }
  if (ts.isTypeReferenceNode(type)) {
    const target = type.typeName.getText();
    if (target === 'Record') return { type: 'object', additionalProperties: true };
    return { $ref: `#/components/schemas/${schemaName(target)}` };
  }
  if (ts.isIntersectionTypeNode(type)) return { allOf: type.types.map((part) => schemaOf(part, name)) };
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string', ...formatOf(name) };
    case ts.SyntaxKind.NumberKeyword:
      return { type: /(rating|^before|^after|^amount|^used|^left|^over)$/.test(name) ? 'number' : 'integer' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
  }
  throw new Error(`${TYPES}: no schema for ${type.getText()}`);
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

const declarations = new Map<string, Declaration>();
for (const statement of readdirSync(TYPES).flatMap((file) => [...treeOf(`${TYPES}/${file}`).statements])) {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    declarations.set(statement.name.text, statement);
}

function schemaOfDeclaration(declaration: Declaration): Schema {
  const description = docOf(declaration);
  const about = description ? { description } : {};
  if (ts.isTypeAliasDeclaration(declaration)) return { ...schemaOf(declaration.type, ''), ...about };
  const own = object([...declaration.members]);
  const parents = (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.map((type) => type.expression.getText()),
  );
  if (!parents.length) return { ...own, ...about };
  return {
    allOf: [...parents.map((parent) => ({ $ref: `#/components/schemas/${schemaName(parent)}` })), own],
    ...about,
  };
}

/** Every type of the contract by its schema name; generic ones are written out where they are used. */
export const typeSchemas = (): Record<string, Schema> =>
  Object.fromEntries(
    [...declarations]
      .filter(([, declaration]) => !declaration.typeParameters)
      .map(([name, declaration]) => [schemaName(name), schemaOfDeclaration(declaration)]),
  );
