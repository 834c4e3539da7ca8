import { get, object, post, ref, REGION, rowId, text, type Paths } from './parts';

const EMERGENCY_ID = rowId('Id of the emergency.');
const ENDS_AT = { type: 'string', format: 'date-time', description: 'The planned end; at most 60 days from now.' };
const REASON = text(300, 'Why.');

/** 应急响应: for county administrators. */
export const emergencyPaths = (): Paths => ({
  ...get('sidanEmergencies', 'overview', {
    summary: 'The emergency in force, those before it, and what one could be declared for',
    parameters: [REGION],
    answer: ref('EmergencyOverview'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...post('sidanEmergencies', 'start', {
    summary: 'Declare an emergency',
    description:
      'From now until `endsAt`, for the services named by code and by kind, or for all where nothing is named. Orders of these services that are placed meanwhile are orders in an emergency for life; orders under way are not touched. One at a time in a county.',
    body: ref('EmergencyRequest'),
    answer: ref('EmergencyOverview'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA', 'EMERGENCY_IN_FORCE'],
  }),
  ...post('sidanEmergencies', 'prolong', {
    summary: 'Prolong the emergency that is in force',
    parameters: [EMERGENCY_ID],
    body: object({ endsAt: ENDS_AT, reason: REASON }),
    answer: ref('EmergencyOverview'),
    errors: ['NOT_FOUND', 'INVALID_DATA', 'EMERGENCY_OVER'],
  }),
  ...post('sidanEmergencies', 'end', {
    summary: 'End the emergency that is in force, before its planned end',
    parameters: [EMERGENCY_ID],
    body: object({ reason: REASON }),
    answer: ref('EmergencyOverview'),
    errors: ['NOT_FOUND', 'INVALID_DATA', 'EMERGENCY_OVER'],
  }),
});
