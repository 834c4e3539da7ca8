import { createPrivateKey } from 'node:crypto';
import { archiveOf, signFiles } from '@sidan/rules/archive';

/** What a test pack says of service hours, beside the base pack's own. */
export interface CountyPack {
  regionCode: string;
  name?: string;
  version?: string;
  /** Minutes of service for two points. */
  minutesPer?: number;
  /** At most so many points of a volunteer in a day; what is above goes to a fund. */
  dayMax?: number;
  /** A private key to sign it with. */
  privateKey?: string;
  /** Rules of the packs below that do not hold here. */
  off?: string[];
  /** How long its points last: `expires` and `redeemable` of the award. */
  lasts?: Record<string, unknown>;
  /** A fact that has to be so. */
  when?: { fact: string; operator: string; value: unknown };
  /** Files beside or instead of its own; null leaves one out. */
  files?: Record<string, unknown>;
}

const CITES = [{ source: '测试', sentence: '测试用规则。', example: true }];

const both = (zh: string, en: string) => ({ 'zh-CN': zh, 'en-US': en });

function filesOf({
  regionCode,
  name,
  version = '1.0.0',
  minutesPer = 30,
  dayMax,
  off = [],
  when,
  lasts,
}: CountyPack): Record<string, unknown> {
  const rule = 'service-hours';
  const pins = [
    { fact: 'occasion', operator: 'equal', value: 'confirmed' },
    { fact: 'subject.kind', operator: 'equal', value: 'volunteer' },
  ];
  const texts: Record<string, string> = {
    [`rule.${rule}.title`]: '本县服务时长积分',
    [`rule.${rule}.because`]: '完成志愿服务',
  };
  const files: Record<string, unknown> = {
    'pack.json': {
      name: name ?? `county-${regionCode}`,
      version,
      regionCode,
      title: both('本县规则包', 'County rules'),
      author: 'Test',
      licence: 'Apache-2.0',
      effectiveFrom: '2024-01-01',
      extends: { name: 'base', version: '^1.0.0' },
      overrides: [{ rule, reason: both('本县标准', 'County figures') }],
      off: off.map((name) => ({ rule: name, reason: both('本县不设', 'Not in this county') })),
    },
    [`rules/award-${rule}.json`]: {
      name: rule,
      priority: 200,
      conditions: { all: when ? [...pins, when] : pins },
      event: {
        type: 'award',
        params: {
          asset: 'points',
          to: 'volunteer',
          quantity: { fact: 'attendance.minutes' },
          per: minutesPer,
          amount: 2,
          rounding: 'floor',
          ...lasts,
        },
      },
      cites: CITES,
    },
    'locales/zh-CN.json': texts,
    'cases/hours.json': {
      cases: [
        {
          name: '服务一小时',
          cites: CITES,
          facts: {
            occasion: 'confirmed',
            'subject.kind': 'volunteer',
            'attendance.minutes': 60,
            ...(dayMax === undefined ? {} : { 'points.today': 0 }),
            ...(when ? { [when.fact]: when.value } : {}),
          },
          outcomes: [{ rule, amount: Math.floor(60 / minutesPer) * 2 }],
        },
      ],
    },
  };
  if (dayMax === undefined) return files;
  Object.assign(texts, {
    'rule.day-limit.title': '每日上限',
    'rule.day-limit.because': '每日积分有上限',
    'fact.points.today.title': '今日已得积分',
  });
  return {
    ...files,
    'catalogue/facts.json': {
      facts: [
        {
          name: 'points.today',
          kind: 'measured',
          type: 'number',
          unit: 'point',
          of: {
            source: 'postings',
            aggregate: 'sum',
            field: 'amount',
            subject: 'person',
            window: { span: 'day' },
            where: {
              all: [
                { fact: 'asset', operator: 'equal', value: 'points' },
                { fact: 'rule', operator: 'equal', value: rule },
              ],
            },
          },
        },
      ],
    },
    'rules/limit-day-limit.json': {
      name: 'day-limit',
      priority: 100,
      conditions: { all: pins },
      event: {
        type: 'limit',
        params: {
          asset: 'points',
          to: 'volunteer',
          of: { rules: [rule] },
          max: dayMax,
          per: 'person',
          window: { span: 'day' },
          used: { fact: 'points.today' },
          overflow: { do: 'donate', fund: 'care' },
        },
      },
      cites: CITES,
    },
  };
}

/** A pack's archive in base64. */
export async function countyPack(pack: CountyPack): Promise<string> {
  const files = Object.entries({ ...filesOf(pack), ...pack.files }).filter(([, content]) => content !== null);
  return packArchive(Object.fromEntries(files), pack.privateKey);
}

/** Files as an archive in base64, signed when there is a key: texts as they are, everything else as JSON. */
export async function packArchive(files: Record<string, unknown>, privateKey?: string): Promise<string> {
  const text = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content));
  const bytes = new Map(
    Object.entries(files).map(([path, content]) => [path, new Uint8Array(Buffer.from(text(content)))]),
  );
  const signed = privateKey ? signFiles(bytes, createPrivateKey(privateKey)) : bytes;
  return Buffer.from(await archiveOf(signed)).toString('base64');
}
