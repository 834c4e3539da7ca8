import type { Application } from '@nocobase/server';
import { LANGUAGES } from '../../assets';
import { openNow } from '../../emergencies/force';
import { orderFields } from '../../forms/fields';
import type { Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { compileWith, sayOf } from '../say';
import { sheetColumns, type Column } from './columns';
import type { RowContext } from './row';

/** What sheets of a county are made and read with, as it is now: the form with an administrator's own fields, the services, the towns. */
export interface SheetForm extends RowContext {
  /** In the language asked for first, then the others. */
  languages: Column[][];
  /** The title of the column with reasons, in every language. */
  reasons: string[];
}

export async function sheetForm(app: Application, sidan: Sidan, regionCode: string, lang: string): Promise<SheetForm> {
  const collection = sidan.db.getCollection('sidanOrders');
  const core = sidan.coreOf('sidanOrders');
  const says = [lang, ...LANGUAGES.filter((one) => one !== lang)].map((one) => sayOf(app, one));
  const forms = says.map((say) => orderFields(collection, core, compileWith(say)));
  const q = connectionOf(sidan.db);
  const { rows: items } = await q.query<RowContext['items'][number]>(
    sidan.write(`select [id] as id, [code] as code, [name] as name, [nameEn] as "nameEn", ${openNow('i', '$2')} as open from {sidanServiceItems} i
                  where [regionCode] = $1 and coalesce([status], 'active') = 'active' order by [rank], [code]`),
    [regionCode, sidan.clock()],
  );
  const { rows: towns } = await q.query<RowContext['towns'][number]>(
    sidan.write(
      `select [code] as code, [name] as name, [nameEn] as "nameEn" from {sidanRegions} where [regionCode] = $1 and [level] = 'town' order by [code]`,
    ),
    [regionCode],
  );
  const words = (of: (say: Say) => string) => new Set(says.flatMap((say) => of(say).toLowerCase().split(' ')));
  return {
    fields: forms[0]!,
    items,
    towns,
    yes: words((say) => say('api.sheet.yesWords')),
    no: words((say) => say('api.sheet.noWords')),
    languages: says.map((say, i) => sheetColumns(forms[i]!, say)),
    reasons: says.map((say) => say('api.sheet.reasons')),
  };
}
