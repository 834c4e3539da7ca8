import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { SidanError } from '../errors';

const NAME = 'sidanGuardianships';
const REQUIRED = ['personId', 'guardianId', 'reason', 'proof'];
/** What was proved by the paper stays what it was: another relation is another row. */
const KEPT = ['personId', 'guardianId', 'regionCode'];

/** Who acts for whom, in the host's forms: nobody without a paper, nobody for themselves, nobody in another county; what has ended stays ended and is not deleted. */
export function guardGuardianships(db: Database): void {
  db.on(`${NAME}.beforeSave`, async (row: Model, { transaction }: { transaction?: Transaction }) => {
    const problems = REQUIRED.filter((field) => touched(row, field) && !row.get(field)).map((field) =>
      problem({ field, code: 'REQUIRED' }),
    );
    const [startsOn, endsOn] = [row.get('startsOn'), row.get('endsOn')];
    if (startsOn && endsOn && String(endsOn) < String(startsOn))
      problems.push(problem({ field: 'endsOn', code: 'ENDS_BEFORE' }));
    if (row.get('personId') && row.get('personId') === row.get('guardianId'))
      problems.push(problem({ field: 'guardian', code: 'OWN_GUARDIAN' }));
    if (row.get('status') === 'ended' && !String(row.get('endReason') ?? '').trim())
      problems.push(problem({ field: 'endReason', code: 'REQUIRED' }));
    if (problems.length) throw new SidanError('INVALID_DATA', { problems });
    if (row.isNewRecord) return checkPlace(db, row, transaction);
    const kept = KEPT.find((field) => row.changed(field as never));
    if (kept) throw new SidanError('FIELD_PROTECTED', { field: kept });
    if (row.previous('status' as never) === 'ended') throw new SidanError('HISTORY_PROTECTED', { what: NAME });
  });
  for (const hook of ['beforeDestroy', 'beforeBulkCreate', 'beforeBulkUpdate', 'beforeBulkDestroy'])
    db.on(`${NAME}.${hook}`, () => {
      throw new SidanError('HISTORY_PROTECTED', { what: NAME });
    });
}

const touched = (row: Model, field: string): boolean => row.isNewRecord || row.changed(field as never);

const problem = (one: { field: string; code: string }) => ({ ...one, collection: NAME });

/** Both are people of the row's county. @throws INVALID_DATA */
async function checkPlace(db: Database, row: Model, transaction?: Transaction): Promise<void> {
  const ids = [row.get('personId'), row.get('guardianId')];
  const found = await db
    .getModel('sidanPeople')
    .count({ where: { id: ids, regionCode: row.get('regionCode') } as never, transaction });
  if (Number(found) !== 2)
    throw new SidanError('INVALID_DATA', { problems: [problem({ field: 'guardian', code: 'PERSON_ELSEWHERE' })] });
}
