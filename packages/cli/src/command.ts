import type { ExitCode } from './exit';
import type { Io } from './io';

export interface OptionSpec {
  /** As commander reads them: `--key <file>`, `--with <folder...>`. */
  readonly flags: string;
  /** Key of its text. */
  readonly text: string;
  readonly required?: boolean;
}

export interface CommandSpec {
  readonly name: string;
  /** `<folder...>`. */
  readonly args: string;
  /** Key of one sentence. */
  readonly summary: string;
  /** A line to try. */
  readonly example: string;
  readonly options: readonly OptionSpec[];
  run(io: Io, args: readonly string[], options: Readonly<Record<string, unknown>>): Promise<ExitCode>;
}

/** An option with one value. */
export function one(options: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** An option that can be given several times. */
export function many(options: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export const WITH: OptionSpec = { flags: '--with <folder...>', text: 'cli.option.with' };
