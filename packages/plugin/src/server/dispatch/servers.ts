/** 谁可以上岗: rules of dispatch about the volunteer are asked as somebody begins to serve, or is named as having served. */
import type { Verdict } from '@sidan/lifecycle';
import type { Facts } from '@sidan/rules';
import { LANGUAGES } from '../assets';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { placeIn } from '../commands/known';
import { SidanError } from '../errors';
import { addedFacts, factsOfRow } from '../packs/facts/added';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { factsAround } from '../packs/facts/rows';
import { judge } from './judge';

const PINS = { occasion: 'dispatch', 'subject.kind': 'volunteer' } as const;

/**
 * Holds those who serve to the county's rules of dispatch for volunteers: their age, their training, what a county asks besides. Nothing is asked where no such rule is in force.
 * @throws SERVER_EXCLUDED (of everybody at once: `{ people, rules, reasons }`), RULES_BROKEN
 */
export async function checkServers(ctx: StepContext, people: readonly string[]): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const rules = await sidan.packs.inForce.rules(q, placeIn(order), command.now);
  const names = rules.asked(PINS.occasion, PINS['subject.kind']);
  if (!names.length || !people.length) return;
  const facts = await completeFacts(
    sidan,
    q,
    inRegion(order),
    rules.ruleSet,
    names,
    await eventsOf(ctx, names, people),
  );
  const left = people.flatMap((personId, index) => {
    const verdict = judge(rules, facts[index]!, command.now);
    return verdict && !verdict.eligible ? [{ personId, verdict }] : [];
  });
  if (left.length) throw await excluded(ctx, left);
}

async function eventsOf(ctx: StepContext, names: readonly string[], people: readonly string[]) {
  const { sidan, q, order, item, command } = ctx;
  const added = addedFacts(sidan.db, sidan.coreOf);
  const teamId = ctx.actorTeam?.teamId ?? (order.get('teamId') as string | null);
  const ids = people.map((personId) => ({ at: command.now, personId, teamId, itemId: item?.id }));
  const rows = await factsAround(sidan, q, inRegion(order), added, new Set(names), ids);
  return ids.map((one, index) => ({
    ...one,
    siteId: order.get('siteId') as string | null,
    townCode: order.get('townCode') as string | null,
    orderId: idOf(order),
    exclude: [],
    facts: {
      ...orderFacts({
        occasion: PINS.occasion,
        at: command.now,
        item,
        priority: order.get('priority') as string | null,
        channel: order.get('channel') as string | null,
        emergency: Boolean(order.get('emergencyId')),
      }),
      ...factsOfRow(added, 'order', (field) => order.get(field)),
      ...rows[index],
      ...PINS,
    } satisfies Facts,
  }));
}

async function excluded(
  { sidan, q, order }: StepContext,
  left: readonly { personId: string; verdict: Verdict }[],
): Promise<SidanError> {
  const { rows } = await q.query<{ name: string }>(
    sidan.write(
      'select [name] as name from {sidanPeople} where [regionCode] = $1 and [id] = any($2::uuid[]) order by 1',
    ),
    [inRegion(order), left.map(({ personId }) => personId)],
  );
  const against = left.flatMap(({ verdict }) => verdict.reasons.filter(({ effect }) => effect !== 'prefer'));
  const rules = [...new Set(against.map(({ rule }) => rule))];
  const error = new SidanError('SERVER_EXCLUDED', { people: rows.map(({ name }) => name), rules });
  const said: Record<string, string[]> = {};
  for (const lang of LANGUAGES) {
    const words = await sidan.packs.words(q, lang, inRegion(order), []);
    said[lang] = [...new Set(against.map(({ text }) => words.say(text)))];
  }
  error.reasons = said;
  return error;
}
