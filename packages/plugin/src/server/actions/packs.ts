import type { Context } from '@nocobase/actions';
import type { PackActivated, PackFact, PackPreview } from '../../api/types';
import type { Actor } from '../access/actor';
import { checkAdministers, checkKeeper, checkMayChange, maySee } from '../access/packs';
import { locale } from '../assets';
import { SidanError } from '../errors';
import { decidePack, type Decision } from '../packs/activate';
import { allInForce, forThread } from '../packs/around';
import { archiveIn } from '../packs/archiveIn';
import { runningUnder, strandedIn } from '../lifecycles/running';
import { versionFor } from '../packs/choose';
import { addedFacts } from '../packs/facts/added';
import { groundNow } from '../packs/ground';
import { packList } from '../packs/list';
import { packRules } from '../packs/effective';
import { NATION } from '../packs/regions';
import { periodOf, simulatePack } from '../packs/simulate';
import { inspectInThread } from '../packs/thread';
import { distrustKey, setPolicy, trustKey, trustOf } from '../packs/trust';
import { uploadPack } from '../packs/upload';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { actorOf, bodyOf, keyed, langOf, reply, sayIn, type Handler } from './context';
import { compileIn } from './orders';

/** `sidanPacks:*`: rule packs, for who administers the installation or a county (snippet `pm.sidan.settings`). */
export function packActions(sidan: Sidan): Record<string, Handler> {
  const keeper = async (ctx: Context) => {
    const actor = await actorOf(ctx, sidan);
    checkKeeper(actor);
    return { actor, q: connectionOf(sidan.db), lang: langOf(ctx), texts: locale(langOf(ctx)) };
  };
  const deciding =
    (what: Decision['do']): Handler =>
    async (ctx, next) => {
      const { actor, texts } = await keeper(ctx);
      const { key, body } = keyed(ctx);
      const { versionId, regionCode, packName, effectiveFrom, reason } = body;
      const made = await decidePack(sidan, {
        do: what,
        versionId,
        regionCode,
        packName,
        effectiveFrom,
        reason,
        actor,
        key,
        texts,
      });
      const { packVersion, ...rest } = made;
      reply(ctx, { ...rest, ...(packVersion ? { packVersion } : {}) } satisfies PackActivated);
      await next();
    };
  const ownCounty = async (actor: Actor) =>
    actor.scopes.find(({ role }) => role === 'countyAdmin')?.code ?? (await countyOf(sidan)).regionCode;
  return {
    async list(ctx, next) {
      const { actor, q, lang, texts } = await keeper(ctx);
      reply(ctx, await packList(sidan, q, actor, { lang, texts, say: sayIn(ctx) }));
      await next();
    },
    async rules(ctx, next) {
      const { actor, q, lang } = await keeper(ctx);
      const { regionCode, on } = ctx.action.params;
      const place = regionCode === undefined || regionCode === '' ? await ownCounty(actor) : String(regionCode);
      if (!/^(0|\d{2,12})$/.test(place) || !maySee(actor, place))
        throw new SidanError('NOT_FOUND', { what: 'sidanPackActivations' });
      reply(ctx, await packRules(sidan, q, place, on, lang, compileIn(ctx)));
      await next();
    },
    async facts(ctx, next) {
      await keeper(ctx);
      const compile = compileIn(ctx);
      const rows = addedFacts(sidan.db, sidan.coreOf).map(
        ({ definition: { name, type, values }, field }): PackFact => ({
          name,
          type,
          title: compile(field.title),
          ...(values ? { values: [...values] } : {}),
        }),
      );
      reply(ctx, { rows });
      await next();
    },
    async upload(ctx, next) {
      const { actor, lang, texts } = await keeper(ctx);
      reply(ctx, await uploadPack(sidan, actor, await archiveIn(ctx), { language: lang, texts }));
      await next();
    },
    async preview(ctx, next) {
      const { actor, q, lang, texts } = await keeper(ctx);
      const version = await versionFor(sidan, q, actor, bodyOf(ctx).versionId);
      const { keys } = await trustOf(sidan, q);
      const found = await inspectInThread({
        archive: new Uint8Array(version.archive),
        keys,
        inForce: forThread(await allInForce(sidan, q, sidan.clock())),
        facts: version.facts ?? [],
        lifecycles: await groundNow(sidan, q),
        texts,
        language: lang,
        whole: true,
      });
      const { problems, warnings, changes = [], cases, assets = [], states } = found;
      const running = states ? await runningUnder(sidan, q, version.regionCode, states, lang, sayIn(ctx)) : [];
      const none = { passed: false, count: 0, failed: [], uncovered: [] };
      reply(ctx, {
        changes,
        problems,
        warnings: [...warnings, ...strandedIn(running, texts)],
        running,
        cases: cases ? { ...cases, uncovered: [...cases.uncovered] } : none,
        assets,
      } satisfies PackPreview);
      await next();
    },
    async simulate(ctx, next) {
      const { actor, q, lang, texts } = await keeper(ctx);
      const { versionId, regionCode, from, to, budget } = bodyOf(ctx);
      const version = await versionFor(sidan, q, actor, versionId);
      const wanted = typeof regionCode === 'string' ? regionCode : await ownCounty(actor);
      checkMayChange(actor, wanted);
      if (
        version.regionCode !== NATION &&
        !wanted.startsWith(version.regionCode) &&
        !version.regionCode.startsWith(wanted)
      )
        throw new SidanError('NOT_FOUND', { what: 'sidanPackVersions' });
      const asked = { version, regionCode: wanted, period: periodOf(from, to), budget };
      reply(ctx, await simulatePack(sidan, q, asked, { lang, texts }));
      await next();
    },
    activate: deciding('activate'),
    off: deciding('off'),
    rollback: deciding('rollback'),
    async trust(ctx, next) {
      const { actor, q } = await keeper(ctx);
      checkAdministers(actor);
      const { name, publicKey } = keyed(ctx).body;
      reply(ctx, await trustKey(sidan, q, { name, publicKey, by: actor.name, at: sidan.clock() }));
      await next();
    },
    async distrust(ctx, next) {
      const { actor, q } = await keeper(ctx);
      checkAdministers(actor);
      const keyId = String(keyed(ctx).body.keyId ?? '');
      await distrustKey(sidan, q, keyId);
      reply(ctx, { keyId });
      await next();
    },
    async policy(ctx, next) {
      const { actor, q } = await keeper(ctx);
      checkAdministers(actor);
      const { untrusted } = keyed(ctx).body;
      await setPolicy(sidan, q, { untrusted, by: actor.name, at: sidan.clock() });
      reply(ctx, { untrusted });
      await next();
    },
  };
}
