import { createHash } from 'node:crypto';
import {
  compose,
  DefinitionError,
  loadDefinition,
  type Change,
  type Definition,
  type EffectType,
  type PlainFile,
  type Problem,
} from '@sidan/lifecycle';
import type { FactCatalogue } from '@sidan/rules/conditions';
import { isCarriedOut } from '../effects';
import type { Layer } from './layers';

/** A lifecycle as it holds somewhere: the shipped definition with the layers of the packs in force. */
export interface Lifecycle {
  /** Its version says what it was made of, and ends in the first digits of its digest: another content is another version. */
  readonly definition: Definition;
  /** The plain file, as it is kept. A text, because the order of its parts is the order in which pages show them. */
  readonly text: string;
  /** SHA-256 of the file before it was given its version. */
  readonly digest: string;
  /** path in the file → layer. */
  readonly origin: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
  readonly packs: readonly Omit<Layer, 'overlay'>[];
}

const DIGITS = 8;

/**
 * Composes, checks and compiles. Takes some milliseconds: keep the result.
 * @throws DefinitionError (DEFINITION_INVALID) with every problem; EFFECT_UNSUPPORTED for an effect that is not carried out here
 */
export function composeLifecycle(
  base: unknown,
  layers: readonly Layer[],
  facts?: FactCatalogue,
  carriesOut: CarriesOut = isCarriedOut,
): Lifecycle {
  const options = facts ? { facts } : {};
  const composed = compose(
    base,
    layers.map(({ overlay }) => overlay),
    options,
  );
  if (!composed.ok) throw new DefinitionError(composed.problems);
  const digest = digestOf(composed.file);
  const { version } = composed.file;
  const file = {
    ...composed.file,
    version: `${version}${version.includes('+') ? '.' : '+'}${digest.slice(0, DIGITS)}`,
  };
  return {
    definition: supported(loadDefinition(file, options), carriesOut),
    text: JSON.stringify(file),
    digest,
    origin: composed.origin,
    changes: composed.changes,
    packs: layers.map(({ pack, packVersion }) => ({ pack, packVersion })),
  };
}

const digestOf = (file: PlainFile): string => createHash('sha256').update(JSON.stringify(file)).digest('hex');

/** Whether there is something that does what an effect asks for; of orders unless told. */
export type CarriesOut = (type: EffectType) => boolean;

/** @throws DefinitionError (EFFECT_UNSUPPORTED) */
export function supported(definition: Definition, carriesOut: CarriesOut = isCarriedOut): Definition {
  const problems = definition.effects
    .filter((type) => !carriesOut(type))
    .map((effect): Problem => ({ code: 'EFFECT_UNSUPPORTED', path: 'machine', params: { effect } }));
  if (problems.length > 0) throw new DefinitionError(problems);
  return definition;
}
