import { idOf, inRegion, type GivenForm, type StepContext } from '../commands/command';
import { hasBeneficiary } from '../access/capacities';
import { partiesOf, raterKind, type RaterKind } from '../commands/raters';

interface Given {
  kind: RaterKind;
  /** None: an abstention. */
  score: number | null;
  form?: GivenForm;
  comment: string | null;
  personId: string | null;
  /** True: nobody gave it, the time to do so was over. */
  presumed: boolean;
}

/** 评单：writes the caller's rating down, as that of the party for which they act; an abstention too, without a score. It has been checked before (`commands/ratingForm.ts`). */
export async function recordRating(ctx: StepContext): Promise<void> {
  const { command, order } = ctx;
  const kind = raterKind(command.type, ctx.capacity);
  const { comment } = command.data;
  await write(ctx, [
    {
      kind,
      ...(command.rating ?? { score: Number(command.data.score) }),
      comment: typeof comment === 'string' ? comment : null,
      personId: command.actor.personId ?? null,
      presumed: false,
    },
  ]);
  // The call back is another's word on it: it does not take the place of the rating.
  if (kind !== 'followUp' || order.get('ratingScore') === null) scoreOrder(ctx);
}

/** Who has not rated in time is taken to have given this score. */
export async function presumeRatings(ctx: StepContext, { score }: { score: number }): Promise<void> {
  const { order, lifecycle } = ctx;
  const rated = ctx.ratings.map(({ kind }) => kind);
  const person = {
    requester: (order.get('requesterId') as string | null) ?? null,
    beneficiary: (order.get('beneficiaryId') as string | null) ?? null,
  };
  const forAnother = hasBeneficiary({ requesterId: person.requester, beneficiaryId: person.beneficiary });
  const missing = partiesOf(lifecycle.definition, forAnother).filter((kind) => !rated.includes(kind));
  await write(
    ctx,
    missing.map((kind) => ({
      kind,
      score,
      comment: null,
      personId: kind === 'requester' || kind === 'beneficiary' ? person[kind] : null,
      presumed: true,
    })),
  );
  scoreOrder(ctx);
}

/** 评分作废：what was given since the order was confirmed counts no more; it is kept on record beside. */
export async function voidRatings(ctx: StepContext): Promise<void> {
  const { sidan, q, order } = ctx;
  await q.query(
    sidan.write(`
      update {sidanRatings} set [givenScore] = [score], [score] = null, [updatedAt] = now()
       where [regionCode] = $1 and [orderId] = $2::uuid and [at] >= $3::timestamptz and [score] is not null`),
    [inRegion(order), idOf(order), order.get('confirmedAt') ?? null],
  );
  ctx.ratings = ctx.ratings.map((rating) => ({ ...rating, score: null }));
  order.set({ ratingScore: null });
}

/** The order's score: the mean of all parties that judged, rounded. Where none did there is none; what the call back was told stands then. */
function scoreOrder({ order, ratings }: StepContext): void {
  const given = ratings.flatMap(({ kind, score }) => (score === null ? [] : [{ kind, score }]));
  const parties = given.filter(({ kind }) => kind !== 'followUp');
  const counted = parties.length ? parties : given;
  if (!counted.length) return;
  order.set({ ratingScore: Math.round(counted.reduce((sum, { score }) => sum + score, 0) / counted.length) });
}

async function write(ctx: StepContext, given: readonly Given[]): Promise<void> {
  if (!given.length) return;
  const { sidan, q, order, command } = ctx;
  await q.query(
    sidan.write(`
      insert into {sidanRatings} ([id], [regionCode], [orderId], [townCode], [raterKind], [personId], [teamId], [score], [form], [comment], [presumed], [at], [createdAt], [updatedAt])
      select r.id, $1, $2::uuid, $3, r.kind, r."personId", $4::uuid, r.score, r.form, r.comment, r.presumed, $5::timestamptz, now(), now()
        from jsonb_to_recordset($6::jsonb) as r(id uuid, kind text, "personId" uuid, score bigint, form jsonb, comment text, presumed boolean)`),
    [
      inRegion(order),
      idOf(order),
      order.get('townCode') ?? null,
      order.get('teamId') ?? null,
      command.now,
      JSON.stringify(given.map((one) => ({ ...one, id: sidan.newId() }))),
    ],
  );
  ctx.ratings.push(...given.map(({ kind, score, presumed }) => ({ kind, score, presumed })));
}
