import type { Entry } from '@sidan/ledger';
import type { TransferDone, TransferRequest } from '../../api/types';
import type { Actor } from '../access/actor';
import { actorKey, checkKey, hashBody, replay, type StoredRequest } from '../commands/requests';
import { isDuplicate, withRetry } from '../commands/retry';
import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import { keepDecision } from '../spending/decision';
import type { Holder } from '../spending/holder';
import { refusedByRule } from '../spending/refused';
import { inTurn } from '../spending/turn';
import type { Connection } from '../sql';
import { transact } from '../transaction';
import { givingOf, type Giving } from './ask';
import { partiesOf, type Parties } from './parties';
import { quoteOf, type Quoted } from './quote';
import { teamLed } from './team';

type Person = NonNullable<Parties['person']>;
type Asked = Partial<Record<keyof TransferRequest, unknown>>;

/** Where one asset goes that becomes another. It gives and takes, and keeps no balance. */
const EXCHANGE = { ownerKind: 'system', ownerId: 'exchange' } as const;
const ACTION = 'transfer.give';

/** What is kept of it, to be told in the language of whoever asks again. */
interface Done extends Pick<Quoted, 'cost' | 'receives' | 'measures'> {
  postingId: string;
}

/**
 * 转给家人、捐赠、兑成: moves what the caller asks for, as the rules in force let them, in one transaction with the decision that it rests on. What moves to a person keeps its
 * origin and its expiry.
 * @throws NOT_JOINED, INVALID_DATA, TEAM_NOT_LED, TEAM_DONATES_ONLY, TRANSFER_NOT_FAMILY, FUND_OFF, TRANSFER_NO_RULE, REDEEM_REFUSED, RULES_BROKEN, KEY_REUSED, KEY_INVALID, what the ledger refuses
 *   (INSUFFICIENT, ACCOUNT_FROZEN, ACCOUNT_REFUSING, ACCOUNT_CLOSED), BUSY
 */
export async function give(reader: Reader, regionCode: string, asked: Asked, key?: string): Promise<TransferDone> {
  checkKey(key);
  const { sidan, actor } = reader;
  const { purpose, asset, amount, personId, fundId, memberId, into, teamId } = asked;
  const bodyHash = hashBody({
    purpose,
    asset,
    amount,
    personId,
    fundId,
    memberId,
    into,
    ...(teamId ? { teamId } : {}),
  });
  const now = sidan.clock();
  const run = () =>
    withRetry(() =>
      transact(sidan.db, async (q) => {
        const stored = await earlier(sidan, q, regionCode, key);
        if (stored && key) return replay(stored, ACTION, actor, bodyHash, key);
        const { giving, person } = await read(sidan, q, actor, regionCode, asked);
        await inTurn(sidan, q, regionCode, ownerOf(person));
        const quoted = await quoteOf(sidan, q, regionCode, person, giving, now);
        return move(sidan, q, { regionCode, actor, giving, person, quoted, now, key, bodyHash });
      }),
    );
  // The same key at the same moment: the second time it is found.
  const done = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  sidan.wake();
  return { id: done.postingId, ...(await amountsOf(reader, regionCode, done)) };
}

const ownerOf = ({ id, team }: Person): Holder =>
  team ? { ownerKind: 'team', ownerId: team.id } : { ownerKind: 'person', ownerId: id };

/** The caller, who must have joined the county, and what they ask for, perhaps in the name of a team. @throws NOT_JOINED, INVALID_DATA, TEAM_NOT_LED, TEAM_DONATES_ONLY, TRANSFER_NOT_FAMILY, FUND_OFF */
export async function read(
  sidan: Sidan,
  q: Connection,
  actor: Actor,
  regionCode: string,
  asked: Asked,
): Promise<{ giving: Giving; person: Person }> {
  if (!actor.personId || actor.regionCode !== regionCode) throw new SidanError('NOT_JOINED');
  const parties = await partiesOf(sidan, q, regionCode, actor.personId);
  if (!parties.person) throw new SidanError('NOT_JOINED');
  if (!asked.teamId) return { giving: givingOf(asked, parties), person: parties.person };
  const { id, name, townCode } = await teamLed(sidan, q, regionCode, actor.personId, asked.teamId);
  if (asked.purpose !== 'donate') throw new SidanError('TEAM_DONATES_ONLY');
  return { giving: givingOf(asked, parties), person: { ...parties.person, townCode, team: { id, name } } };
}

