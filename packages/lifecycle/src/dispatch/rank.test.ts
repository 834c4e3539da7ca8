import fc from 'fast-check';
import { message, say } from '@sidan/rules/conditions';
import en from '../../../../locales/en-US/lifecycle.json';
import zh from '../../../../locales/zh-CN/lifecycle.json';
import { zone } from '../clock/zone';
import { habitOf, habitOfCounty, SILENCE_MINUTES, withHours, type Answer } from './answers';
import { candidateFacts, kilometres, lackingOf } from './facts';
import { rank, type Candidate } from './rank';

const beijing = zone('Asia/Shanghai');
const at = (local: string) => new Date(`${local}+08:00`);
const now = at('2026-03-04T09:00:00');
const lookup = (texts: Record<string, string>) => (key: string) => texts[key.replace(/^lifecycle\./, '')];
const reason = (rule: string, effect: 'require' | 'exclude' | 'prefer', weight?: number) => ({
  rule,
  effect,
  ...(weight === undefined ? {} : { weight }),
  text: message(`rules.${rule}`),
});

test('the weightiest first, those who are left out last and why, ties by what is known', () => {
  const candidates: Candidate[] = [
    {
      teamId: 'out',
      facts: {},
      verdict: { eligible: false, weight: 90, reasons: [reason('suspended', 'exclude'), reason('near', 'prefer', 90)] },
    },
    {
      teamId: 'far',
      facts: { 'team.monthLoad': 1, 'team.distanceKm': 9 },
      verdict: { eligible: true, weight: 10, reasons: [] },
    },
    {
      teamId: 'near',
      facts: { 'team.monthLoad': 1, 'team.distanceKm': 2 },
      verdict: { eligible: true, weight: 10, reasons: [] },
    },
    { teamId: 'unknown', facts: {}, verdict: { eligible: true, weight: 10, reasons: [] } },
    {
      teamId: 'best',
      facts: { 'team.monthLoad': 7 },
      verdict: { eligible: true, weight: 11, reasons: [reason('town', 'prefer', 1), reason('kind', 'prefer', 10)] },
    },
  ];
  const ranked = rank(candidates);
  expect(ranked.map(({ teamId, place }) => `${teamId} ${place}`)).toEqual([
    'best 1',
    'near 2',
    'far 3',
    'unknown 4',
    'out undefined',
  ]);
  expect(ranked[0]!.because.map(({ key }) => key)).toEqual(['rules.kind', 'rules.town']);
  expect(ranked[4]!.because.map(({ key }) => key)).toEqual(['rules.suspended']);
  expect(ranked.every(({ because, known }) => because.length + known.length > 0)).toBe(true);
});

test('what is lacking is named where that is known, else counted', () => {
  const facts = candidateFacts(
    { skills: ['急救', '测血压'], qualifications: ['执业医师'] },
    { skills: ['测血压'] },
    now,
  );
  expect(facts).toMatchObject({ 'team.skillsMissing': 1, 'team.qualificationsMissing': 1 });
  const wanted = { skills: ['急救', '测血压', '驾驶'], qualifications: ['执业医师'] };
  const lacking = lackingOf(wanted, { skills: ['测血压'], qualifications: ['执业医师'] });
  expect(lacking).toEqual({ skills: ['急救', '驾驶'], qualifications: [] });
  const said = (one: Partial<Candidate>, texts: Record<string, string>) =>
    rank([{ teamId: 'a', facts, ...one }])[0]!.known.map((text) => say(text, lookup(texts)));
  expect(said({}, zh)).toEqual(expect.arrayContaining(['缺少 1 项资质', '缺少 1 项技能']));
  expect(said({ lacking }, zh)).toEqual(expect.arrayContaining(['缺少 1 项资质', '缺少特长：急救、驾驶']));
  expect(said({ lacking }, en)).toContain('Lacks the skill: 急救, 驾驶');
});

test('the order of the list decides nothing', () => {
  const candidate = fc.record({
    teamId: fc.uuid(),
    facts: fc.record({ 'team.monthLoad': fc.constantFrom(0, 1), 'team.distanceKm': fc.constantFrom(1, undefined) }),
    verdict: fc.record({ eligible: fc.boolean(), weight: fc.constantFrom(0, 5), reasons: fc.constant([]) }),
  });
  const list = fc.uniqueArray(candidate, { selector: ({ teamId }) => teamId, maxLength: 12 });
  fc.assert(
    fc.property(
      list.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length }))),
      ([one, other]) => expect(rank(other as Candidate[])).toEqual(rank(one as Candidate[])),
    ),
    { numRuns: 200 },
  );
});

