/** The commands, in the order in which a pack is made. */
import type { CommandSpec } from '../command';
import { build } from './build';
import { diff } from './diff';
import { explain } from './explain';
import { init } from './init';
import { keys } from './keys';
import { ledger } from './ledger';
import { publish } from './publish';
import { sign } from './sign';
import { simulate } from './simulate';
import { test } from './test';
import { trust } from './trust';
import { validate } from './validate';
import { verify } from './verify';

export const COMMANDS: readonly CommandSpec[] = [
  init,
  validate,
  test,
  explain,
  diff,
  simulate,
  build,
  keys,
  sign,
  verify,
  trust,
  publish,
  ledger,
];
