import type { Application } from '@nocobase/server';
import type { CoreFields } from '../forms/fields';
import { followChecks } from '../households/follow';
import { followRegistrations } from '../people/registered';
import { sealPersonalData } from '../privacy/hooks';
import type { Vault } from '../privacy/vault';
import type { Sidan } from '../sidan';
import { guardCampaigns } from './campaigns';
import { protectColumns } from './columns';
import { guardFamilies } from './families';
import { guardGuardianships } from './guardianships';
import { guardMenu } from './menu';
import { guardPeople } from './people';
import { checkPlaces } from './places';
import { followOffices } from './scopes';
import { guardShop } from './stocks';
import { protectStructure } from './structure';
import { guardWholes } from './wholes';

/** What the guards ask when a row is saved, which is after all of it is there. */
export interface Guarded {
  sidan(): Sidan;
  vault(): Vault;
  /** Columns of ours, by collection. */
  core: ReadonlyMap<string, CoreFields>;
  coreOf(collection: string): CoreFields;
}

/** Everything that has a say, or has to follow, when a row of ours is saved through the host: by its forms, an import, a workflow, or another plugin. */
export function guardRows(app: Application, { sidan, vault, core, coreOf }: Guarded): void {
  const { db } = app;
  sealPersonalData(db, vault);
  protectColumns(db, coreOf);
  // Whoever knows a column's bounds speaks first.
  guardMenu(db);
  guardShop(db);
  guardCampaigns(db);
  guardWholes(db, core.keys());
  protectStructure(db, new Set(core.keys()), coreOf);
  checkPlaces(db);
  guardFamilies(db);
  guardGuardianships(db);
  followChecks(db, sidan);
  guardPeople(db, () => sidan().clock);
  followOffices(app);
  followRegistrations(db, sidan);
}
