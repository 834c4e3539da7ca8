import { Button, Empty, theme, Typography } from 'antd';
import { useState } from 'react';
import type { Candidate, Candidates } from '../../api/types';
import { candidates } from '../api/orders';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { TeamCard } from './TeamCard';

interface Props {
  candidates: Candidates;
  /** Ids of the chosen teams. */
  value?: string[];
  onChange?: (teamIds: string[]) => void;
  /** CSS height from which the list scrolls by itself. */
  maxHeight?: string;
}

/** Teams that could take the order, best first, each with its reasons; behind them, on demand, those that the rules leave out. */
export function TeamPicker({ candidates: { rows, leftOut, asked }, value = [], onChange, maxHeight }: Props) {
  const [all, setAll] = useState(false);
  const { token } = theme.useToken();
  const toggle = (id: string) =>
    onChange?.(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  const card = (team: Candidate, index: number) => (
    <TeamCard
      key={team.teamId}
      team={team}
      best={index === 0 && team.place !== undefined}
      chosen={value.includes(team.teamId)}
      onToggle={() => toggle(team.teamId)}
    />
  );
  return (
    <div
      role="group"
      aria-label={t('pages.dispatch.teams')}
      style={{ display: 'grid', gap: 8, maxHeight, overflowY: maxHeight ? 'auto' : undefined }}
    >
      {asked.length > 0 && (
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {t('pages.dispatch.asked', { teams: asked.map(({ name }) => name).join(t('pages.dispatch.separator')) })}
        </Typography.Text>
      )}
      {rows.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pages.dispatch.noTeams')} />}
      {rows.map(card)}
      {leftOut.length > 0 && (
        <Button
          type="link"
          size="small"
          style={{ justifySelf: 'start' }}
          onClick={() => setAll(!all)}
          aria-expanded={all}
        >
          {t(all ? 'pages.dispatch.hideLeftOut' : 'pages.dispatch.showLeftOut', { count: leftOut.length })}
        </Button>
      )}
      {all && leftOut.map(card)}
    </div>
  );
}

/** The same as a form control, for an order that is not on the console. */
export function TeamField({ orderId, ...rest }: Omit<Props, 'candidates'> & { orderId: string }) {
  const teams = useLoad(orderId, () => candidates(orderId));
  return (
    <Loading from={teams} rows={6}>
      {(found) => <TeamPicker candidates={found} {...rest} />}
    </Loading>
  );
}
