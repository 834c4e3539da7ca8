import type { CollectionOptions } from '@nocobase/database';
import { NAMESPACE } from '../constants';

/**
 * Builders for the collections' fields. A field's title is never written here: it is the locale key
 * `collections.<collection>.<field>`, a choice's label `collections.<collection>.<field>.<value>`.
 */
export interface FieldSpec {
  name: string;
  make(collection: string): Record<string, unknown>;
}

interface Common {
  required?: boolean;
  default?: unknown;
  index?: boolean;
  /** Kept out of every answer of the host's own actions. */
  hidden?: boolean;
  readOnly?: boolean;
}

/** The template that the host compiles into a text of the reader's language. */
export const text = (key: string): string => `{{t(${JSON.stringify(key)}, { ns: ${JSON.stringify(NAMESPACE)} })}}`;

const titleOf = (collection: string, field: string) => text(`collections.${collection}.${field}`);

function column(
  name: string,
  type: Record<string, unknown>,
  face: string,
  schema: Record<string, unknown>,
  common: Common = {},
): FieldSpec {
  return {
    name,
    make: (collection) => ({
      name,
      ...type,
      interface: face,
      ...(common.default === undefined ? {} : { defaultValue: common.default }),
      ...(common.index ? { index: true } : {}),
      ...(common.hidden ? { hidden: true } : {}),
      uiSchema: {
        title: titleOf(collection, name),
        ...(common.required ? { required: true } : {}),
        ...(common.readOnly ? { 'x-read-pretty': true } : {}),
        ...schema,
      },
    }),
  };
}

export const string = (name: string, common?: Common) =>
  column(name, { type: 'string' }, 'input', { type: 'string', 'x-component': 'Input' }, common);

export const longText = (name: string, common?: Common) =>
  column(name, { type: 'text' }, 'textarea', { type: 'string', 'x-component': 'Input.TextArea' }, common);

export const integer = (name: string, common?: Common) =>
  column(
    name,
    { type: 'bigInt' },
    'integer',
    { type: 'number', 'x-component': 'InputNumber', 'x-component-props': { step: 1, precision: 0 } },
    common,
  );

export const decimal = (name: string, common?: Common) =>
  column(name, { type: 'double' }, 'number', { type: 'number', 'x-component': 'InputNumber' }, common);

export const yesNo = (name: string, common?: Common) =>
  column(name, { type: 'boolean' }, 'checkbox', { type: 'boolean', 'x-component': 'Checkbox' }, common);

export const moment = (name: string, common?: Common) =>
  column(
    name,
    { type: 'datetimeTz' },
    'datetime',
    {
      type: 'string',
      'x-component': 'DatePicker',
      'x-component-props': { dateFormat: 'YYYY-MM-DD', timeFormat: 'HH:mm', showTime: true, gmt: false, utc: true },
    },
    common,
  );

/** A day without an hour, as a calendar shows it. */
export const day = (name: string, common?: Common) =>
  column(
    name,
    { type: 'dateOnly' },
    'date',
    { type: 'string', 'x-component': 'DatePicker', 'x-component-props': { dateOnly: true, dateFormat: 'YYYY-MM-DD' } },
    common,
  );

export const json = (name: string, common?: Common) =>
  column(
    name,
    { type: 'jsonb' },
    'json',
    { type: 'object', 'x-component': 'Input.JSON', 'x-component-props': { autoSize: { minRows: 3 } } },
    common,
  );

/** A list of words (skills, tags), typed in freely. */
export const tags = (name: string, common: Common = {}) =>
  column(name, { type: 'jsonb' }, 'json', { type: 'object', 'x-component': 'Input.JSON' }, { default: [], ...common });

/** Colours tell nothing on their own; they stand beside the label. */
export function choice(name: string, values: Record<string, string> | readonly string[], common?: Common): FieldSpec {
  const entries = Array.isArray(values) ? values.map((value: string) => [value, 'default']) : Object.entries(values);
  return {
    name,
    make: (collection) =>
      column(
        name,
        { type: 'string' },
        'select',
        {
          type: 'string',
          'x-component': 'Select',
          enum: entries.map(([value, color]) => ({
            value,
            color,
            label: text(`collections.${collection}.${name}.${value}`),
          })),
        },
        common,
      ).make(collection),
  };
}

