import type { OrderPayment } from '../../api/types';
import { isWard } from '../access/wards';
import type { OrderRow } from '../commands/orderRow';
import { placeIn } from '../commands/known';
import type { Words } from '../packs/words';
import { maskName } from '../privacy/masks';
import { rowsOf, type Reader } from './reader';

/** 支付：how an order is paid, in the asset's own unit; none of one that costs nothing. Who pays is named to who pays, and to those inside. */
export async function paymentOf(
  reader: Reader,
  order: OrderRow,
  words: Words,
  inside: boolean,
): Promise<{ payment?: OrderPayment }> {
  const asset = order.get('payAsset') as string | null;
  if (!asset) return {};
  const payerId = order.get('payerId') as string;
  const [payer] = await rowsOf<{ name: string }>(
    reader,
    'select p.[name] as name from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $2::uuid',
    [order.get('regionCode'), payerId],
  );
  const { ruleSet } = await reader.sidan.packs.inForce.rules(reader.q, placeIn(order), order.get('placedAt') as Date);
  const measure = ruleSet.catalogue.assets.get(asset) ?? { unit: 'point', scale: 0 };
  const said = (column: string) => {
    const value = order.get(column);
    return value === null || value === undefined ? undefined : words.amount(Number(value), measure).amount;
  };
  const [expected, taken, minutes] = [said('payHeld'), said('payTaken'), order.get('payMinutes')];
  const mine = payerId === reader.actor.personId;
  return {
    payment: {
      assetName: words.asset(asset),
      unit: words.amount(0, measure).unit,
      state: taken !== undefined ? 'taken' : expected === undefined ? 'released' : 'held',
      ...(expected === undefined ? {} : { expected }),
      ...(taken === undefined ? {} : { taken }),
      ...(minutes ? { minutes: Number(minutes) } : {}),
      payerName: inside || mine || isWard(reader.actor, payerId) ? (payer?.name ?? '') : maskName(payer?.name ?? ''),
      mine,
    },
  };
}
