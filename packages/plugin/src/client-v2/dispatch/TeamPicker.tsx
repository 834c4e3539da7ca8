import { Checkbox, Empty, Tag, theme, Typography } from 'antd';
import type { Candidate } from '../../api/types';
import { candidates } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';

interface Props {
  orderId: string;
  /** Ids of the chosen teams. */
  value?: string[];
  onChange?: (teamIds: string[]) => void;
  /** CSS height from which the list scrolls by itself. */
  maxHeight?: string;
}

/** Teams that could take the order, best first, each with its reasons. A form control. */
export function TeamPicker({ orderId, value = [], onChange, maxHeight }: Props) {
  const teams = useLoad(orderId, () => candidates(orderId));
  const toggle = (id: string) =>
    onChange?.(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  return (
    <Loading from={teams} rows={6}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pages.dispatch.noTeams')} />
        ) : (
          <div
            role="group"
            aria-label={t('pages.dispatch.teams')}
            style={{ display: 'grid', gap: 8, maxHeight, overflowY: maxHeight ? 'auto' : undefined }}
          >
            {rows.map((team, index) => (
              <TeamCard
                key={team.teamId}
                team={team}
                best={index === 0}
                chosen={value.includes(team.teamId)}
                onToggle={() => toggle(team.teamId)}
              />
            ))}
          </div>
        )
      }
    </Loading>
  );
}

function TeamCard({
  team,
  best,
  chosen,
  onToggle,
}: {
  team: Candidate;
  best: boolean;
  chosen: boolean;
  onToggle: () => void;
}) {
  const { token } = theme.useToken();
  return (
    <label
      data-team={team.teamId}
      style={{
        display: 'flex',
        gap: 12,
        padding: '10px 14px',
        cursor: 'pointer',
        borderRadius: token.borderRadiusLG,
        border: `1px solid ${chosen ? token.colorPrimary : token.colorBorderSecondary}`,
        background: chosen ? token.colorPrimaryBg : token.colorBgContainer,
      }}
    >
      <Checkbox checked={chosen} onChange={onToggle} />
      <span style={{ flex: 1, minWidth: 0 }}>
        <span style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
          <Typography.Text strong>{team.name}</Typography.Text>
          {best && (
            <Tag color="green" bordered={false} style={{ marginInlineEnd: 0 }}>
              {t('pages.dispatch.best')}
            </Tag>
          )}
        </span>
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM, display: 'block' }}>
          {[team.categoryName, team.townName, t('pages.dispatch.members', { count: team.members })]
            .filter(Boolean)
            .join(' · ')}
        </Typography.Text>
        {team.reasons.length > 0 && (
          <span style={{ display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 6 }}>
            {team.reasons.map((reason) => (
              <Tag key={reason} bordered={false} style={{ marginInlineEnd: 0, whiteSpace: 'normal' }}>
                {reason}
              </Tag>
            ))}
          </span>
        )}
      </span>
    </label>
  );
}
