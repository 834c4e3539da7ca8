import { Button, Input, Typography } from 'antd';
import { useState } from 'react';
import { findPeople, type CampaignPerson } from '../api/campaigns';
import { problemOf } from '../api/request';
import { t } from '../app';
import { Nothing } from '../shared/Nothing';
import { Troubles } from '../shared/Troubles';
import { useOnePress } from '../shared/useOnePress';
import { useSmall } from '../shared/useSmall';

interface Props {
  regionCode: string;
  value?: CampaignPerson;
  onChange(person?: CampaignPerson): void;
}

/** Who stands there: by a whole name or a whole telephone number; of one found, at once. */
export function PersonSearch({ regionCode, value, onChange }: Props) {
  const size = useSmall();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<CampaignPerson[]>();
  const [trouble, setTrouble] = useState<string>();
  // For the next one in the queue the search is empty again.
  const choose = (who?: CampaignPerson) => {
    setFound(undefined);
    setSearch('');
    onChange(who);
  };
  const find = useOnePress(async () => {
    setTrouble(undefined);
    try {
      const rows = await findPeople(regionCode, search);
      if (rows.length === 1) choose(rows[0]);
      else setFound(rows);
    } catch (error) {
      setTrouble(problemOf(error).message);
    }
  });
  if (value)
    return (
      <div data-campaign-person style={{ marginBottom: 12 }}>
        <Typography.Text strong>{value.name}</Typography.Text> <Said of={value} />{' '}
        <Button size={size} onClick={() => choose()}>
          {t('pages.campaigns.other')}
        </Button>
      </div>
    );
  return (
    <div style={{ marginBottom: 12 }}>
      <div style={{ display: 'flex', gap: 8, maxWidth: 480 }}>
        <Input
          allowClear
          value={search}
          maxLength={60}
          placeholder={t('pages.campaigns.search')}
          aria-label={t('pages.campaigns.search')}
          onChange={({ target }) => (setSearch(target.value), setFound(undefined))}
          onPressEnter={() => void find()}
        />
        <Button onClick={() => void find()}>{t('pages.campaigns.find')}</Button>
      </div>
      <Troubles of={trouble ? [trouble] : []} />
      {found?.length === 0 && <Nothing text={t('pages.campaigns.nobody')} />}
      {found && found.length > 1 && (
        <ul style={{ margin: '12px 0 0', paddingInlineStart: 20 }}>
          {found.map((one) => (
            <li key={one.id} style={{ marginBottom: 8 }}>
              {one.name} <Said of={one} />{' '}
              <Button size={size} onClick={() => choose(one)}>
                {t('pages.campaigns.choose')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const Said = ({ of: { phone, townName, isVolunteer } }: { of: CampaignPerson }) => (
  <Typography.Text type="secondary">
    {[phone, townName, isVolunteer && t('pages.campaigns.volunteer')].filter(Boolean).join(' · ')}
  </Typography.Text>
);
