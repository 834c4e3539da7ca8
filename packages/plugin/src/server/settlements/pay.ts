import { checkKeeper } from '../bank/asked';
import { SidanError } from '../errors';
import { dayOf } from '../packs/regions';
import { rowsOf, type Reader } from '../reads/reader';
import { settlementOf } from './view';

const REFERENCE_MAX = 100;

/** 商户确认: by whoever keeps the counter. @throws NOT_FOUND, NOT_ALLOWED, SETTLEMENT_STATE */
export async function confirmSettlement(reader: Reader, id: string): Promise<void> {
  const { sidan, actor } = reader;
  const row = await settlementOf(reader, id);
  if (!row.keeps) throw new SidanError('NOT_ALLOWED');
  const done = await rowsOf(
    reader,
    `update {sidanSettlements} set [state] = 'confirmed', [confirmedBy] = $3, [confirmedAt] = $4::timestamptz, [updatedAt] = now()
      where [regionCode] = $1 and [id] = $2::uuid and [state] = 'made' returning 1`,
    [row.regionCode, id, actor.name, sidan.clock()],
  );
  if (!done.length) throw new SidanError('SETTLEMENT_STATE');
}

/**
 * 标记已付款: of one that the merchant has confirmed, when, and by which transfer.
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID_DATA (`paidOn`, `reference`), SETTLEMENT_STATE
 */
export async function paySettlement(
  reader: Reader,
  id: string,
  { paidOn, reference }: Record<string, unknown>,
): Promise<void> {
  const { sidan, actor } = reader;
  const row = await settlementOf(reader, id);
  checkKeeper(actor, row.regionCode);
  const words = typeof reference === 'string' ? reference.trim() : '';
  const real =
    typeof paidOn === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(paidOn) &&
    new Date(`${paidOn}T00:00:00Z`).toJSON()?.slice(0, 10) === paidOn;
  const problems = [
    ...(!real
      ? [{ field: 'paidOn', code: 'DATE' }]
      : paidOn > dayOf(sidan.clock())
        ? [{ field: 'paidOn', code: 'DATE_FUTURE' }]
        : []),
    ...(!words
      ? [{ field: 'reference', code: 'REQUIRED' }]
      : words.length > REFERENCE_MAX
        ? [{ field: 'reference', code: 'TOO_LONG', max: REFERENCE_MAX }]
        : []),
  ];
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  const done = await rowsOf(
    reader,
    `update {sidanSettlements} set [state] = 'paid', [paidOn] = $3, [reference] = $4, [paidBy] = $5, [paidAt] = $6::timestamptz, [updatedAt] = now()
      where [regionCode] = $1 and [id] = $2::uuid and [state] = 'confirmed' returning 1`,
    [row.regionCode, id, paidOn, words, actor.name, sidan.clock()],
  );
  if (!done.length) throw new SidanError('SETTLEMENT_STATE');
}
