import { FieldModel } from '@nocobase/client-v2';
import { EditableItemModel } from '@nocobase/flow-engine';
import { Select } from 'antd';
import { useLoad } from '../api/useLoad';
import { officesToGive } from '../api/users';
import { later, t } from '../app';

/** The offices that whoever fills the form may hand out; see `sidanPeople:offices`. For the column `role` of offices. */
function Choose(props: Record<string, unknown>) {
  const { data = [], problem, loading } = useLoad('offices', officesToGive);
  return (
    <Select
      {...props}
      loading={loading}
      notFoundContent={problem?.message}
      options={data.map((office) => ({ value: office, label: t(`collections.sidanScopes.role.${office}`) }))}
      style={{ width: '100%' }}
    />
  );
}

export class SidanOfficeSelectFieldModel extends FieldModel {
  override render() {
    return <Choose {...this.props} />;
  }
}
SidanOfficeSelectFieldModel.define({ label: later('pages.field.office') });

EditableItemModel.bindModelToInterface('SidanOfficeSelectFieldModel', ['select']);
