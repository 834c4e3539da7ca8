/** The words of a definition file, whatever regions are on. */
import { templatesOf } from '../definition/definition';
import type { DefinitionFile } from '../definition/file';

export interface Vocabulary {
  states: string[];
  events: string[];
  delays: string[];
  regions: string[];
  /** Ids of all notices. */
  templates: string[];
}

export const vocabulary = (file: DefinitionFile): Vocabulary => ({
  states: Object.keys(file.machine.states),
  events: Object.keys(file.events),
  delays: Object.keys(file.delays ?? {}),
  regions: Object.keys(file.regions ?? {}),
  templates: templatesOf(file),
});
