import { join } from 'node:path';
import { loadCounty } from '../county';
import { idOfRef } from '../refs';
import { buildBase } from './index';
import { sizeAt } from './scale';

const county = loadCounty(join(__dirname, '../../../../../../examples/renqiu'));
const base = buildBase(county, { seed: 'renqiu', scale: 1 });

const kinds = (of: typeof base) => {
  const count: Record<string, number> = {};
  for (const site of of.sites) count[site.kind] = (count[site.kind] ?? 0) + 1;
  return count;
};

describe('the base of the demo county', () => {
  it('has the centre with six sub-centres, an institute in each of the 19 towns and streets, and the base', () => {
    expect(kinds(base)).toEqual({ center: 7, institute: 19, station: 57, post: 19, base: 1 });
    expect(base.sites.some((site) => site.ref === 'station:130982101209')).toBe(true);
  });

  it('is the same for the same seed', () => expect(buildBase(county, { seed: 'renqiu', scale: 1 })).toEqual(base));

  it('points only to things that there are, each named once', () => {
    const sites = new Set(base.sites.map((s) => s.ref));
    const teams = new Set(base.teams.map((t) => t.ref));
    const people = new Set(base.people.map((p) => p.ref));
    expect([sites.size, teams.size, people.size]).toEqual([base.sites.length, base.teams.length, base.people.length]);
    for (const site of base.sites) if (site.parent) expect(sites).toContain(site.parent);
    for (const team of base.teams) {
      expect(sites).toContain(team.site);
      if (team.parent) expect(teams).toContain(team.parent);
      expect(base.members.filter((m) => m.team === team.ref && m.role === 'leader')).toHaveLength(1);
    }
    for (const member of base.members)
      expect([teams.has(member.team), people.has(member.person)]).toEqual([true, true]);
    for (const account of county.accounts) expect(people).toContain(`person:${account.ref}`);
    const categories = (catalog: keyof typeof county.categories) => county.categories[catalog].map((c) => c.code);
    for (const team of base.teams) expect(categories('team')).toContain(team.category);
    for (const service of county.services) {
      expect(categories('service')).toContain(service.category);
      expect(categories('platform')).toContain(service.platform);
      expect(categories('path')).toContain(service.path);
    }
  });

  it('gives nobody a number that a real person could have, and none twice', () => {
    for (const person of base.people) expect(person.phone).toMatch(/^154\d{8}$/);
    expect(new Set(base.people.map((p) => p.phone)).size).toBe(base.people.length);
  });

  it('grows to the numbers of the article and no further', () => {
    expect(sizeAt(county, 235)).toMatchObject({ stations: 284, volunteers: 141_000 });
    expect(sizeAt(county, 10_000)).toMatchObject({ stations: 284, volunteers: 141_000 });
    const grown = buildBase(county, { seed: 'renqiu', scale: 15 });
    expect(kinds(grown).station).toBe(284);
    expect([grown.teams.length, grown.volunteers.length]).toEqual([907, 9000]);
    expect(() => sizeAt(county, 0)).toThrow('scale');
  });

  it('makes ids that are UUIDs and differ by county', () => {
    expect(idOfRef('130982', 'team:a')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(idOfRef('130982', 'team:a')).toBe(idOfRef('130982', 'team:a'));
    expect(idOfRef('130982', 'team:a')).not.toBe(idOfRef('130983', 'team:a'));
  });
});
