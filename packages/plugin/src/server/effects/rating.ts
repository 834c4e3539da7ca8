import { idOf, inRegion, type StepContext } from '../commands/command';

/** 评单：writes the caller's rating down. The score has been checked against the event's fields before. */
export async function recordRating(ctx: StepContext): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const score = Number(command.data.score);
  await q.query(
    sidan.write(`
      insert into {sidanRatings} ([id], [regionCode], [orderId], [townCode], [raterKind], [personId], [teamId], [score], [comment], [at], [createdAt], [updatedAt])
      values ($3::uuid, $1, $2::uuid, $4, 'requester', $5::uuid, $6::uuid, $7, $8, $9::timestamptz, now(), now())`),
    [
      inRegion(order),
      idOf(order),
      sidan.newId(),
      order.get('townCode') ?? null,
      command.actor.personId ?? null,
      order.get('teamId') ?? null,
      score,
      typeof command.data.comment === 'string' ? command.data.comment : null,
      command.now,
    ],
  );
  order.set({ ratingScore: score });
}
