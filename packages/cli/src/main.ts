/**
 * `sidan`: for people who write rule packs. Reads arguments, picks the language, runs a command, ends with its exit code.
 */
import { EXIT, type ExitCode, Failure } from './exit';
import { ioOf } from './io';
import { parseArguments } from './program';
import { languageOf, textsIn } from './texts';

/** `--lang`, then what the terminal's environment says; Chinese where it says nothing. */
function chooseLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv) {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const given = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return languageOf(given) ?? languageOf(LC_ALL || LC_MESSAGES || LANG) ?? 'zh-CN';
}

export async function run(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<ExitCode> {
  const texts = textsIn(chooseLanguage(argv, environment));
  const io = ioOf(texts, argv.includes('--json'));
  try {
    const parsed = parseArguments(argv, texts);
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
