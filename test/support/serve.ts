import type { Sql } from './shared';
import { orderForm, type World } from './world';

/** 点单、派单、接单、签到签退、确认: the volunteer of a world serves its resident for so many minutes; what the rules give is given at once. */
export async function serve(world: World, sql: Sql, minutes: number): Promise<void> {
  const { resident, dispatcher, leader, volunteer } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  await leader.client.order('accept', id);
  await volunteer.client.order('start', id);
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "checkInAt" - make_interval(mins => $2) where "orderId" = $1`,
    [id, minutes],
  );
  await volunteer.client.order('finish', id, { report: '已完成' });
  await resident.client.order('confirm', id);
}
