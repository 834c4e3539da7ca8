/** Exit codes. */
export const EXIT = { ok: 0, problems: 1, usage: 2, io: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a sentence: a key of `cli.error`. */
export class Failure extends Error {
  constructor(
    readonly exit: ExitCode,
    readonly key: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(key);
  }
}
