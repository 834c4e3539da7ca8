import { Alert, Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { monthStatements, type StatementLine } from '../api/closes';
import { problemOf } from '../api/request';
import { t } from '../app';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { Sheet } from '../shared/Sheet';
import { amountCells, amountColumns } from './amounts';

/** After so long without a key the search is made. */
const PAUSE_MS = 300;

/** 对账单: of everybody, fifty at a time, or of those whose name is searched for. */
export function Statements({ regionCode, month }: { regionCode: string; month: string }) {
  const [search, setSearch] = useState('');
  const [rows, setRows] = useState<StatementLine[]>();
  const [next, setNext] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const asked = useRef(0);
  const load = async (after?: string) => {
    const question = ++asked.current;
    try {
      const page = await monthStatements(regionCode, month, search, after);
      if (question !== asked.current) return;
      setRows((known) => (after ? [...(known ?? []), ...page.rows] : page.rows));
      setNext(page.next);
      setTrouble(undefined);
    } catch (error) {
      if (question === asked.current) setTrouble(problemOf(error).message);
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => void load(), search ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [regionCode, month, search]);
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
      {next && (
        <Button style={{ marginTop: 12 }} onClick={() => void load(next)}>
          {t('pages.common.more')}
        </Button>
      )}
    </Section>
  );
}
