import type { JoinRequest, VolunteerRequest } from '../../api/types';
import type { Actor } from '../access/actor';
import { isDuplicate, withRetry } from '../commands/retry';
import { SidanError } from '../errors';
import { isId, newVolunteerNo } from '../ids';
import { isPhone } from '../privacy/masks';
import type { Sidan } from '../sidan';
import { giveDefaultRole } from './defaultRole';
import { connectionOf } from '../sql';

const NAME_MAX = 50;
const ADDRESS_MAX = 200;

/**
 * 建档：the caller's person record in a county; done once, and again only to correct it. Consent is asked for and dated.
 * @throws CONSENT_REQUIRED, INVALID_DATA, JOINED_ELSEWHERE
 */
export async function joinCounty(
  sidan: Sidan,
  actor: Actor,
  regionCode: string,
  request: JoinRequest,
  now: Date,
): Promise<string> {
  if (request.consent !== true) throw new SidanError('CONSENT_REQUIRED');
  const problems: { field: string; code: string; max?: number }[] = [];
  const name = typeof request.name === 'string' ? request.name.trim() : '';
  if (!name) problems.push({ field: 'name', code: 'REQUIRED' });
  if ([...name].length > NAME_MAX) problems.push({ field: 'name', code: 'TOO_LONG', max: NAME_MAX });
  if (request.phone && !isPhone(String(request.phone))) problems.push({ field: 'phone', code: 'PHONE' });
  if (request.address && [...String(request.address)].length > ADDRESS_MAX)
    problems.push({ field: 'address', code: 'TOO_LONG', max: ADDRESS_MAX });
  if (request.townCode && !(await isTown(sidan, regionCode, String(request.townCode))))
    problems.push({ field: 'townCode', code: 'CHOICE' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  const values = {
    name,
    phone: request.phone || null,
    townCode: request.townCode || null,
    address: request.address || null,
  };
  return withRetry(() =>
    sidan.db.sequelize.transaction(async (transaction) => {
      const People = sidan.db.getModel('sidanPeople');
      // The host's row of the user is the lock that keeps two first calls from making two people.
      await connectionOf(sidan.db, transaction).query(sidan.write('select 1 from {users} where id = $1 for update'), [
        actor.userId,
      ]);
      await giveDefaultRole(sidan, connectionOf(sidan.db, transaction), actor.userId!);
      const known = await People.findOne({ where: { userId: actor.userId }, transaction });
      if (known && known.get('regionCode') !== regionCode) throw new SidanError('JOINED_ELSEWHERE');
      if (known) {
        await known.update(values, { transaction });
        return String(known.get('id'));
      }
      const made = await People.create(
        { ...values, id: sidan.newId(), regionCode, userId: actor.userId, consentAt: now, consentVia: 'portal' },
        { transaction },
      );
      return String(made.get('id'));
    }),
  );
}

async function isTown(sidan: Sidan, regionCode: string, code: string): Promise<boolean> {
  const { rows } = await connectionOf(sidan.db).query(
    sidan.write(`select 1 from {sidanRegions} where [regionCode] = $1 and [code] = $2 and [level] = 'town'`),
    [regionCode, code],
  );
  return rows.length > 0;
}

/**
 * 注册志愿者：registers the caller, and asks to join a team; a leader or the centre admits them.
 * @throws CONSENT_REQUIRED, NOT_JOINED, ALREADY_VOLUNTEER, NOT_FOUND (the team)
 */
export async function registerVolunteer(
  sidan: Sidan,
  actor: Actor,
  request: VolunteerRequest,
  now: Date,
): Promise<void> {
  if (request.consent !== true) throw new SidanError('CONSENT_REQUIRED');
  if (!actor.personId) throw new SidanError('NOT_JOINED');
  const skills = Array.isArray(request.skills)
    ? request.skills
        .filter((skill) => typeof skill === 'string')
        .map((skill) => skill.trim().slice(0, NAME_MAX))
        .filter(Boolean)
        .slice(0, 20)
    : [];
  const run = () =>
    withRetry(() =>
      sidan.db.sequelize.transaction(async (transaction) => {
        const person = await sidan.db
          .getModel('sidanPeople')
          .findOne({ where: { id: actor.personId }, lock: transaction.LOCK.UPDATE, transaction });
        if (!person) throw new SidanError('NOT_JOINED');
        const regionCode = String(person.get('regionCode'));
        const base = {
          regionCode,
          personId: actor.personId,
          name: person.get('name'),
          townCode: person.get('townCode'),
        };
        const Volunteers = sidan.db.getModel('sidanVolunteers');
        const known = await Volunteers.findOne({ where: { regionCode, personId: actor.personId }, transaction });
        if (known && !request.teamId) throw new SidanError('ALREADY_VOLUNTEER');
        if (!known)
          await Volunteers.create(
            {
              ...base,
              id: sidan.newId(),
              volunteerNo: newVolunteerNo(regionCode, now),
              skills,
              status: 'active',
              registeredAt: now,
            },
            { transaction },
          );
        if (!request.teamId) return;
        const team = isId(request.teamId)
          ? await sidan.db
              .getModel('sidanTeams')
              .findOne({ where: { id: request.teamId, regionCode, status: 'active' }, transaction })
          : null;
        if (!team) throw new SidanError('NOT_FOUND', { what: 'team' });
        const Members = sidan.db.getModel('sidanTeamMembers');
        const member = await Members.findOne({
          where: { regionCode, teamId: request.teamId, personId: actor.personId },
          transaction,
        });
        // Somebody who had left asks anew.
        if (member?.get('status') === 'left')
          await member.update({ status: 'pending', role: 'member' }, { transaction });
        if (member) return;
        await Members.create(
          { ...base, id: sidan.newId(), teamId: request.teamId, role: 'member', status: 'pending' },
          { transaction },
        );
      }),
    );
  // The number was taken: the next one will not be.
  await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
}
