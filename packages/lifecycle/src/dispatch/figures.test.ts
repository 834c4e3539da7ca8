import { say } from '@sidan/rules/conditions';
import en from '../../../../locales/en-US/lifecycle.json';
import zh from '../../../../locales/zh-CN/lifecycle.json';
import { brief, spanWords } from './figures';
import { factsInWords } from './words';

const speaker =
  (texts: Record<string, string>) =>
  (one: Parameters<typeof say>[0]): string =>
    say(one, (key) => texts[key.replace(/^lifecycle\./, '')]);
const [inChinese, inEnglish] = [speaker(zh), speaker(en)];

test('one decimal below ten, whole numbers from there on', () => {
  expect([4.8333, 4.96, 0, -0.04, 9.94, 9.96, 12.4, -38.42, -3.14, 400].map(brief)).toEqual([
    4.8, 5, 0, 0, 9.9, 10, 12, -38, -3.1, 400,
  ]);
});

test('a time in the unit in which a person would say it', () => {
  const minutes = [0, 33.4, 59.4, 59.6, 90, 640, 1440, 2160, 2880, 74.4 * 1440];
  expect(minutes.map((one) => inChinese(spanWords(one)))).toEqual([
    '0 分钟',
    '33 分钟',
    '59 分钟',
    '1 小时',
    '1.5 小时',
    '11 小时',
    '24 小时',
    '36 小时',
    '2 天',
    '74 天',
  ]);
  expect([33.4, 90, 74.4 * 1440].map((one) => inEnglish(spanWords(one)))).toEqual(['33 min', '1.5 h', '74 days']);
});

test('what is known of a candidate is said in such figures, in both languages', () => {
  const facts = {
    'team.distanceKm': 12.4,
    'team.skillsMissing': 2,
    'team.peopleShort': 0,
    'team.loadShare': 0.333,
    'team.monthLoad': 3.4567,
    'team.ratingYear': 4.8333,
    'team.answerMinutes': 137,
    'team.acceptShare': 0.666,
    'team.daysSinceAsked': 74.4,
  };
  expect(factsInWords(facts).map(inChinese)).toEqual([
    '距离 12 公里',
    '缺少 2 项技能',
    '在办量占承接能力的 33%',
    '含本单，本月服务量（按承接能力折算）3.5 小时',
    '一年内平均 4.8 分',
    '这个时段预计 2.3 小时内答复',
    '这个时段接单率约 67%',
    '距上次派单 74 天',
  ]);
  expect(factsInWords(facts).map(inEnglish)).toEqual([
    '12 km away',
    'Lacks 2 of the skills',
    'Carries 33% of what it can',
    '3.5 h this month with this order, for each order that it can carry',
    'Rated 4.8 on average in a year',
    'Expected to answer within 2.3 h at this hour',
    'Accepts about 67% at this hour',
    'Last asked 74 days ago',
  ]);
});
