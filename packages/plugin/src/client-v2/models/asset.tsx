import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel } from '@nocobase/flow-engine';
import { Input, Select } from 'antd';
import { assetsIn } from '../api/assets';
import { useFound } from '../api/useFound';
import { useMeasure, type CountyRow } from '../api/useMeasure';
import { later } from '../app';

/** Columns that hold the key of an asset (points, time, what a pack adds) show and take its name. Offered for any text column; meant for these. */

function Asset({ value, row }: { value: unknown; row: CountyRow | undefined }) {
  const measure = useMeasure(row, value);
  return <>{measure?.name ?? (value as string)}</>;
}

export class SidanAssetFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown) {
    return <Asset value={value} row={this.context.record as CountyRow | undefined} />;
  }
}
SidanAssetFieldModel.define({ label: later('pages.field.asset') });

interface Choice {
  /** By it the field belongs to its label. */
  id?: string;
  value?: string | null;
  disabled?: boolean;
  onChange?: (value: string | null) => void;
  /** The county's whose assets there are to choose from; the reader's own for a new row. */
  regionCode: string;
}

function ChooseAsset({ id, value, disabled, onChange, regionCode }: Choice) {
  const assets = useFound(`assets ${regionCode}`, () => assetsIn(regionCode));
  // Of somebody without a county, for instance: then only the key itself is left.
  if (!assets)
    return (
      <Input
        id={id}
        value={value ?? ''}
        disabled={disabled}
        onChange={({ target }) => onChange?.(target.value.trim() || null)}
      />
    );
  return (
    <Select
      id={id}
      allowClear
      showSearch
      optionFilterProp="label"
      style={{ width: '100%' }}
      value={value || undefined}
      disabled={disabled}
      options={assets.map(({ asset, name }) => ({ value: asset, label: name }))}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  );
}

export class SidanAssetSelectFieldModel extends FieldModel {
  override render() {
    const { id, value, disabled, onChange }: Partial<Choice> = this.props;
    const { regionCode = '' } = (this.context.record ?? {}) as CountyRow;
    return <ChooseAsset id={id} value={value} disabled={disabled} onChange={onChange} regionCode={regionCode} />;
  }
}
SidanAssetSelectFieldModel.define({ label: later('pages.field.asset') });

DisplayItemModel.bindModelToInterface('SidanAssetFieldModel', ['input']);
EditableItemModel.bindModelToInterface('SidanAssetSelectFieldModel', ['input']);
