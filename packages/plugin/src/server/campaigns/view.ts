import type { CampaignDesk, CampaignEntered, CampaignLine, CampaignReward } from '../../api/types';
import { SidanError } from '../errors';
import { maySit } from '../intake/clerk/caller';
import type { StoredOutcome } from '../packs/words';
import { measuresOf, type Measure } from '../reads/measures';
import { named, rowsOf, type Reader } from '../reads/reader';
import { leftOf, measureOf } from './book';
import { CAMPAIGN, campaignOf, stateOf, type Campaign } from './campaign';
import { entryLine } from './lines';
import type { Reward } from './reward';

/** Nobody looks further back at a stand; all of them are in the list of campaigns. */
const CAMPAIGNS_MAX = 50;

/** 一次性活动: the campaigns of a county where the caller sits at a stand, with their sums. @throws NOT_ALLOWED */
export async function campaignDesk(reader: Reader, asked: unknown): Promise<CampaignDesk> {
  const { actor } = reader;
  const all = await rowsOf<{ regionCode: string; name: string }>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  const counties = all.filter(({ regionCode }) => maySit(actor, regionCode));
  const county = asked ? counties.find(({ regionCode }) => regionCode === asked) : counties[0];
  if (!county) throw new SidanError('NOT_ALLOWED');
  const rows = await rowsOf<Campaign>(
    reader,
    `select ${CAMPAIGN} from {sidanCampaigns} c where c.[regionCode] = $1 order by c.[endsOn] desc, c.[code] limit ${CAMPAIGNS_MAX}`,
    [county.regionCode],
  );
  const measures = await measuresOf(reader, county.regionCode);
  const lines = rows.map((row) => campaignLine(reader, row, measures(row.asset)));
  const turn = ({ state }: CampaignLine) => ['on', 'early', 'over', 'off'].indexOf(state);
  lines.sort((a, b) => turn(a) - turn(b));
  return { regionCode: county.regionCode, counties, campaigns: lines };
}

function campaignLine({ sidan, lang }: Reader, row: Campaign, { name, unit, inUnits }: Measure): CampaignLine {
  const left = leftOf(row, inUnits);
  return {
    id: row.id,
    code: row.code,
    name: named(lang, row.name, row.nameEn),
    unit: named(lang, row.unit, row.unitEn),
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    state: stateOf(row, sidan.clock()),
    people: row.people,
    entries: row.entries,
    quantity: row.quantity,
    given: inUnits(row.given),
    assetName: name,
    assetUnit: unit,
    ...(row.budget === null ? {} : { budget: row.budget }),
    ...(left === undefined ? {} : { left }),
  };
}

/** What the rules give, in words. */
export async function rewardView(
  reader: Reader,
  { campaign, reward }: { campaign: Campaign; reward: Reward },
): Promise<CampaignReward> {
  const { name, unit, inUnits } = await measureOf(reader, campaign);
  const outcomes = reward.made.map(({ outcome, settled }) => ({ ...outcome, ...(settled ? { settled } : {}) }));
  const left = leftOf(campaign, inUnits);
  return {
    amount: inUnits(reward.own),
    assetName: name,
    unit,
    reasons: await sentences(reader, campaign.regionCode, outcomes as StoredOutcome[]),
    ...(left === undefined ? {} : { left }),
  };
}

/** An entry with its campaign, as both are now, and with the sentences of its last decisions. */
export async function enteredView(reader: Reader, entryId: string): Promise<CampaignEntered> {
  const { row, line } = await entryLine(reader, entryId);
  const campaign = await campaignOf(reader.sidan, reader.q, row.campaignId);
  const about = row.revision ? `${entryId}/${row.revision}` : entryId;
  const outcomes =
    row.status === 'void'
      ? []
      : await rowsOf<{ outcome: StoredOutcome }>(
          reader,
          `select d.[outcome] as outcome from {sidanDecisions} d where d.[regionCode] = $1 and d.[subjectId] = $2::uuid and d.[at] >= $3::timestamptz and right(d.[key], length($4)) = $4 order by d.[id]`,
          [row.regionCode, row.personId, row.at, about],
        );
  return {
    entry: line,
    campaign: campaignLine(reader, campaign, await measureOf(reader, campaign)),
    reasons: await sentences(
      reader,
      row.regionCode,
      outcomes.map(({ outcome }) => outcome),
    ),
  };
}

async function sentences({ sidan, q, lang }: Reader, regionCode: string, outcomes: readonly StoredOutcome[]) {
  const words = await sidan.packs.words(q, lang, regionCode, outcomes);
  return outcomes.map((outcome) => words.sentence(outcome));
}
