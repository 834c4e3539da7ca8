import { Checkbox, Input, Select, Tag, theme, Typography } from 'antd';
import type { PileOrderView, PileSent } from '../../api/types';
import { t } from '../app';
import { EmergencyTag } from '../shared/EmergencyTag';
import { moment } from '../shared/format';

/** What is to be done with one order of the pile. */
export interface Choice {
  on: boolean;
  teamIds: string[];
  reason: string;
}

interface Props {
  row: PileOrderView;
  choice: Choice;
  /** Another choice than the one suggested. */
  isOther: boolean;
  result?: PileSent['rows'][number];
  disabled: boolean;
  onChange: (choice: Choice) => void;
}

/** One order of the pile: what, to whom, why; or why it is left over. */
export function PileRow({ row, choice, isOther, result, disabled, onChange }: Props) {
  const { token } = theme.useToken();
  const small = { fontSize: token.fontSizeSM, display: 'block' } as const;
  return (
    <div
      data-pile={row.orderNo}
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: '8px 16px',
        padding: '10px 14px',
        borderRadius: token.borderRadiusLG,
        border: `1px solid ${token.colorBorderSecondary}`,
      }}
    >
      <label style={{ display: 'flex', alignItems: 'flex-start', gap: 10, flex: '2 1 260px', minWidth: 0 }}>
        <Checkbox
          checked={choice.on}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...choice, on: target.checked })}
          aria-label={row.orderNo}
        />
        <span style={{ minWidth: 0 }}>
          <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
            {row.emergency && <EmergencyTag />}
            {row.priority === 'urgent' && (
              <Tag color="red" style={{ marginInlineEnd: 0 }}>
                {t('pages.order.urgent')}
              </Tag>
            )}
            <Typography.Text strong>{row.title}</Typography.Text>
          </span>
          <Typography.Text type="secondary" style={small}>
            {[row.orderNo, row.townName, t('pages.order.placedAt', { time: moment(row.placedAt) })]
              .filter(Boolean)
              .join(' · ')}
          </Typography.Text>
        </span>
      </label>
      <div style={{ flex: '3 1 320px', minWidth: 0 }}>
        {row.choices.length > 0 && (
          <Select
            mode="multiple"
            style={{ width: '100%' }}
            value={choice.teamIds}
            disabled={disabled}
            placeholder={t('pages.dispatch.choose')}
            aria-label={t('pages.dispatch.teams')}
            optionFilterProp="label"
            options={row.choices.map(({ teamId, name, place }) => ({ value: teamId, label: `${place}. ${name}` }))}
            onChange={(teamIds: string[]) => onChange({ ...choice, teamIds, on: teamIds.length > 0 })}
          />
        )}
        {choice.on && isOther && (
          <Input
            style={{ marginTop: 6 }}
            value={choice.reason}
            disabled={disabled}
            maxLength={500}
            status={choice.reason.trim() ? undefined : 'warning'}
            placeholder={t('pages.dispatch.reason')}
            aria-label={t('pages.dispatch.reason')}
            onChange={({ target }) => onChange({ ...choice, reason: target.value })}
          />
        )}
        <Typography.Text type={row.teams.length ? 'secondary' : 'warning'} style={{ ...small, marginTop: 4 }}>
          {row.because.join(' · ')}
        </Typography.Text>
        {result && (
          <Typography.Text type={result.sent ? 'success' : 'danger'} style={{ ...small, marginTop: 4 }}>
            {result.sent ? t('pages.dispatch.pileRowSent') : result.message}
          </Typography.Text>
        )}
      </div>
    </div>
  );
}
