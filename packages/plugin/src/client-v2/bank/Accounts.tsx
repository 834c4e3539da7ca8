import { Alert, Button, Input, Typography } from 'antd';
import { useState } from 'react';
import { accounts, type AccountLine } from '../api/bank';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Nothing } from '../shared/Nothing';
import { useSearch } from '../shared/useSearch';
import { useToast } from '../shared/useToast';
import { AccountCard } from './AccountCard';
import { TermsDialog } from './TermsDialog';

/** 账户管理: accounts by their owners' names; to begin with those that are frozen or may go below zero. */
export function Accounts() {
  const [county, setCounty] = useState<string>();
  const [open, setOpen] = useState<AccountLine>();
  const toast = useToast();
  const { search, setSearch, found, trouble, reload, more } = useSearch(
    (name, after) => accounts(name, county, after),
    [county],
  );
  return (
    <div data-accounts style={{ maxWidth: 960 }}>
      {found && <CountyChoice counties={found.counties} value={found.regionCode} onChange={setCounty} />}
      <Input
        allowClear
        value={search}
        maxLength={60}
        placeholder={t('pages.accounts.search')}
        aria-label={t('pages.accounts.search')}
        style={{ maxWidth: 360, marginBottom: 12 }}
        onChange={({ target }) => setSearch(target.value)}
      />
      <Typography.Paragraph type="secondary">
        {t(search.trim() ? 'pages.accounts.found' : 'pages.accounts.unusual')}
      </Typography.Paragraph>
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
      {found?.rows.length === 0 && (
        <Nothing text={t(search.trim() ? 'pages.accounts.nobody' : 'pages.accounts.noneUnusual')} />
      )}
      {found?.rows.map((line) => (
        <AccountCard key={line.id} line={line} maySet={found.maySet} onOpen={() => setOpen(line)} />
      ))}
      {found?.next && <Button onClick={more}>{t('pages.common.more')}</Button>}
      {open && found && (
        <TermsDialog
          regionCode={found.regionCode}
          line={open}
          maySet={found.maySet}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            toast(t('pages.accounts.done'));
            reload();
          }}
        />
      )}
    </div>
  );
}
