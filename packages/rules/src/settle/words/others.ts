/** Courtesies, standings and dispatch. */
import { benefitTitle } from '../../kinds/words';
import { message, type Message } from '../../message';
import type { SettledWords } from '.';
import { sentences } from './told';

export const courtesyWords: SettledWords = ({ courtesies }, all) =>
  courtesies.map(({ rule, granted, refused, benefits }) => {
    const classOf = (name: string) => all.outcomes('courtesy').find((one) => one.rule === name)?.params.class;
    // The explanation of an outcome knows nothing of the others; it would promise what another has had.
    if (refused === 'exclusive') {
      const before = courtesies.find((other) => other.granted && classOf(other.rule) === classOf(rule));
      const other = all.title(before?.rule ?? rule);
      return {
        part: 'courtesy',
        rules: [rule, ...(before ? [before.rule] : [])],
        text: message('rules.explain.outcome', {
          ...all.source(rule),
          clauses: message('rules.settled.courtesy.exclusive', { rule: other }),
        }),
      };
    }
    const lasting = benefits.flatMap(({ benefit, from, until }) =>
      until === undefined
        ? []
        : [message('rules.settled.courtesy.lasting', { benefit: benefitTitle(benefit), from, until })],
    );
    return { part: 'courtesy', rules: [rule], text: sentences(all.explained(rule), ...(granted ? lasting : [])) };
  });

export const standingWords: SettledWords = ({ standings }, all) =>
  standings.map(({ rule, from, until, decaysOn, deadline, action }) => {
    const parts: Message[] = [];
    if (until !== undefined) parts.push(message('rules.settled.standing.until', { from, until }));
    else if (LASTING.has(action)) parts.push(message('rules.settled.standing.from', { from }));
    if (decaysOn !== undefined) parts.push(message('rules.settled.standing.decays', { date: decaysOn }));
    if (deadline !== undefined) parts.push(message('rules.settled.standing.deadline', { date: deadline }));
    return { part: 'standing', rules: [rule], text: sentences(all.explained(rule), ...parts) };
  });

/** What goes on until somebody ends it. */
const LASTING: ReadonlySet<string> = new Set(['freeze', 'refuse', 'deregister', 'blacklist']);

export const dispatchWords: SettledWords = ({ dispatch }, all) => {
  if (!dispatch) return [];
  const { eligible, weight, reasons } = dispatch;
  const met = new Set(reasons.filter((reason) => reason.met).map(({ rule }) => rule));
  const why = reasons.flatMap(({ rule, effect }) => {
    if (effect === 'require') return [message('rules.settled.dispatch.unmet', all.source(rule))];
    return eligible === (effect === 'prefer') ? [all.explained(rule)] : [];
  });
  // Requirements that are met are no reason against, but they are outcomes and are said.
  const others = all
    .outcomes('dispatch')
    .filter(({ rule, params }) => !met.has(rule) && params.effect === 'require')
    .map(({ rule }) => all.explained(rule));
  const verdict = !eligible
    ? message('rules.settled.dispatch.not')
    : weight === 0
      ? message('rules.settled.dispatch.eligible')
      : message('rules.settled.dispatch.weight', { weight });
  const rules = [...new Set([...reasons.map(({ rule }) => rule), ...all.outcomes('dispatch').map(({ rule }) => rule)])];
  return [{ part: 'dispatch', rules, text: sentences(verdict, ...why, ...(eligible ? others : [])) }];
};
