import type { Sql } from '../../support/shared';
import notices from '../../../locales/zh-CN/notices.json';
import { person, type Part } from '../cast';
import { expectedNotices } from './expected';

interface OutboxRow {
  orderId: string;
  template: string;
  state: string;
  payload: { to: string[]; teamIds: string[]; actorUserId: number | null };
}

interface MessageRow {
  userId: number;
  title: string;
  content: string;
}

const titleOf = (template: string): string => (notices as Record<string, string>)[`${template}.title`]!;

/** The outbox holds what the lifecycle says and is empty of work; everybody whom it names has been told at least once. `again`: told more than once. */
export async function auditMessages(
  sql: Sql,
  parts: readonly Part[],
): Promise<{ problems: string[]; messages: number; again: number }> {
  const problems: string[] = [];
  const outbox = await sql.query<OutboxRow>(`select "orderId", template, state, payload from "sidanOutbox"`);
  const messages = await sql.query<MessageRow>(
    `select "userId"::int as "userId", title, content from "notificationInAppMessages"`,
  );
  const told = (userId: number, title: string, orderNo: string) =>
    messages.filter((one) => one.userId === userId && one.title === title && one.content.includes(orderNo)).length;
  const titles = new Set(Object.values(notices));
  for (const { title } of messages) if (!titles.has(title)) problems.push(`a message is titled "${title}"`);
  let again = 0;
  for (const part of parts) {
    const say = (what: string) => problems.push(`order ${part.no} (${part.play.kind}): ${what}`);
    const rows = outbox.filter(({ orderId }) => orderId === part.orderId);
    const templates = rows.map(({ template }) => template).sort();
    if (templates.join() !== expectedNotices(part.play).join())
      say(`left the messages ${templates.join(' ')} instead of ${expectedNotices(part.play).join(' ')}`);
    for (const { template, state } of rows) if (state !== 'done') say(`the message ${template} is ${state}`);
    for (const [recipient, count] of dueMessages(part, rows)) {
      const [userId, template] = recipient.split(' ');
      const got = told(Number(userId), titleOf(template!), part.orderNo);
      if (got < count) say(`user ${userId} was told ${template} ${got} times, not ${count}`);
      again += Math.max(got - count, 0);
    }
  }
  return { problems, messages: messages.length, again };
}

/** `user template` → how often. Who did it is not told. */
function dueMessages(part: Part, rows: readonly OutboxRow[]): Map<string, number> {
  const due = new Map<string, number>();
  for (const { template, payload } of rows) {
    const leaders = part.teams.filter(({ id }) => payload.teamIds.includes(id)).map(({ leader }) => leader);
    const people = payload.to.flatMap((capacity) => {
      if (capacity === 'requester' || capacity === 'dispatcher') return [person(part, capacity)];
      if (capacity === 'teamLeader') return leaders;
      // Members are those of the team that has the order when the message goes out; in these plays it may have lost it by then.
      return ['withdrawn', 'reopened'].includes(part.play.kind) ? [] : [part.teams[0].leader, ...part.teams[0].members];
    });
    for (const userId of new Set(people.map((one) => one.userId))) {
      if (userId === payload.actorUserId) continue;
      const recipient = `${userId} ${template}`;
      due.set(recipient, (due.get(recipient) ?? 0) + 1);
    }
  }
  return due;
}
