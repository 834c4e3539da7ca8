import type { CodeList, Pack, Rule } from '@sidan/rules';
import { openArchive } from '@sidan/rules/archive';
import type { StoredVersion } from './stored';

/** Of a pack what it says: enough to explain decisions that it once made. */
export interface Spoken extends Pick<Pack, 'manifest' | 'texts' | 'rules' | 'facts' | 'lists'> {
  readonly catalogues: Pick<Pack['catalogues'], 'assets'>;
}

/** The words of a stored version, read without what it stands on; undefined when the archive cannot be opened. It was checked when it came. */
export async function spokenOf({ archive, manifest }: StoredVersion): Promise<Spoken | undefined> {
  const opened = await openArchive(archive, []);
  if (!opened.ok) return undefined;
  const { files } = opened;
  const room = (folder: string) => Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`));
  const catalogue = room('catalogue');
  const entriesOf = <T>(name: string): readonly T[] =>
    (files[`catalogue/${name}.json`] as Readonly<Record<string, readonly T[]>> | undefined)?.[name] ?? [];
  return {
    manifest,
    facts: entriesOf('facts'),
    catalogues: { assets: entriesOf('assets') },
    lists: catalogue.flatMap(([, value]) => ('list' in (value as object) ? [value as CodeList] : [])),
    rules: room('rules').map(([file, value]) => ({ file, value: value as Rule })),
    texts: Object.fromEntries(
      room('locales').map(([file, texts]) => [file.slice('locales/'.length, -'.json'.length), texts]),
    ) as Pack['texts'],
  };
}
