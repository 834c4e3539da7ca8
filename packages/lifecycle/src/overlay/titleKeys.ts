/** What of a definition has a name that people read. */
import type { DefinitionFile } from '../definition/file';
import { stepsOf } from '../rating/ratings';

/**
 * The keys of all titles of a definition, open regions included: `state.<name>`, `event.<type>` (what one does: 派单), `done.<type or clock>` (what was done:
 * 中心派单), `field.<type>.<name>`, `option.<type>.<name>.<option>`, `scale.<name>` and its named steps `scale.<name>.<step>`, `rated.<item>`. The state before the beginning has none: nothing is ever there.
 */
export function titleKeys({ machine, events, delays = {}, ratings }: DefinitionFile): string[] {
  return [
    ...Object.keys(machine.states)
      .filter((name) => name !== machine.initial)
      .map((name) => `state.${name}`),
    ...Object.entries(events).flatMap(([type, { data = {} }]) => [
      `event.${type}`,
      `done.${type}`,
      ...Object.entries(data).flatMap(([name, { options = [] }]) => [
        `field.${type}.${name}`,
        ...options.map((option) => `option.${type}.${name}.${option}`),
      ]),
    ]),
    ...Object.keys(delays).map((name) => `done.${name}`),
    ...Object.entries(ratings?.scales ?? {}).flatMap(([name, scale]) => [
      `scale.${name}`,
      ...(scale.named ? stepsOf(scale).map((step) => `scale.${name}.${step}`) : []),
    ]),
    ...(ratings?.items ?? []).map((item) => `rated.${item}`),
  ];
}

/** The full key of a base title in the locales: those of orders stand by themselves, those of other definitions behind their name. */
export const localeKey = (definition: string, key: string): string =>
  definition === 'order' ? `lifecycle.${key}` : `lifecycle.${definition}.${key}`;
