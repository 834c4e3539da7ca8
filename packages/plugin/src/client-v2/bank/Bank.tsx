import { Alert, Button, Typography } from 'antd';
import { useState } from 'react';
import { bankStatement, saveStatement, type BankAsset, type BankStatement, type Period } from '../api/bank';
import { problemOf } from '../api/request';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { figure, moment } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Printed } from '../shared/Printed';
import { Section } from '../shared/Section';
import { Sheet } from '../shared/Sheet';
import { Outlook } from './Outlook';
import { PeriodChoice } from './PeriodChoice';
import { thisMonth } from './period';

const COLUMNS = [
  'opening',
  'issued',
  'takenBack',
  'spent',
  'returned',
  'donated',
  'transferred',
  'expired',
  'held',
  'adjusted',
  'closing',
] as const;

/** 银行总账: what the county has issued, what became of it and who holds it; every column sums to zero. */
export function Bank() {
  const [county, setCounty] = useState<string>();
  const [period, setPeriod] = useState<Period>(thisMonth);
  const [trouble, setTrouble] = useState<string>();
  const loaded = useLoad(`bank ${county ?? ''} ${period.from} ${period.to}`, () => bankStatement(period, county));
  const save = (statement: BankStatement, format: 'xlsx' | 'csv') => {
    setTrouble(undefined);
    saveStatement(period, statement.regionCode, format, t('api.bank.file', { from: period.from, to: period.to })).catch(
      (error: unknown) => setTrouble(problemOf(error).message),
    );
  };
  return (
    <div data-bank>
      <PeriodChoice value={period} onChange={setPeriod} />
      <Loading from={loaded} rows={8}>
        {(statement) => (
          <>
            <CountyChoice counties={statement.counties} value={statement.regionCode} onChange={setCounty} />
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 16 }}>
              <Button onClick={() => window.print()}>{t('pages.bank.print')}</Button>
              <Button onClick={() => save(statement, 'xlsx')}>{t('pages.bank.xlsx')}</Button>
              <Button onClick={() => save(statement, 'csv')}>{t('pages.bank.csv')}</Button>
            </div>
            {trouble && <Alert type="error" showIcon message={trouble} style={{ marginBottom: 12 }} />}
            <Printed>
              {!statement.assets.length && <Nothing text={t('pages.bank.none')} />}
              {statement.assets.map((asset) => (
                <Asset key={asset.asset} asset={asset} statement={statement} />
              ))}
            </Printed>
            <Outlook key={statement.regionCode} regionCode={statement.regionCode} />
          </>
        )}
      </Loading>
    </div>
  );
}

function Asset({ asset, statement: { from, to, at } }: { asset: BankAsset; statement: BankStatement }) {
  const { name, unit, rows, total, moved, circulating, balanced } = asset;
  const title = t('api.bank.title', { name, unit, from, to });
  const cells = (row: BankAsset['total']) => Object.fromEntries(COLUMNS.map((key) => [key, figure(row[key])]));
  return (
    <Section title={title}>
      <div data-asset={asset.asset} style={{ marginBottom: 8 }}>
        {t('pages.bank.summary', {
          issued: figure(moved.issued),
          takenBack: figure(moved.takenBack),
          spent: figure(moved.spent),
          expired: figure(moved.expired),
          circulating: figure(circulating),
          unit,
        })}
        {asset.owed && (
          <div>{t('pages.bank.owed', { accounts: asset.owed.accounts, amount: figure(asset.owed.amount), unit })}</div>
        )}
      </div>
      <Sheet
        name={title}
        columns={[
          { key: 'kind', title: t('api.bank.kind') },
          { key: 'accounts', title: t('api.bank.accountsNow'), figure: true },
          ...COLUMNS.map((key) => ({ key, title: t(`api.bank.column.${key}`), figure: true })),
        ]}
        rows={[
          ...rows.map((row) => ({
            key: row.kind,
            cells: {
              kind: t(`api.bank.row.${row.kind}`),
              accounts: row.accounts === null ? '' : figure(row.accounts),
              ...cells(row),
            },
          })),
          { key: 'total', strong: true, cells: { kind: t('api.bank.total'), accounts: '', ...cells(total) } },
        ]}
      />
      <Typography.Text type="secondary">{t('pages.bank.accountsHint')}</Typography.Text>
      <div style={{ marginTop: 12 }} data-balanced={String(balanced)}>
        <Alert
          role="status"
          showIcon
          type={balanced ? 'success' : 'error'}
          message={t(balanced ? 'api.bank.balanced' : 'api.bank.unbalanced')}
          description={
            balanced
              ? t('pages.bank.at', { at: moment(at) })
              : rows
                  .flatMap(({ kind, wrong }) =>
                    wrong
                      ? t('pages.bank.wrong', {
                          kind: t(`api.bank.row.${kind}`),
                          book: figure(wrong.book),
                          accounts: figure(wrong.accounts),
                        })
                      : [],
                  )
                  .join(t('pages.common.separator')) || t('pages.bank.notZero')
          }
        />
      </div>
    </Section>
  );
}
