import { isAmount, namesAsset } from '../../schema/amounts';
import type { FieldFacts, Fields, FlowNode } from './types';

/** Columns that hold the code of a town or a catalogue's entry. Our own field models show the name instead. */
const CODES = new Set(['townCode', 'scopeCode', 'category', 'platform', 'path', 'ratingScale']);
const WORD_LISTS = new Set(['skills', 'qualifications', 'ratingItems']);
/** Shown as they are: the host would round them to whole numbers. */
const DEGREES = new Set(['latitude', 'longitude']);
/** Amounts that are kept in the asset's own unit: there is nothing to be reckoned, only the unit to be said. */
const OWN_UNIT = new Set(['sidanCampaigns.budget']);
/** Columns that name the owner of an account by its id. */
const OWNERS = new Set(['sidanAccounts.ownerId', 'sidanPostings.source', 'sidanPostings.destination']);

/** Columns that name a points rule or its pack by the names that they have in there. */
const RULES = new Set(['sidanDecisions.pack', 'sidanDecisions.rule', 'sidanPostings.decision']);
/** Columns whose values a county's lifecycle names, and may add to. */
const STATES = new Set(['sidanOrders.state']);
/** Columns that name an account of the host by its id. */
const USERS = new Set(['userId']);
/** Columns that name an office, of which somebody may give some. */
const OFFICES = new Set(['sidanScopes.role']);
/** Masked columns of a person, which the popup of one person can show in full. */
const SEALED = new Set(['sidanPeople.phone', 'sidanPeople.idNo']);

/** Columns with the address of a picture: shown as one, and uploaded where an address is typed, by means that every host has. */
const PICTURES = new Set(['sidanRewards.photo']);

const DISPLAY: Record<string, string> = {
  input: 'DisplayTextFieldModel',
  textarea: 'DisplayTextFieldModel',
  email: 'DisplayTextFieldModel',
  phone: 'DisplayTextFieldModel',
  url: 'DisplayURLFieldModel',
  uuid: 'DisplayTextFieldModel',
  integer: 'DisplayNumberFieldModel',
  number: 'DisplayNumberFieldModel',
  percent: 'DisplayPercentFieldModel',
  select: 'DisplayEnumFieldModel',
  multipleSelect: 'DisplayEnumFieldModel',
  radioGroup: 'DisplayEnumFieldModel',
  checkboxGroup: 'DisplayEnumFieldModel',
  checkbox: 'DisplayCheckboxFieldModel',
  datetime: 'DisplayDateTimeFieldModel',
  datetimeNoTz: 'DisplayDateTimeFieldModel',
  date: 'DisplayDateTimeFieldModel',
  createdAt: 'DisplayDateTimeFieldModel',
  updatedAt: 'DisplayDateTimeFieldModel',
  time: 'DisplayTimeFieldModel',
  json: 'DisplayJSONFieldModel',
};

const EDITABLE: Record<string, string> = {
  input: 'InputFieldModel',
  textarea: 'TextareaFieldModel',
  // The host's own would round what is typed, and say nothing.
  integer: 'SidanFigureFieldModel',
  number: 'NumberFieldModel',
  select: 'SelectFieldModel',
  multipleSelect: 'SelectFieldModel',
  checkbox: 'CheckboxFieldModel',
  date: 'DateOnlyFieldModel',
  datetime: 'DateTimeTzFieldModel',
  m2o: 'RecordSelectFieldModel',
  json: 'JsonFieldModel',
};

const FILTER: Record<string, string> = {
  input: 'InputFieldModel',
  textarea: 'InputFieldModel',
  integer: 'NumberFieldModel',
  select: 'SelectFieldModel',
  date: 'DateOnlyFilterFieldModel',
  datetime: 'DateTimeTzFilterFieldModel',
  m2o: 'FilterFormRecordSelectFieldModel',
};

/** Interfaces of which a new column can be made by itself. */
export const canDisplay = (face: string): boolean => face in DISPLAY;

export const binding = (collection: string, field: string) => ({
  fieldSettings: { init: { dataSourceKey: 'main', collectionName: collection, fieldPath: field } },
});

/** The model that shows a field. */
export function displayModel(collection: string, field: string, facts: FieldFacts): string {
  if (isAmount(collection, field) || OWN_UNIT.has(`${collection}.${field}`)) return 'SidanAmountFieldModel';
  if (namesAsset(collection, field)) return 'SidanAssetFieldModel';
  if (OWNERS.has(`${collection}.${field}`)) return 'SidanOwnerFieldModel';
  if (RULES.has(`${collection}.${field}`)) return 'SidanRuleFieldModel';
  if (STATES.has(`${collection}.${field}`)) return 'SidanStateFieldModel';
  if (USERS.has(field)) return 'SidanUserFieldModel';
  if (CODES.has(field)) return 'SidanCodeFieldModel';
  if (WORD_LISTS.has(field)) return 'SidanTagsFieldModel';
  if (DEGREES.has(field)) return 'DisplayTextFieldModel';
  if (PICTURES.has(`${collection}.${field}`)) return 'SidanPictureFieldModel';
  return DISPLAY[facts.interface] ?? 'DisplayTextFieldModel';
}

/** The model that shows a field of the one row that is open. */
export const detailModel = (collection: string, field: string, facts: FieldFacts): string =>
  SEALED.has(`${collection}.${field}`) ? 'SidanSealedFieldModel' : displayModel(collection, field, facts);

/** The model that takes a field in a form. */
export function editableModel(collection: string, field: string, facts: FieldFacts): string {
  if (OFFICES.has(`${collection}.${field}`)) return 'SidanOfficeSelectFieldModel';
  if (USERS.has(field)) return 'SidanUserSelectFieldModel';
  if (CODES.has(field)) return 'SidanCodeSelectFieldModel';
  if (namesAsset(collection, field)) return 'SidanAssetSelectFieldModel';
  if (WORD_LISTS.has(field)) return 'SidanTagsInputFieldModel';
  if (PICTURES.has(`${collection}.${field}`)) return 'SidanPictureInputFieldModel';
  return EDITABLE[facts.interface] ?? 'InputFieldModel';
}

/** The model that takes a field in a filter form. */
export function filterModel(collection: string, field: string, facts: FieldFacts): string {
  if (STATES.has(`${collection}.${field}`)) return 'SidanStateSelectFieldModel';
  if (USERS.has(field)) return 'SidanUserSelectFieldModel';
  if (CODES.has(field)) return 'SidanCodeSelectFieldModel';
  return FILTER[facts.interface] ?? 'InputFieldModel';
}

export const factsOf = (fields: Fields, collection: string, field: string): FieldFacts => {
  const facts = fields(collection, field);
  if (!facts) throw new Error(`A page shows ${collection}.${field}, which does not exist`);
  return facts;
};

/** A field inside its column, form item or details item. */
export const fieldNode = (
  uid: string,
  use: string,
  collection: string,
  field: string,
  facts: FieldFacts,
): FlowNode => ({
  uid,
  use,
  ...(facts.label ? { props: { titleField: facts.label } } : {}),
  stepParams: binding(collection, field),
});
