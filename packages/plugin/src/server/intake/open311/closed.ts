import { ORDER, type Lifecycle } from '../../lifecycles';
import { lifecycleIn } from '../../lifecycles/titles';
import { rowsOf, type Reader } from '../../reads/reader';

type Reading = Pick<Reader, 'sidan' | 'q'>;

/** The lifecycles by which a county's orders run or ran, by version. */
export async function lifecyclesOf(reader: Reading, regionCode: string): Promise<Map<string, Lifecycle>> {
  const rows = await rowsOf<{ version: string }>(
    reader,
    'select l.[definitionVersion] as version from {sidanLifecycles} l where l.[regionCode] = $1 and l.[definition] = $2',
    [regionCode, ORDER],
  );
  const found = new Map<string, Lifecycle>();
  for (const { version } of rows) {
    const lifecycle = await lifecycleIn(reader, regionCode, version);
    if (lifecycle) found.set(version, lifecycle);
  }
  return found;
}

/** `<version> <state>` of each end of each of them: what is closed is for the version to say by which an order runs. */
export const endsOf = (lifecycles: ReadonlyMap<string, Lifecycle>): string[] =>
  [...lifecycles].flatMap(([version, { definition }]) => definition.finals.map((state) => `${version} ${state}`));