/** Some of a few values, as a list. */
export const choices = (name: string, values: readonly string[], common: Common = {}): FieldSpec => ({
  name,
  make: (collection) =>
    column(
      name,
      { type: 'jsonb' },
      'multipleSelect',
      {
        type: 'array',
        'x-component': 'Select',
        'x-component-props': { mode: 'multiple' },
        enum: values.map((value) => ({ value, label: text(`collections.${collection}.${name}.${value}`) })),
      },
      { default: [], ...common },
    ).make(collection),
});

/** The address of a picture; our field in the form uploads one to the host's own storage. No `attachmentURL`: a stock host has that plugin, but does not enable it. */
export const picture = (name: string, common?: Common) =>
  column(name, { type: 'string' }, 'url', { type: 'string', 'x-component': 'Input.URL' }, common);

/** An id that points to a row of ours, with no relation of its own (see `link` for one that shows in pages). */
export const reference = (name: string, common: Common = {}): FieldSpec => ({
  name,
  make: (collection) => ({
    name,
    type: 'uuid',
    autoFill: false,
    interface: 'uuid',
    ...(common.index ? { index: true } : {}),
    uiSchema: { type: 'string', title: titleOf(collection, name), 'x-component': 'Input', 'x-read-pretty': true },
  }),
});

/** A relation to one row. Without a database constraint: rows live on the county's shard, and history outlives what it names. */
export function link(name: string, target: string, foreignKey: string, label: string): FieldSpec {
  return {
    name,
    make: (collection) => ({
      name,
      type: 'belongsTo',
      target,
      foreignKey,
      targetKey: 'id',
      constraints: false,
      interface: 'm2o',
      uiSchema: {
        type: 'object',
        title: titleOf(collection, name),
        'x-component': 'AssociationField',
        'x-component-props': { multiple: false, fieldNames: { label, value: 'id' } },
      },
    }),
  };
}

/** The rows that point here. */
export function many(name: string, target: string, foreignKey: string, label: string): FieldSpec {
  return {
    name,
    make: (collection) => ({
      name,
      type: 'hasMany',
      target,
      foreignKey,
      sourceKey: 'id',
      targetKey: 'id',
      constraints: false,
      interface: 'o2m',
      uiSchema: {
        type: 'array',
        title: titleOf(collection, name),
        'x-component': 'AssociationField',
        'x-component-props': { multiple: true, fieldNames: { label, value: 'id' } },
      },
    }),
  };
}

/** Never shown, never sent: ciphertexts, snapshots, hashes. */
export const internal = (name: string, type: string): FieldSpec => ({
  name,
  make: () => ({ name, type, hidden: true }),
});

interface TableOptions {
  title: string;
  indexes?: { fields: string[]; unique?: boolean; name?: string }[];
}

/**
 * A collection of Sidan: `id` (UUID) and `regionCode` (county, six digits) form the primary key, so that the same schema can be
 * spread by county (`schema/primaryKey.ts` adds the county to it); `id` alone addresses a row in pages and actions.
 */
export function sidanCollection(name: string, specs: FieldSpec[], options: TableOptions): CollectionOptions {
  const key = (field: string, type: Record<string, unknown>) => ({
    name: field,
    ...type,
    allowNull: false,
    uiSchema: {
      type: 'string',
      title: text(`collections.common.${field}`),
      'x-component': 'Input',
      'x-read-pretty': true,
    },
  });
  return {
    name,
    title: text(`collections.${name}`),
    titleField: options.title,
    filterTargetKey: 'id',
    autoGenId: false,
    logging: true,
    shared: true,
    createdAt: true,
    updatedAt: true,
    origin: NAMESPACE,
    dataCategory: 'business',
    dumpRules: { group: 'user' },
    // The primary key begins with `id` and serves as its index.
    indexes: options.indexes ?? [],
    fields: [
      key('id', { type: 'uuid', interface: 'uuid', primaryKey: true }),
      key('regionCode', { type: 'string', interface: 'input', length: 12 }),
      ...specs.map((spec) => spec.make(name)),
      {
        name: 'createdAt',
        type: 'date',
        field: 'createdAt',
        interface: 'createdAt',
        uiSchema: {
          type: 'datetime',
          title: text('collections.common.createdAt'),
          'x-component': 'DatePicker',
          'x-component-props': { showTime: true },
          'x-read-pretty': true,
        },
      },
      {
        name: 'updatedAt',
        type: 'date',
        field: 'updatedAt',
        interface: 'updatedAt',
        uiSchema: {
          type: 'datetime',
          title: text('collections.common.updatedAt'),
          'x-component': 'DatePicker',
          'x-component-props': { showTime: true },
          'x-read-pretty': true,
        },
      },
    ],
  } as unknown as CollectionOptions;
}
