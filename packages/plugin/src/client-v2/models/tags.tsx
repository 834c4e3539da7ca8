import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel } from '@nocobase/flow-engine';
import { Select, Tag } from 'antd';
import { later } from '../app';

/** A comma, a full-width comma, an enumeration comma. */
const SEPARATORS = [',', '\uFF0C', '\u3001'];

/** A list of words kept as JSON (skills): shown as tags, typed in freely. */
const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];

export class SidanTagsFieldModel extends ClickableFieldModel {
  override render() {
    return (
      <>
        {words(this.props.value).map((word) => (
          <Tag key={word}>{word}</Tag>
        ))}
      </>
    );
  }
}
SidanTagsFieldModel.define({ label: later('pages.field.tags') });

export class SidanTagsInputFieldModel extends FieldModel {
  override render() {
    return (
      <Select
        {...this.props}
        mode="tags"
        value={words(this.props.value)}
        tokenSeparators={SEPARATORS}
        open={false}
        suffixIcon={null}
        style={{ width: '100%' }}
      />
    );
  }
}
SidanTagsInputFieldModel.define({ label: later('pages.field.tags') });

DisplayItemModel.bindModelToInterface('SidanTagsFieldModel', ['json']);
EditableItemModel.bindModelToInterface('SidanTagsInputFieldModel', ['json']);
