/** 对账单: which days it is of, what a search leaves of it, and the file that spreadsheet programs read. */
import type { WalletStatement } from '@sidan/plugin-sidan/api';
import { formatMoment } from '../i18n/format';

type Entry = WalletStatement['entries'][number];

/** A county's own day, `YYYY-MM-DD`; `at`: its day and minute. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const MINUTE = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' });

/** The year so far. */
export function yearSoFar(now: Date): { from: string; to: string } {
  const to = DAY.format(now);
  return { from: `${to.slice(0, 4)}-01-01`, to };
}

/** Entries in whose words all that is asked for is found, wherever it stands. */
export function matching(entries: readonly Entry[], asked: string): Entry[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ title, sentence, orderNo, at }) => {
    const text = `${title} ${sentence} ${orderNo ?? ''} ${timeOf(at)} ${formatMoment(at)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const timeOf = (iso: string): string => `${DAY.format(new Date(iso))} ${MINUTE.format(new Date(iso))}`;

/** A text that a spreadsheet program would take for a formula is marked as a text. */
const cell = (value: string | number): string =>
  typeof value === 'number'
    ? String(value)
    : `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/** As rows of a CSV file, with the mark by which programs know that it is UTF-8. `heads`: the columns' names. */
export function asCsv(entries: readonly Entry[], heads: readonly string[]): string {
  const rows = entries.map(({ at, title, sentence, orderNo, amount, balance }) =>
    [timeOf(at), title, sentence, orderNo ?? '', amount, balance].map(cell).join(','),
  );
  return `\uFEFF${[heads.map(cell).join(','), ...rows].join('\r\n')}\r\n`;
}
