import { Alert, Button, Input, Tag, Typography } from 'antd';
import { useState } from 'react';
import { campaignEntries, type CampaignEntryLine, type CampaignLine } from '../api/campaigns';
import { t } from '../app';
import { Card } from '../shared/Card';
import { figure, moment } from '../shared/format';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { useSearch } from '../shared/useSearch';
import { useSmall } from '../shared/useSmall';
import { CorrectDialog } from './CorrectDialog';

interface Props {
  campaign: CampaignLine;
  /** Changes with every entry. */
  about: number;
  onCorrected: () => void;
}

/** 登记记录: what was handed in, the newest first; of one name where it is asked for. */
export function Entries({ campaign, about, onCorrected }: Props) {
  const [open, setOpen] = useState<CampaignEntryLine>();
  const { search, setSearch, found, trouble, more } = useSearch(
    (name, after) => campaignEntries(campaign.id, name.trim(), after),
    [campaign.id, about],
  );
  return (
    <Section title={t('pages.campaigns.entries')}>
      <Input
        allowClear
        value={search}
        maxLength={60}
        placeholder={t('pages.campaigns.entriesSearch')}
        aria-label={t('pages.campaigns.entriesSearch')}
        style={{ maxWidth: 360, marginBottom: 12 }}
        onChange={({ target }) => setSearch(target.value)}
      />
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
      {found?.rows.length === 0 && <Nothing text={t('pages.campaigns.noEntries')} />}
      {found?.rows.map((line) => (
        <Entry key={line.id} line={line} onCorrect={() => setOpen(line)} />
      ))}
      {found?.next && <Button onClick={more}>{t('pages.common.more')}</Button>}
      {open && (
        <CorrectDialog
          line={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onCorrected();
          }}
        />
      )}
    </Section>
  );
}

function Entry({ line, onCorrect }: { line: CampaignEntryLine; onCorrect: () => void }) {
  const size = useSmall();
  const { status, quantity, unit, amount, assetUnit, reason, note } = line;
  return (
    <Card
      kind="campaign-entry"
      state={status}
      title={line.name}
      head={
        <>
          <Typography.Text style={status === 'void' ? { textDecoration: 'line-through' } : undefined}>
            {t('pages.campaigns.handedIn', { quantity: figure(quantity), unit, amount: figure(amount), assetUnit })}
          </Typography.Text>
          {status === 'void' && <Tag>{t('pages.campaigns.void')}</Tag>}
          {line.mayCorrect && (
            <Button size={size} onClick={onCorrect}>
              {t('pages.campaigns.correct')}
            </Button>
          )}
        </>
      }
    >
      <Typography.Text type="secondary">
        {[
          t('pages.campaigns.enteredBy', { by: line.enteredBy ?? '', at: moment(line.at) }),
          note,
          reason && t('pages.campaigns.corrected', { reason }),
        ]
          .filter(Boolean)
          .join(t('pages.common.separator'))}
      </Typography.Text>
    </Card>
  );
}
