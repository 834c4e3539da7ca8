import { Button, Tag, theme, Typography } from 'antd';
import type { OrderRow } from '../api/orders';
import { useNames } from '../api/useNames';
import { t } from '../app';
import { ClockTag } from '../shared/ClockTag';
import { EmergencyTag } from '../shared/EmergencyTag';
import { moment } from '../shared/format';

interface Props {
  rows: OrderRow[];
  more: boolean;
  /** CSS height from which the list scrolls by itself. */
  maxHeight?: string;
  chosenId?: string;
  onChoose: (id: string) => void;
  onMore: () => void;
}

/** The orders of one state, to choose one from. */
export const Queue = ({ rows, more, maxHeight, chosenId, onChoose, onMore }: Props) => (
  <div style={{ display: 'grid', gap: 8, minWidth: 0, maxHeight, overflowY: maxHeight ? 'auto' : undefined }}>
    {rows.map((row) => (
      <Row key={row.id} row={row} chosen={row.id === chosenId} onChoose={() => onChoose(row.id)} />
    ))}
    {more && (
      <Button type="link" onClick={onMore}>
        {t('pages.common.more')}
      </Button>
    )}
  </div>
);

function Row({ row, chosen, onChoose }: { row: OrderRow; chosen: boolean; onChoose: () => void }) {
  const { token } = theme.useToken();
  const town = useNames('town')(row.townCode);
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-pressed={chosen}
      data-order={row.orderNo}
      style={{
        font: 'inherit',
        color: 'inherit',
        textAlign: 'start',
        padding: '10px 14px',
        cursor: 'pointer',
        borderRadius: token.borderRadiusLG,
        border: `1px solid ${chosen ? token.colorPrimary : token.colorBorderSecondary}`,
        background: chosen ? token.colorPrimaryBg : token.colorBgContainer,
      }}
    >
      <span style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
        {row.emergencyId && <EmergencyTag />}
        {row.priority === 'urgent' && (
          <Tag color="red" style={{ marginInlineEnd: 0 }}>
            {t('pages.order.urgent')}
          </Tag>
        )}
        <Typography.Text strong style={{ flex: '1 1 120px', minWidth: 0 }} ellipsis>
          {row.title}
        </Typography.Text>
        <ClockTag dueAt={row.dueAt} />
      </span>
      <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM, display: 'block', marginTop: 4 }}>
        {[
          row.orderNo,
          row.serviceItem?.name !== row.title && row.serviceItem?.name,
          town,
          t('pages.order.placedAt', { time: moment(row.placedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
    </button>
  );
}
