import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel, FilterableItemModel, type ModelContext } from '@nocobase/flow-engine';
import { Select } from 'antd';
import { catalogueOf, type Catalogue } from '../api/names';
import { useCatalogue, useNames } from '../api/useNames';
import { later } from '../app';

/** Columns that hold a code (town, category) show and take its name. Offered for any text column; meant for these. */

const catalogueIn = (context: ModelContext): Catalogue | undefined => {
  const field = context.collectionField;
  return field && catalogueOf(field.collectionName ?? field.collection?.name, field.name);
};

const Name = ({ code, of }: { code: unknown; of: Catalogue | undefined }) => <>{useNames(of)(code as string)}</>;

export class SidanCodeFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown) {
    return <Name code={value} of={catalogueIn(this.context)} />;
  }
}
SidanCodeFieldModel.define({ label: later('pages.field.code') });

const Choose = ({ of, ...rest }: { of: Catalogue | undefined } & Record<string, unknown>) => (
  <Select
    allowClear
    showSearch
    optionFilterProp="label"
    {...rest}
    options={useCatalogue(of)}
    style={{ width: '100%' }}
  />
);

export class SidanCodeSelectFieldModel extends FieldModel {
  override render() {
    return <Choose {...this.props} of={catalogueIn(this.context)} />;
  }
}
SidanCodeSelectFieldModel.define({ label: later('pages.field.code') });

DisplayItemModel.bindModelToInterface('SidanCodeFieldModel', ['input']);
EditableItemModel.bindModelToInterface('SidanCodeSelectFieldModel', ['input']);
FilterableItemModel.bindModelToInterface('SidanCodeSelectFieldModel', ['input']);
