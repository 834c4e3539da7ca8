import { FieldModel } from '@nocobase/client-v2';
import { EditableItemModel } from '@nocobase/flow-engine';
import type { InputProps } from 'antd';
import { later } from '../app';
import { WholeInput } from '../shared/WholeInput';

interface Props extends Omit<InputProps, 'value' | 'onChange' | 'onBlur'> {
  value?: unknown;
  onChange?: (value: unknown) => void;
}

/** A column of whole numbers in a form: the server refuses what is none, and says so. */
export class SidanFigureFieldModel extends FieldModel {
  override render() {
    // Whatever the host knows of its field goes with it: its id belongs to the label.
    const { onChange, ...rest }: Props = this.props;
    return <WholeInput {...rest} onChange={(next) => onChange?.(next ?? null)} />;
  }
}
SidanFigureFieldModel.define({ label: later('pages.field.figure') });

EditableItemModel.bindModelToInterface('SidanFigureFieldModel', ['integer']);
