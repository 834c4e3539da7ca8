import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { EmergencyLine, EmergencyOverview } from '../api/emergencies';
import { t } from '../app';
import { moment } from '../shared/format';
import { Card } from '../shared/Card';
import { useSmall } from '../shared/useSmall';
import { ChangeDialog, type Change } from './ChangeDialog';

interface Props {
  line: EmergencyLine;
  page: EmergencyOverview;
  onChanged: () => void;
}

/** One emergency: since when and until when, for which services, and what was done about it, by whom and why. */
export function EmergencyCard({ line, page, onChanged }: Props) {
  const [change, setChange] = useState<Change>();
  const size = useSmall();
  const { name, inForce, endedEarly } = line;
  const state = inForce ? 'inForce' : endedEarly ? 'endedEarly' : 'over';
  return (
    <Card
      kind="emergency"
      state={state}
      title={name}
      strong={inForce}
      head={
        <>
          <Tag color={inForce ? 'volcano' : 'default'}>{t(`pages.emergencies.state.${state}`)}</Tag>
          <Typography.Text type="secondary">
            {t('pages.emergencies.span', { from: moment(line.startsAt), to: moment(line.overAt ?? line.endsAt) })}
          </Typography.Text>
        </>
      }
    >
      <div style={{ margin: '8px 0', overflowWrap: 'anywhere' }}>
        {t('pages.emergencies.services', { services: line.services })}
        {t('pages.common.separator')}
        {t('pages.emergencies.orders', { count: line.orders })}
      </div>
      {line.story.map(({ as, at, by, until, reason, words }) => (
        <div key={`${as} ${at}`} style={{ overflowWrap: 'anywhere' }}>
          <Typography.Text type="secondary">{`${moment(at)} ${by} `}</Typography.Text>
          {until
            ? t('pages.emergencies.told', { words, until: moment(until), reason })
            : t('pages.emergencies.toldEnd', { words, reason })}
        </div>
      ))}
      {inForce && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'flex-end', marginTop: 12 }}>
          <Button size={size} onClick={() => setChange('prolong')}>
            {t('pages.emergencies.prolong')}
          </Button>
          <Button size={size} danger onClick={() => setChange('end')}>
            {t('pages.emergencies.end')}
          </Button>
        </div>
      )}
      {change && (
        <ChangeDialog
          change={change}
          line={line}
          daysMax={page.daysMax}
          onClose={() => setChange(undefined)}
          onDone={() => {
            setChange(undefined);
            onChanged();
          }}
        />
      )}
    </Card>
  );
}
