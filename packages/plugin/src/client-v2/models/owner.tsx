import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { useFound } from '../api/useFound';
import { ownerName, type OwnerKind } from '../api/owners';
import { later, t } from '../app';

interface Account {
  ownerKind?: OwnerKind;
  ownerId?: string;
}

/** Who owns an account: in the table of accounts by the row itself, in that of postings by the account on either side. */
export class SidanOwnerFieldModel extends ClickableFieldModel {
  override render() {
    const { value } = this.props;
    const account =
      typeof value === 'object' && value !== null
        ? (value as Account)
        : { ...(this.context.record as Account | undefined), ownerId: value as string | undefined };
    return <Owner kind={account.ownerKind} id={account.ownerId} />;
  }
}
SidanOwnerFieldModel.define({ label: later('pages.field.owner') });

function Owner({ kind, id }: { kind?: OwnerKind; id?: string }) {
  const name = useFound(kind && id && kind !== 'system' ? `${kind} ${id}` : undefined, () => ownerName(kind!, id!));
  if (kind === 'system') return <>{t('pages.points.system')}</>;
  // Somebody who is no volunteer has no name here; the end of the id tells two of them apart.
  return <>{name ?? id?.slice(-8)}</>;
}

DisplayItemModel.bindModelToInterface('SidanOwnerFieldModel', ['input', 'm2o']);