test('facts of a candidate, and no fact about what is not known', () => {
  const facts = candidateFacts(
    {
      category: 'health',
      tradeOnly: true,
      townCode: '130982001',
      place: { latitude: 38.7, longitude: 116.1 },
      when: { from: at('2026-03-05T09:00:00'), to: at('2026-03-05T11:00:00') },
      skills: ['acupuncture', 'nursing'],
      qualifications: ['physician'],
      people: 6,
    },
    {
      category: 'health',
      townCode: '130982002',
      place: { latitude: 38.75, longitude: 116.1 },
      skills: ['nursing'],
      people: 8,
      engaged: [{ from: at('2026-03-05T10:30:00'), to: at('2026-03-05T12:00:00'), people: 3 }],
      away: [{ from: at('2026-03-05T00:00:00'), to: at('2026-03-06T00:00:00') }],
      capacity: 4,
      openOffers: 1,
      openOrders: 2,
      monthHours: 14,
      lastAskedAt: at('2026-03-02T21:00:00'),
      habit: { answerMinutes: 33.4, acceptShare: 0.666 },
    },
    now,
  );
  expect(facts).toEqual({
    'team.sameCategory': true,
    'team.sameTown': false,
    'team.distanceKm': 5.6,
    'team.tradeMissing': false,
    'team.suspended': false,
    'team.absent': true,
    'team.offersOpen': 1,
    'team.timeConflict': false,
    'team.peopleFree': 5,
    'team.peopleShort': 1,
    'team.skillsMissing': 1,
    'team.qualificationsMissing': 1,
    'team.loadShare': 0.75,
    'team.atCapacity': false,
    'team.monthLoad': 3.5,
    'team.answerMinutes': 33,
    'team.acceptShare': 0.67,
    'team.daysSinceAsked': 1.5,
  });
  expect(candidateFacts({}, {}, now)).toEqual({ 'team.suspended': false, 'team.absent': false, 'team.offersOpen': 0 });
  const trade = (tradeOnly?: boolean) =>
    candidateFacts(
      { category: 'health', ...(tradeOnly === undefined ? {} : { tradeOnly }) },
      { category: 'arts' },
      now,
    )['team.tradeMissing'];
  expect([trade(true), trade(false), trade()]).toEqual([true, false, false]);
  const [told] = rank([{ teamId: 'a', facts }]);
  for (const texts of [zh, en] as Record<string, string>[]) {
    const words = told!.known.map((one) => say(one, lookup(texts)));
    expect(words).toHaveLength(11);
    words.forEach((word) => expect(word).not.toMatch(/[{}]|lifecycle\./));
  }
  expect(kilometres({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 })).toBeCloseTo(111.19, 1);
});

test('a team is judged by its answers at this hour, and by what is usual as long as there are few', () => {
  const answers = (time: string, count: number, minutes: number | undefined, accepted: boolean): Answer[] =>
    Array.from({ length: count }, (_, i) => ({
      at: at(`2026-02-${String(i + 1).padStart(2, '0')}T${time}:00`),
      accepted,
      ...(minutes === undefined ? {} : { minutes }),
    }));
  const usual = habitOfCounty(withHours(answers('09:00', 20, 60, true), beijing), now, beijing);
  expect(usual.answerMinutes).toBeLessThan(75);
  const none = habitOf([], usual, now, beijing);
  expect(none).toEqual(usual);
  const early = withHours([...answers('09:00', 20, 10, true), ...answers('17:00', 20, undefined, false)], beijing);
  const [morning, evening] = [
    habitOf(early, usual, now, beijing),
    habitOf(early, usual, at('2026-03-04T17:00:00'), beijing),
  ];
  expect(morning.answerMinutes).toBeLessThan(30);
  expect(morning.acceptShare).toBeGreaterThan(0.9);
  expect(evening.answerMinutes).toBeGreaterThan(SILENCE_MINUTES * 0.7);
  expect(evening.acceptShare).toBeLessThan(0.2);
});
