import { Button, Tag, Typography } from 'antd';
import type { CampaignLine } from '../api/campaigns';
import { t } from '../app';
import { Card } from '../shared/Card';
import { figure } from '../shared/format';
import { useSmall } from '../shared/useSmall';

const COLORS = { on: 'green', early: 'blue', over: 'default', off: 'default' } as const;

interface Props {
  line: CampaignLine;
  isOpen: boolean;
  onOpen: () => void;
}

/** One campaign: from when to when, how much was handed in by how many, what was given, and what is left. */
export function CampaignCard({ line, isOpen, onOpen }: Props) {
  const size = useSmall();
  const { state, unit, assetUnit, budget, left } = line;
  return (
    <Card
      kind="campaign"
      state={state}
      title={line.name}
      strong={isOpen}
      head={
        <>
          <Tag color={COLORS[state]}>{t(`pages.campaigns.state.${state}`)}</Tag>
          <Typography.Text type="secondary">
            {t('pages.campaigns.days', { from: line.startsOn, to: line.endsOn })}
          </Typography.Text>
          {!isOpen && (
            <Button size={size} onClick={onOpen}>
              {t('pages.campaigns.open')}
            </Button>
          )}
        </>
      }
    >
      <div style={{ marginTop: 8 }}>
        {t('pages.campaigns.sums', {
          people: figure(line.people),
          quantity: figure(line.quantity),
          unit,
          given: figure(line.given),
          assetUnit,
        })}
      </div>
      {budget !== undefined && left !== undefined && (
        <Typography.Text type={left > 0 ? 'secondary' : 'danger'}>
          {t('pages.campaigns.budget', { budget: figure(budget), left: figure(left), assetUnit })}
        </Typography.Text>
      )}
    </Card>
  );
}
