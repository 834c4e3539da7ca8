import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel, FilterableItemModel } from '@nocobase/flow-engine';
import { Select } from 'antd';
import { useCatalogue, useNames } from '../api/useNames';
import { later } from '../app';
import { StateTag } from '../shared/StateTag';

/** The state of an order in the words of the county's lifecycle, those that a layer added included. */
function State({ state }: { state: unknown }) {
  const nameOf = useNames('state');
  return state ? <StateTag state={String(state)} name={nameOf(String(state))} /> : null;
}

export class SidanStateFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown) {
    return <State state={value} />;
  }
}
SidanStateFieldModel.define({ label: later('pages.field.state') });

const Choose = (props: Record<string, unknown>) => (
  <Select
    allowClear
    showSearch
    optionFilterProp="label"
    {...props}
    options={useCatalogue('state')}
    style={{ width: '100%' }}
  />
);

export class SidanStateSelectFieldModel extends FieldModel {
  override render() {
    return <Choose {...this.props} />;
  }
}
SidanStateSelectFieldModel.define({ label: later('pages.field.state') });

DisplayItemModel.bindModelToInterface('SidanStateFieldModel', ['select']);
EditableItemModel.bindModelToInterface('SidanStateSelectFieldModel', ['select']);
FilterableItemModel.bindModelToInterface('SidanStateSelectFieldModel', ['select']);
