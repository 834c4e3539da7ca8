import { ABSTAIN } from '@sidan/lifecycle';
import type { OrderDetail } from '../../api/types';
import type { GivenForm } from '../commands/command';
import type { RaterKind } from '../commands/raters';
import type { Suggested } from '../dispatch/choice';
import type { TurnTold } from '../dispatch/turn';
import type { StoredOutcome } from '../packs/words';

/** Everything that is kept of one order beside its own row. */
export interface OrderRecords {
  events:
    | {
        seq: number;
        type: string;
        at: string;
        capacity: string;
        actorName: string;
        actorPersonId: string | null;
        toState: string;
        definitionVersion: string | null;
        reason: string | null;
        note: string | null;
        report: string | null;
        said: string | null;
        plan: TurnTold | null;
        suggested: Suggested[] | null;
        pile: boolean;
        abstained: boolean;
        consent: string | null;
      }[]
    | null;
  teams: { id: string; name: string; people: number }[] | null;
  offers:
    | {
        id: string;
        teamName: string;
        state: OrderDetail['offers'][number]['state'];
        offeredAt: string;
        answeredAt: string | null;
        reason: string | null;
      }[]
    | null;
  attendances:
    | {
        id: string;
        personId: string;
        name: string;
        checkInAt: string;
        checkOutAt: string | null;
        minutes: number | null;
        origin: string;
      }[]
    | null;
  site: { name: string; nameEn: string | null } | null;
  people: { requester: string | null; beneficiary: string | null } | null;
  /** The plan that it came round by. */
  planTitle: string | null;
  /** The emergency in which it was placed. */
  emergencyName: string | null;
  ratings:
    | {
        raterKind: RaterKind;
        score: number | null;
        givenScore: number | null;
        form: GivenForm | null;
        comment: string | null;
        at: string;
        presumed: boolean;
      }[]
    | null;
  decisions:
    | {
        id: string;
        at: string;
        subjectId: string;
        subjectName: string;
        pack: string;
        packVersion: string;
        rule: string;
        kind: string;
        amount: number | null;
        outcome: StoredOutcome;
      }[]
    | null;
}

/** All of it in one statement. `$1` region, `$2` order. */
export const ORDER_RECORDS = `
select json_build_object(
  'events', (select json_agg(json_build_object('seq', e.[seq], 'type', e.[type], 'at', e.[at], 'capacity', e.[capacity], 'actorName', e.[actorName],
                                               'actorPersonId', e.[actorPersonId], 'toState', e.[toState], 'reason', e.[reason],
                                               'note', e.[data] ->> 'note', 'report', e.[data] ->> 'report',
                                               'said', coalesce(e.[data] ->> 'question', e.[data] ->> 'answer', e.[data] ->> 'summary', e.[data] ->> 'decision', e.[data] ->> 'reward'),
                                               'plan', e.[data] -> 'plan', 'suggested', e.[data] -> 'suggested',
                                               'pile', jsonb_exists(e.[data], 'pile'), 'abstained', coalesce(e.[data] ->> 'score' = '${ABSTAIN}', false),
                                               'consent', e.[data] ->> 'consent', 'definitionVersion', e.[definitionVersion]) order by e.[seq])
               from {sidanOrderEvents} e where e.[regionCode] = $1 and e.[orderId] = $2::uuid),
  'offers', (select json_agg(json_build_object('id', f.[id], 'teamName', t.[name], 'state', f.[state], 'offeredAt', f.[offeredAt], 'answeredAt', f.[answeredAt], 'reason', f.[reason])
                             order by f.[offeredAt], f.[id])
               from {sidanOffers} f join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = f.[teamId] where f.[regionCode] = $1 and f.[orderId] = $2::uuid),
  'teams', (select json_agg(json_build_object('id', t.[id], 'name', t.[name], 'people', (j.one ->> 'people')::int) order by j.place)
              from {sidanOrders} o cross join lateral jsonb_array_elements(o.[joined]) with ordinality as j(one, place) join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = (j.one ->> 'teamId')::uuid
             where o.[regionCode] = $1 and o.[id] = $2::uuid),
  'attendances', (select json_agg(json_build_object('id', a.[id], 'personId', a.[personId], 'name', p.[name], 'checkInAt', a.[checkInAt], 'checkOutAt', a.[checkOutAt],
                                                    'minutes', a.[minutes], 'origin', a.[origin]) order by a.[checkInAt], a.[id])
                    from {sidanAttendances} a join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = a.[personId] where a.[regionCode] = $1 and a.[orderId] = $2::uuid),
  'site', (select json_build_object('name', s.[name], 'nameEn', s.[nameEn]) from {sidanOrders} o join {sidanSites} s on s.[regionCode] = $1 and s.[id] = o.[siteId]
            where o.[regionCode] = $1 and o.[id] = $2::uuid and coalesce(o.[level], 'center') <> 'center'),
  'people', (select json_build_object('requester', p.[name], 'beneficiary', b.[name]) from {sidanOrders} o
               left join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = o.[requesterId] left join {sidanPeople} b on b.[regionCode] = $1 and b.[id] = o.[beneficiaryId]
              where o.[regionCode] = $1 and o.[id] = $2::uuid),
  'planTitle', (select p.[title] from {sidanPlanDays} d join {sidanPlans} p on p.[regionCode] = $1 and p.[id] = d.[planId] where d.[regionCode] = $1 and d.[orderId] = $2::uuid),
  'emergencyName', (select e.[name] from {sidanOrders} o join {sidanEmergencies} e on e.[regionCode] = $1 and e.[id] = o.[emergencyId] where o.[regionCode] = $1 and o.[id] = $2::uuid),
  'ratings', (select json_agg(json_build_object('raterKind', r.[raterKind], 'score', r.[score], 'givenScore', r.[givenScore], 'form', r.[form], 'comment', r.[comment], 'at', r.[at], 'presumed', coalesce(r.[presumed], false)) order by r.[at])
                from {sidanRatings} r where r.[regionCode] = $1 and r.[orderId] = $2::uuid),
  'decisions', (select json_agg(json_build_object('id', d.[id], 'at', d.[at], 'subjectId', d.[subjectId], 'subjectName', d.[subjectName], 'pack', d.[pack],
                                                  'packVersion', d.[packVersion], 'rule', d.[rule], 'kind', d.[kind], 'amount', d.[amount], 'outcome', d.[outcome])
                                order by d.[at], d.[id])
                  from {sidanDecisions} d where d.[regionCode] = $1 and d.[orderId] = $2::uuid)
) as found`;
