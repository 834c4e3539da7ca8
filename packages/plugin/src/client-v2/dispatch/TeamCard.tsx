import { Checkbox, Tag, theme, Typography } from 'antd';
import type { Candidate, CandidateReason } from '../../api/types';
import { t } from '../app';
import { signed } from './overrules';

interface Props {
  team: Candidate;
  best: boolean;
  chosen: boolean;
  onToggle: () => void;
}

/** One team: what speaks for it and against it by the county's rules, and what is known of it. */
export function TeamCard({ team, best, chosen, onToggle }: Props) {
  const { token } = theme.useToken();
  const small = { fontSize: token.fontSizeSM, display: 'block' } as const;
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
          {team.place !== undefined && (
            <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM, marginInlineStart: 'auto' }}>
              {t('pages.dispatch.weight', { weight: signed(team.weight) })}
            </Typography.Text>
          )}
        </span>
        <Typography.Text type="secondary" style={small}>
          {[team.categoryName, team.townName, t('pages.dispatch.members', { count: team.members })]
            .filter(Boolean)
            .join(' · ')}
        </Typography.Text>
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 6 }}>
          {team.reasons.map((reason) => (
            <Reason key={reason.text} reason={reason} leftOut={team.place === undefined} />
          ))}
        </span>
        {team.known.length > 0 && (
          <Typography.Text type="secondary" style={{ ...small, marginTop: 6 }}>
            {team.known.join(' · ')}
          </Typography.Text>
        )}
      </span>
    </label>
  );
}

function Reason({ reason: { text, weight }, leftOut }: { reason: CandidateReason; leftOut: boolean }) {
  const color = leftOut ? 'red' : weight === undefined ? undefined : weight >= 0 ? 'green' : 'orange';
  return (
    <Tag color={color} bordered={false} style={{ marginInlineEnd: 0, whiteSpace: 'normal' }}>
      {weight === undefined || leftOut ? text : `${text} ${signed(weight)}`}
    </Tag>
  );
}
