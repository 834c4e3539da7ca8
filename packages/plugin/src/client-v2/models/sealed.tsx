import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { revealOfPerson } from '../api/people';
import { later, t } from '../app';
import { Sealed } from '../shared/Sealed';

/** A person's telephone or identity number: the mask, and a way to see the whole for a reason. */
export class SidanSealedFieldModel extends ClickableFieldModel {
  override render() {
    const { value } = this.props;
    const id = (this.context.record as { id?: string } | undefined)?.id;
    const field = this.context.collectionField?.name;
    if (typeof value !== 'string' || !id || !field) return <>{value}</>;
    return (
      <Sealed masked={value} label={t('pages.people.reveal')} reveal={(reason) => revealOfPerson(id, field, reason)} />
    );
  }
}
SidanSealedFieldModel.define({ label: later('pages.field.sealed') });

DisplayItemModel.bindModelToInterface('SidanSealedFieldModel', ['input']);