/** What it comes to, in the units of both assets, in the reader's language. */
export async function amountsOf(
  { sidan, q, lang }: Reader,
  regionCode: string,
  { cost, receives, measures }: Pick<Quoted, 'cost' | 'receives' | 'measures'>,
) {
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const taken = words.amount(cost, measures.from);
  const given = words.amount(receives, measures.to);
  return { cost: taken.amount, unit: taken.unit, receives: given.amount, receivesUnit: given.unit };
}

async function earlier({ write }: Sidan, q: Connection, regionCode: string, key: string | undefined) {
  if (!key) return undefined;
  const { rows } = await q.query<StoredRequest<Done>>(
    write(
      `select [action] as action, [actor] as actor, [bodyHash] as "bodyHash", [answer] as answer from {sidanRequests} where [regionCode] = $1 and [key] = $2`,
    ),
    [regionCode, key],
  );
  return rows[0];
}

interface Moving {
  regionCode: string;
  actor: Actor;
  giving: Giving;
  person: Person;
  quoted: Quoted;
  now: Date;
  key?: string;
  bodyHash: string;
}

async function move(sidan: Sidan, q: Connection, moving: Moving): Promise<Done> {
  const { regionCode, giving, person, quoted, now } = moving;
  const { priced, cost, receives } = quoted;
  if (!priced.redemption.allowed) throw await refusedByRule(sidan, q, regionCode, priced);
  if (cost <= 0 || receives <= 0) throw new SidanError('TRANSFER_NO_RULE');
  const key = `give:${sidan.newId()}`;
  const decisionId = await keepDecision(
    sidan,
    q,
    { regionCode, key, townCode: person.townCode, person, amount: cost, at: now },
    priced,
  );
  const posted = await sidan.ledger.post(q, { regionCode, entries: entriesOf(moving, key, decisionId) });
  const done: Done = { postingId: posted[0]!.id, cost, receives, measures: quoted.measures };
  if (giving.personId) await tell(sidan, q, moving);
  if (moving.key)
    await q.query(sidan.write(KEEP), [
      sidan.newId(),
      regionCode,
      moving.key,
      ACTION,
      actorKey(moving.actor),
      moving.bodyHash,
      JSON.stringify(done),
      now,
    ]);
  return done;
}

function entriesOf({ giving, quoted, now }: Moving, key: string, decisionId: string): Entry[] {
  const { cost, receives, asset, priced } = quoted;
  const own = priced.holder;
  const memo = { rule: priced.outcome.rule, ...giving.memo };
  const common = { at: now, decisionId, memo, kind: giving.purpose };
  const out = { ...common, from: own, to: giving.to ?? EXCHANGE, asset: giving.asset, amount: cost, key };
  if (giving.to) return [out];
  return [out, { ...common, from: EXCHANGE, to: own, asset, amount: receives, key: `${key}:in`, origin: 'exchange' }];
}

/** Whoever is given something hears of it. */
async function tell({ write, newId }: Sidan, q: Connection, { regionCode, actor, giving, person, now }: Moving) {
  const payload = {
    to: [],
    teamIds: [],
    orderNo: '',
    title: person.team?.name ?? person.name,
    event: giving.purpose,
    reason: null,
    actorUserId: actor.userId ?? null,
    personId: giving.personId,
  };
  await q.query(
    write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      values ($1::uuid, $2, 'notify', 'given', $3::jsonb, 'pending', $4::timestamptz, 0, now(), now())`),
    [newId(), regionCode, JSON.stringify(payload), now],
  );
}

const KEEP = `
  insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
  values ($1::uuid, $2, $3, $4, $5, $6, $7::jsonb, $8::timestamptz, now(), now())`;
