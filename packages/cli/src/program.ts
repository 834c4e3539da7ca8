/**
 * The arguments of the command line. Commander reads them; what people see (help, complaints) is ours, in their language.
 */
import { Command, CommanderError } from 'commander';
import type { CommandSpec, OptionSpec } from './command';
import { COMMANDS } from './commands';
import { EXIT, Failure } from './exit';
import type { Globals } from './globals';
import type { Texts } from './texts';

export type Parsed =
  | { readonly help: string }
  | {
      readonly command: CommandSpec;
      readonly args: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
    };

const GLOBAL: readonly OptionSpec[] = [
  { flags: '--json', text: 'cli.option.machine' },
  { flags: '--lang <language>', text: 'cli.option.lang' },
  { flags: '-h, --help', text: 'cli.option.help' },
];

/** What was asked for. @throws Failure `cli.error.usage…` (exit 2) with what is wrong with it */
export function parseArguments({ rest, help }: Globals, texts: Texts): Parsed {
  const [first, second] = rest;
  const named = COMMANDS.find(({ name }) => name === (first === 'help' ? second : first));
  if (rest.length === 0 || help || first === 'help') {
    return { help: named ? commandHelp(named, texts) : programHelp(texts) };
  }
  let found: Parsed | undefined;
  const program = quiet(new Command('sidan'));
  for (const spec of COMMANDS) {
    const command = quiet(program.command(`${spec.name} ${spec.args}`));
    for (const { flags, required } of spec.options) {
      if (required) command.requiredOption(flags);
      else command.option(flags);
    }
    command.action((...given: unknown[]) => {
      const args = given
        .slice(0, -2)
        .flat()
        .filter((one) => one !== undefined)
        .map(String);
      found = { command: spec, args, options: command.opts() };
    });
  }
  try {
    program.parse([...rest], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw complaint(error, named);
    throw error;
  }
  if (!found) throw new Failure(EXIT.usage, 'cli.error.usage', { command: 'sidan' });
  return found;
}

function quiet(command: Command): Command {
  return command
    .helpOption(false)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
}

const COMPLAINTS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'cli.error.unknownCommand',
  'commander.unknownOption': 'cli.error.unknownOption',
  'commander.missingArgument': 'cli.error.missingArgument',
  'commander.missingMandatoryOptionValue': 'cli.error.missingOption',
  'commander.optionMissingArgument': 'cli.error.optionValue',
  'commander.excessArguments': 'cli.error.excess',
};

function complaint({ code, message }: CommanderError, spec: CommandSpec | undefined): Failure {
  const what = /'([^']*)'/.exec(message)?.[1] ?? '';
  const command = spec ? `sidan ${spec.name}` : 'sidan';
  return new Failure(EXIT.usage, COMPLAINTS[code] ?? 'cli.error.usage', { what, command });
}

function programHelp({ t }: Texts): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  return [
    t('cli.help.about'),
    '',
    `${t('cli.help.usage')} sidan <${t('cli.help.command')}> …`,
    '',
    ...COMMANDS.flatMap(({ name, summary, example }) => [
      `  ${name.padEnd(width)}${t(summary)}`,
      `  ${' '.repeat(width)}$ ${example}`,
    ]),
    '',
    ...optionLines(GLOBAL, t),
    '',
    t('cli.help.exits'),
    '',
  ].join('\n');
}

function commandHelp({ name, args, summary, example, options }: CommandSpec, { t }: Texts): string {
  return [
    t(summary),
    '',
    `${t('cli.help.usage')} sidan ${name} ${args}`,
    '',
    ...optionLines([...options, ...GLOBAL], t),
    '',
    `${t('cli.help.example')} ${example}`,
    '',
  ].join('\n');
}

function optionLines(options: readonly OptionSpec[], t: Texts['t']): string[] {
  const width = Math.max(...options.map(({ flags }) => flags.length)) + 2;
  return options.map(({ flags, text }) => `  ${flags.padEnd(width)}${t(text)}`);
}
