import type { Refusal } from '../api';
import { orderForm, type Somebody } from '../world';
import { minutesBefore, type DocumentCase } from './cases';
import type { Tried } from './tried';

/** 点单、派单、接单、签到签退、确认、评单: what is confirmed is confirmed at the moment of the case, what is rated is rated then. Gives the refusal of whom the rules do not let serve. */
export async function serves(
  { moved, world }: Tried,
  { facts }: DocumentCase,
  who: Somebody,
  moment: string,
): Promise<Refusal | undefined> {
  const { resident, dispatcher, leader } = world.people;
  const minutes = Number(facts['attendance.minutes'] ?? 60);
  const isRated = facts.occasion === 'rated';
  moved.stand(minutesBefore(moment, minutes + 30));
  const { id } = (await resident.client.place(orderForm(world))).order;
  const points = facts['task.points'] === undefined ? {} : { points: facts['task.points'] };
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验', ...points });
  await leader.client.order('accept', id);
  moved.stand(minutesBefore(moment, minutes + (isRated ? 1 : 0)));
  const refused = await who.client.order('start', id).then(
    () => undefined,
    (error: unknown) => error as Refusal,
  );
  if (refused && refused.code !== 'SERVER_EXCLUDED') throw refused;
  if (refused || facts.occasion === 'dispatch') return refused;
  moved.stand(isRated ? minutesBefore(moment, 1) : moment);
  await who.client.order('finish', id, { report: '已完成' });
  await resident.client.order('confirm', id);
  moved.stand(moment);
  if (isRated) await resident.client.order('rate', id, { score: facts['rating.score'] });
  return undefined;
}

/** 申报、评审: a deed, or hours that nobody saw begin and end. */
export async function declares(
  { moved, world }: Tried,
  { facts, history }: DocumentCase,
  who: Somebody,
  moment: string,
): Promise<void> {
  const { dispatcher, countyAdmin } = world.people;
  moved.stand(minutesBefore(moment, 30));
  const given = (fact: string, field: string) => (facts[fact] === undefined ? {} : { [field]: facts[fact] });
  const minutes = Number(facts['attendance.minutes'] ?? 60);
  const declare = async () => {
    const { order } = await who.client.post<{ order: { id: string } }>('sidanOrders:declare', {
      ...{ serviceItemId: world.items.plain, summary: '已完成', minutes, townCode: world.towns[0] },
      ...{ address: '幸福路1号', contactPhone: '13812345678', description: '自主申报' },
      ...given('deed.kind', 'deed'),
      ...given('deed.millilitres', 'millilitres'),
      ...given('deed.count', 'times'),
    });
    return order.id;
  };
  const reviews = history?.reviews ?? [];
  if (reviews.length) moved.stand(minutesBefore(`${reviews[0]!.at.slice(0, 10)}T09:00:00+08:00`, 0));
  const id = await declare();
  const other = reviews.some(({ entry }) => entry !== reviews[0]!.entry) ? await declare() : id;
  // 审核: by two people of the centre.
  const reviewers = { r1: dispatcher, r2: countyAdmin } as Record<string, Somebody>;
  for (const { at, entry, reviewer, verdict } of reviews) {
    moved.stand(`${at}:00+08:00`);
    const about = entry === reviews[0]!.entry ? id : other;
    await reviewers[reviewer]!.client.post(`sidanOrders:send?filterByTk=${about}`, {
      event: 'review',
      data: { verdict },
    });
  }
  moved.stand(moment);
  if (facts['review.passed'] === false) await dispatcher.client.order('reject', id, { reason: '材料不足' });
  else await dispatcher.client.order('recognise', id, { minutes, ...given('review.points', 'points') });
}
