import { Alert, Button, Input } from 'antd';
import { monthStatements } from '../api/closes';
import { t } from '../app';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { Sheet } from '../shared/Sheet';
import { useSearch } from '../shared/useSearch';
import { amountCells, amountColumns } from './amounts';

/** 对账单: of everybody, fifty at a time, or of those whose name is searched for. */
export function Statements({ regionCode, month }: { regionCode: string; month: string }) {
  const { search, setSearch, found, trouble, more } = useSearch(
    (name, after) => monthStatements(regionCode, month, name, after),
    [regionCode, month],
  );
  const rows = found?.rows;
  return (
    <Section title={t('pages.closes.statements')}>
      <Input
        allowClear
        value={search}
        maxLength={60}
        placeholder={t('pages.closes.search')}
        aria-label={t('pages.closes.search')}
        style={{ maxWidth: 320, marginBottom: 12 }}
        onChange={({ target }) => setSearch(target.value)}
      />
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
      {rows?.length === 0 && <Nothing text={t('pages.closes.nobody')} />}
      {rows && rows.length > 0 && (
        <Sheet
          name={t('pages.closes.statements')}
          columns={[
            { key: 'owner', title: t('pages.closes.owner') },
            { key: 'kind', title: t('pages.closes.kind') },
            { key: 'asset', title: t('pages.closes.asset') },
            ...amountColumns(),
          ]}
          rows={rows.map((row) => ({
            key: row.accountId,
            cells: {
              owner: row.owner || row.accountId.slice(-8),
              kind: t(`collections.sidanAccounts.ownerKind.${row.ownerKind}`),
              asset: row.assetName,
              ...amountCells(row),
            },
          }))}
        />
      )}
      {found?.next && (
        <Button style={{ marginTop: 12 }} onClick={more}>
          {t('pages.common.more')}
        </Button>
      )}
    </Section>
  );
}
