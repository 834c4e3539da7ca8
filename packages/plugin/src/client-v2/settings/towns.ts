export interface Town {
  code: string;
  name: string;
}

const LINE = /^(\d{9})\s+(\S.*)$/;

const lines = (text: string | undefined): string[] => (text ?? '').split('\n').map((line) => line.trim());

/** `130982001 name`, one a line; empty lines do not count. */
export const parseTowns = (text: string | undefined): Town[] =>
  lines(text).flatMap((line) => {
    const found = LINE.exec(line);
    return found ? [{ code: found[1]!, name: found[2]! }] : [];
  });

/** The number (from 1) of the first line that is no town of this county; undefined when all are. */
export function wrongTown(text: string | undefined, regionCode: string): number | undefined {
  const index = lines(text).findIndex((line) => line !== '' && !(LINE.test(line) && line.startsWith(regionCode)));
  return index < 0 ? undefined : index + 1;
}
