import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel, type ModelContext } from '@nocobase/flow-engine';
import { Select, Tag } from 'antd';
import { catalogueOf, wordListOf, type Catalogue } from '../api/names';
import { useCatalogue, useNames } from '../api/useNames';
import { later } from '../app';

/** A comma, a full-width comma, an enumeration comma. */
const SEPARATORS = [',', '\uFF0C', '\u3001'];

/** A list of words kept as JSON (skills): shown as tags, typed in freely. */
const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];

/** Lists of which some words have codes (what is rated): those are shown by name and offered, others may be typed in. Where words have none, those in use are offered. */
const catalogueIn = (context: ModelContext): Catalogue | undefined => {
  const field = context.collectionField;
  return field && catalogueOf(field.collectionName ?? field.collection?.name, field.name);
};

function Tags({ value, of }: { value: unknown; of: Catalogue | undefined }) {
  const name = useNames(of);
  return (
    <>
      {words(value).map((word) => (
        <Tag key={word}>{name(word)}</Tag>
      ))}
    </>
  );
}

export class SidanTagsFieldModel extends ClickableFieldModel {
  override render() {
    return <Tags value={this.props.value} of={catalogueIn(this.context)} />;
  }
}
SidanTagsFieldModel.define({ label: later('pages.field.tags') });

function Choose({ of, value, ...rest }: { of: Catalogue | undefined } & Record<string, unknown>) {
  const options = useCatalogue(of);
  return (
    <Select
      {...rest}
      mode="tags"
      value={words(value)}
      tokenSeparators={SEPARATORS}
      {...(of ? { options, optionFilterProp: 'label' } : { open: false, suffixIcon: null })}
      style={{ width: '100%' }}
    />
  );
}

export class SidanTagsInputFieldModel extends FieldModel {
  override render() {
    const field = this.context.collectionField;
    return <Choose {...this.props} of={catalogueIn(this.context) ?? (field && wordListOf(field.name))} />;
  }
}
SidanTagsInputFieldModel.define({ label: later('pages.field.tags') });

DisplayItemModel.bindModelToInterface('SidanTagsFieldModel', ['json']);
EditableItemModel.bindModelToInterface('SidanTagsInputFieldModel', ['json']);
