import { literal } from '../../names';
import { ADMIT } from './admit';
import { APPLY } from './apply';
import { EXPIRE } from './expire';
import { POST } from './post';
import { ONE, POST_ONE } from './postOne';
import { DIRECT, IDENTITY, INNER, INNER_LOT, REFUSE } from './protect';
import { SLOT } from './slot';
import { OPEN, SEAL_TERMS, SET_TERMS } from './terms';

/**
 * The functions behind the triggers. PL/pgSQL keeps a plan for the whole session, and one made while the tables were nearly empty would
 * read a county from end to end long after it has grown (all rows of a county share its code, and to a planner without statistics one
 * index looks as good as another). So rows are looked up one at a time, by conditions that a single unique index fits in full, in subqueries
 * that cannot become a join over the whole table. What is set for the functions that post holds for the triggers behind them too.
 */
const PLANS = 'set enable_seqscan = off';

const routine = (name: string, signature: string, body: string, settings = '') => `
  create or replace function {fn:${name}}${signature} language plpgsql ${settings} as ${literal(body)};`;

export const functions = () => [
  routine(
    'slot',
    '(in_region text, in_account uuid, in_change bigint, in_floor bigint, in_slots int) returns boolean',
    SLOT,
  ),
  routine('admit', '() returns trigger', ADMIT),
  routine('apply', '() returns trigger', APPLY),
  routine('open', '() returns trigger', OPEN),
  routine('set_terms', '() returns trigger', SET_TERMS),
  routine('seal_terms', '() returns trigger', SEAL_TERMS),
  routine('identity', '() returns trigger', IDENTITY),
  routine('direct', '() returns trigger', DIRECT),
  routine('inner', '() returns trigger', INNER),
  routine('inner_lot', '() returns trigger', INNER_LOT),
  routine('refuse', '() returns trigger', REFUSE),
  routine('post', '(in_region text, in_parties jsonb, in_entries jsonb) returns jsonb', POST, PLANS),
  routine(
    'post_one',
    `(in_region text, ${ONE.map(([column, type]) => `"${column}" ${type}`).join(', ')}) returns jsonb`,
    POST_ONE,
    PLANS,
  ),
  routine('expire', '(in_region text, in_at timestamptz, in_limit int, in_to jsonb) returns int', EXPIRE, PLANS),
];
