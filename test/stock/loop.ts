import type { OrderDetail, Wallet } from '@sidan/plugin-sidan/api';
import type { Client } from '../support/api';
import { orderForm, type County } from './county';

/** The whole loop of one order through REST: placed, dispatched, accepted, checked in and out, rated. Gives the order as its requester sees it. */
export async function playLoop(county: County, extra: Record<string, unknown> = {}): Promise<OrderDetail> {
  const { dispatcher, residents, teams, items } = county;
  const [resident, team] = [residents[0]!, teams[0]!];
  const volunteer = team.members[0]!;
  const { order } = await resident.place({ ...orderForm(items.plain), ...extra });
  await dispatcher.order('dispatch', order.id, { teamIds: [team.id], reason: '检验' });
  await team.leader.order('accept', order.id);
  await volunteer.order('start', order.id);
  await volunteer.order('finish', order.id, { report: '已陪伴就医' });
  await resident.order('rate', order.id, { score: 5, comment: '很好' });
  return resident.detail(order.id);
}

export const LOOP = ['place', 'dispatch', 'accept', 'start', 'finish', 'rate'];

export const walletOf = (client: Client): Promise<Wallet> => client.get('sidanLedger:wallet');
