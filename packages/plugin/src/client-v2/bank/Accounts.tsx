import { Alert, Button, Input, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { accounts, type AccountLine } from '../api/bank';
import { problemOf } from '../api/request';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Nothing } from '../shared/Nothing';
import { useToast } from '../shared/useToast';
import { AccountCard } from './AccountCard';
import { TermsDialog } from './TermsDialog';

const PAUSE_MS = 300;

interface Found {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  maySet: boolean;
  rows: AccountLine[];
  next?: string;
}

/** 账户管理: accounts by their owners' names; to begin with those that are frozen or may go below zero. */
export function Accounts() {
  const [county, setCounty] = useState<string>();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Found>();
  const [trouble, setTrouble] = useState<string>();
  const [open, setOpen] = useState<AccountLine>();
  const asked = useRef(0);
  const toast = useToast();
  const load = async (after?: string) => {
    const question = ++asked.current;
    try {
      const page = await accounts(search, county, after);
      if (question !== asked.current) return;
      setFound((known) => (after && known ? { ...page, rows: [...known.rows, ...page.rows] } : page));
      setTrouble(undefined);
    } catch (error) {
      if (question === asked.current) setTrouble(problemOf(error).message);
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => void load(), search ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [county, search]);
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
      {found?.next && <Button onClick={() => void load(found.next)}>{t('pages.common.more')}</Button>}
      {open && found && (
        <TermsDialog
          regionCode={found.regionCode}
          line={open}
          maySet={found.maySet}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            toast(t('pages.accounts.done'));
            void load();
          }}
        />
      )}
    </div>
  );
}
