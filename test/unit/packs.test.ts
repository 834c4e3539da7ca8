/**
 * Every pack of the repository, shipped (rules/) or worked out from a published document (examples/packs/): it loads on its
 * parents without a problem, its cases pass, every rule comes out in one of them, and it speaks both languages.
 */
import { compile, derive, explainSettlement, layer, localMoment, runCases, say, settle } from '@sidan/rules';
import { FOLDERS, LANGUAGES, loadFolder, lookupOf } from './support/packFolders';

describe('packs', () => {
  it('have names of their own', () => {
    const names = FOLDERS.map(({ manifest }) => manifest.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  describe.each(FOLDERS.map((folder) => [folder.path, folder] as const))('%s', (_, folder) => {
    it('loads, and its cases bring out every rule and pass', () => {
      const { pack, parents } = loadFolder(folder);
      const { passed, problems, results, uncovered } = runCases(pack, parents);
      const failed = results.filter((result) => !result.passed);
      expect({ problems, failed, uncovered }).toEqual({ problems: [], failed: [], uncovered: [] });
      expect(passed).toBe(true);
    });

    it('has the same texts in both languages', () => {
      const { texts } = loadFolder(folder).pack;
      expect(Object.keys(texts['en-US'] ?? {}).sort()).toEqual(Object.keys(texts['zh-CN'] ?? {}).sort());
    });

    it('says what its cases come to in both languages, with every word there', () => {
      const { pack, parents } = loadFolder(folder);
      const packs = [...parents, pack];
      for (const { value } of pack.cases) {
        const at = localMoment(value.at ?? pack.manifest.effectiveFrom);
        const layered = layer(packs, { on: at.slice(0, 10) });
        if (!layered.ok) throw new Error(JSON.stringify(layered.problems));
        const { ruleSet } = layered;
        const facts = derive(ruleSet.facts, value.facts);
        const outcomes = compile(ruleSet)(facts);
        const said = explainSettlement(ruleSet, outcomes, settle(ruleSet, outcomes, facts, { at }));
        const rules = new Set(said.flatMap((sentence) => sentence.rules));
        expect(outcomes.map(({ rule }) => rule).filter((rule) => !rules.has(rule))).toEqual([]);
        for (const language of LANGUAGES) {
          const lookup = lookupOf(packs, language);
          for (const { text } of said)
            expect(say(text, lookup)).not.toMatch(/\{\{|undefined|\b(rules|packs|facts|cards)\./);
        }
      }
    });

    it('says for each rule where it comes from', () => {
      const silent = loadFolder(folder).pack.rules.filter(({ value }) => !value.cites?.length);
      expect(silent.map(({ file }) => file)).toEqual([]);
    });
  });
});
