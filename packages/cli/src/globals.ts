/**
 * The options that every command has and that may stand anywhere in the line, before the command too.
 */
import { EXIT, Failure } from './exit';

export interface Globals {
  /** As written; nobody has looked whether there is such a language. Null when nothing follows the option. */
  readonly lang?: string | null;
  readonly json: boolean;
  readonly help: boolean;
  /** Everything else: the command first. */
  readonly rest: readonly string[];
}

/** Takes the global options out of the line. After `--` nothing is an option. */
export function globalsOf(argv: readonly string[]): Globals {
  const rest: string[] = [];
  let lang: string | null | undefined;
  let [json, help] = [false, false];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      rest.push(...argv.slice(index));
      break;
    }
    if (argument === '--json') json = true;
    else if (argument === '--help' || argument === '-h') help = true;
    else if (argument.startsWith('--lang=')) lang = argument.slice('--lang='.length);
    else if (argument === '--lang') {
      index += 1;
      lang = argv[index] ?? null;
    } else rest.push(argument);
  }
  return { ...(lang === undefined ? {} : { lang }), json, help, rest };
}

/** @throws Failure when a language is asked for that there is not, or none is named */
export function checkLanguage({ lang }: Globals, known: (name: string) => boolean): void {
  if (lang === undefined) return;
  if (lang === null) throw new Failure(EXIT.usage, 'cli.error.optionValue', { what: '--lang', command: 'sidan' });
  if (!known(lang)) throw new Failure(EXIT.usage, 'cli.error.lang', { lang });
}
