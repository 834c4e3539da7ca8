import { Alert, Button, Input, Typography } from 'antd';
import { useRef, useState } from 'react';
import { enterHandedIn, type CampaignEntered, type CampaignLine, type CampaignPerson } from '../api/campaigns';
import { newKey } from '../api/request';
import { t } from '../app';
import { figure } from '../shared/format';
import { Section } from '../shared/Section';
import { Troubles } from '../shared/Troubles';
import { useSaving } from '../shared/useSaving';
import { Expected } from './Expected';
import { Labelled } from './Labelled';
import { PersonSearch } from './PersonSearch';
import { Quantity, quantityOf } from './Quantity';

interface Props {
  regionCode: string;
  campaign: CampaignLine;
  onEntered: () => void;
}

const NOTE_MAX = 200;

/** 现场登记: who it is, how much; at once what it would give, and then what it gave. */
export function Stand({ regionCode, campaign, onEntered }: Props) {
  const [person, setPerson] = useState<CampaignPerson>();
  const [typed, setTyped] = useState('');
  const quantity = quantityOf(typed);
  const [note, setNote] = useState('');
  const [done, setDone] = useState<CampaignEntered>();
  // Of this form as it is filled: pressed again after a broken line, it is the same entry.
  const key = useRef(newKey());
  const changed = () => (key.current = newKey());
  const { busy, trouble, save } = useSaving(
    async () => {
      const handed = { campaignId: campaign.id, personId: person!.id, quantity: quantity! };
      setDone(await enterHandedIn({ ...handed, ...(note.trim() ? { note: note.trim() } : {}) }, key.current));
    },
    () => {
      changed();
      setPerson(undefined);
      setTyped('');
      setNote('');
      onEntered();
    },
  );
  return (
    <Section title={t('pages.campaigns.stand', { name: campaign.name })}>
      <div data-campaign-stand>
        {done && <Done of={done} />}
        <PersonSearch
          regionCode={regionCode}
          value={person}
          onChange={(who) => {
            setPerson(who);
            if (who) setDone(undefined);
            changed();
          }}
        />
        {person && (
          <>
            <Quantity unit={campaign.unit} text={typed} onText={(text) => (setTyped(text), changed())} />
            <Labelled text={t('pages.campaigns.note')}>
              <Input maxLength={NOTE_MAX} value={note} onChange={({ target }) => (setNote(target.value), changed())} />
            </Labelled>
            {quantity !== null && (
              <Expected of={{ campaignId: campaign.id, personId: person.id, quantity }} given={campaign.given} />
            )}
            <Troubles of={trouble} />
            <div style={{ marginTop: 12 }}>
              <Button type="primary" loading={busy} disabled={quantity === null} onClick={save}>
                {t('pages.campaigns.enter')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Section>
  );
}

const Done = ({ of: { entry, reasons } }: { of: CampaignEntered }) => (
  <div data-campaign-done>
    <Alert
      type="success"
      role="status"
      showIcon
      style={{ marginBottom: 12 }}
      message={t('pages.campaigns.done', {
        name: entry.name,
        quantity: figure(entry.quantity),
        unit: entry.unit,
        amount: figure(entry.amount),
        assetUnit: entry.assetUnit,
      })}
      description={reasons.map((reason) => (
        <Typography.Paragraph key={reason} type="secondary" style={{ margin: 0 }}>
          {reason}
        </Typography.Paragraph>
      ))}
    />
  </div>
);
