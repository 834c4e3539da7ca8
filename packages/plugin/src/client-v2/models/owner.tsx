import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { useFound } from '../api/useFound';
import { ownerName, type OwnerKind } from '../api/owners';
import { later, t } from '../app';

interface Account {
  ownerKind?: OwnerKind;
  ownerId?: string;
  regionCode?: string;
}

/** Who owns an account: in the table of accounts by the row itself, in that of postings by the account on either side. */
export class SidanOwnerFieldModel extends ClickableFieldModel {
  override render() {
    const { value } = this.props;
    const account =
      typeof value === 'object' && value !== null
        ? (value as Account)
        : { ...(this.context.record as Account | undefined), ownerId: value as string | undefined };
    return <Owner kind={account.ownerKind} id={account.ownerId} regionCode={account.regionCode} />;
  }
}
SidanOwnerFieldModel.define({ label: later('pages.field.owner') });

const SYSTEMS: ReadonlySet<string> = new Set(['issue', 'redeemed', 'served', 'expired']);

/** A system account as the bank calls its row. */
const systemName = (id: string): string =>
  t(`api.bank.row.${SYSTEMS.has(id) ? id : id.startsWith('clearing:') ? 'clearing' : 'system'}`);

function Owner({ kind, id = '', regionCode }: { kind?: OwnerKind; id?: string; regionCode?: string }) {
  // What is set aside lies on an account of its own, named by the kind and id of whose it is.
  const held = kind === 'hold';
  const [of, owner] = held ? [id.split(':', 1)[0] as OwnerKind, id.slice(id.indexOf(':') + 1)] : [kind, id];
  const known = useFound(of && owner && of !== 'system' ? `${of} ${regionCode} ${owner}` : undefined, () =>
    ownerName(of!, owner, regionCode),
  );
  if (!of) return null;
  // Somebody whose name the reader may not see has none here; the end of the id tells two of them apart.
  const name =
    of === 'system'
      ? systemName(owner)
      : (known ??
        t('pages.points.unnamed', { kind: t(`collections.sidanAccounts.ownerKind.${of}`), id: owner.slice(-8) }));
  return <>{held ? t('pages.points.held', { name }) : name}</>;
}

DisplayItemModel.bindModelToInterface('SidanOwnerFieldModel', ['input', 'm2o']);
