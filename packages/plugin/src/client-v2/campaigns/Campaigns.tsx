import { useState } from 'react';
import { campaignDesk, type CampaignLine } from '../api/campaigns';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { CampaignCard } from './CampaignCard';
import { Entries } from './Entries';
import { Stand } from './Stand';

const EVERY_SECONDS = 60;

/** 一次性活动: the campaigns with their sums, the stand of the one that is chosen, and what was handed in there; those that are past come last, so that a phone shows the stand soon. */
export function Campaigns() {
  const [county, setCounty] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [entered, setEntered] = useState(0);
  const desk = useLoad(`campaigns ${county ?? ''}`, () => campaignDesk(county), EVERY_SECONDS);
  const again = () => {
    setEntered((count) => count + 1);
    desk.reload();
  };
  return (
    <div data-campaigns style={{ maxWidth: 960 }}>
      <Loading from={desk} rows={6}>
        {({ regionCode, counties, campaigns }) => {
          const open = campaigns.find(({ id }) => id === chosen) ?? campaigns.find(({ state }) => state === 'on');
          const isPast = ({ id, state }: CampaignLine) => (state === 'over' || state === 'off') && id !== open?.id;
          const past = campaigns.filter(isPast);
          const cardOf = (line: CampaignLine) => (
            <CampaignCard key={line.id} line={line} isOpen={line.id === open?.id} onOpen={() => setChosen(line.id)} />
          );
          return (
            <>
              <CountyChoice
                counties={counties}
                value={regionCode}
                onChange={(code) => (setCounty(code), setChosen(undefined))}
              />
              <Section title={t('pages.campaigns.title')}>
                {!campaigns.length && <Nothing text={t('pages.campaigns.none')} />}
                {campaigns.filter((line) => !isPast(line)).map(cardOf)}
              </Section>
              {open?.state === 'on' && (
                <Stand key={open.id} regionCode={regionCode} campaign={open} onEntered={again} />
              )}
              {open && <Entries key={`entries ${open.id}`} campaign={open} about={entered} onCorrected={again} />}
              {past.length > 0 && <Section title={t('pages.campaigns.past')}>{past.map(cardOf)}</Section>}
            </>
          );
        }}
      </Loading>
    </div>
  );
}
