/**
 * `sidan`: for people who write rule packs. Reads arguments, picks the language, runs a command, ends with its exit code.
 */
import { EXIT, type ExitCode, Failure } from './exit';
import { checkLanguage, type Globals, globalsOf } from './globals';
import { ioOf } from './io';
import { parseArguments } from './program';
import { type Language, languageOf, textsIn } from './texts';

/** `--lang`, then what the terminal's environment says; Chinese where it says nothing. */
function chooseLanguage({ lang }: Globals, { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return languageOf(lang ?? undefined) ?? languageOf(LC_ALL || LC_MESSAGES || LANG) ?? 'zh-CN';
}

export async function run(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<ExitCode> {
  const globals = globalsOf(argv);
  const texts = textsIn(chooseLanguage(globals, environment));
  const io = ioOf(texts, globals.json);
  try {
    checkLanguage(globals, (name) => languageOf(name) !== undefined);
    const parsed = parseArguments(globals, texts);
    if ('help' in parsed) {
      process.stdout.write(parsed.help);
      return EXIT.ok;
    }
    return await parsed.command.run(io, parsed.args, parsed.options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const text = texts.t(error.key, error.params);
    io.answer({ ok: false, error: { code: error.key.split('.').at(-1), message: text, params: error.params } });
    process.stderr.write(`${text}\n`);
    return error.exit;
  }
}

export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv, process.env);
}
