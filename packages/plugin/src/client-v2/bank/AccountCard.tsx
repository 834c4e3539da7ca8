import { Button, Tag, Typography } from 'antd';
import type { AccountLine } from '../api/bank';
import { t } from '../app';
import { Card } from '../shared/Card';
import { figure } from '../shared/format';
import { useSmall } from '../shared/useSmall';

const COLORS = { open: 'green', frozen: 'red', refusing: 'orange', closed: 'default' } as const;

interface Props {
  line: AccountLine;
  maySet: boolean;
  onOpen: () => void;
}

/** One account: whose, how much is in it, and on what terms. */
export function AccountCard({ line, maySet, onOpen }: Props) {
  const size = useSmall();
  const { status, floor, unit, reason } = line;
  return (
    <Card
      kind="account"
      state={status}
      title={line.owner || line.id.slice(-8)}
      strong={status !== 'open'}
      head={
        <>
          <Tag color={COLORS[status]}>{t(`collections.sidanAccounts.status.${status}`)}</Tag>
          <Typography.Text type="secondary">
            {[t(`collections.sidanAccounts.ownerKind.${line.ownerKind}`), line.phone, line.assetName]
              .filter(Boolean)
              .join(t('pages.common.separator'))}
          </Typography.Text>
          <Typography.Text strong>
            {t('pages.accounts.balance', { amount: figure(line.balance), unit })}
          </Typography.Text>
          {line.balance < 0 && (
            <Tag color="red">{t('pages.accounts.owed', { amount: figure(-line.balance), unit })}</Tag>
          )}
          {floor < 0 && <Tag color="gold">{t('pages.accounts.floor', { amount: figure(-floor), unit })}</Tag>}
          <Button size={size} onClick={onOpen}>
            {t(maySet && status !== 'closed' ? 'pages.accounts.change' : 'pages.accounts.show')}
          </Button>
        </>
      }
    >
      {reason && (
        <div style={{ marginTop: 4, overflowWrap: 'anywhere' }}>{t('pages.accounts.reasonOf', { reason })}</div>
      )}
    </Card>
  );
}
