import { Drawer, Typography } from 'antd';
import { monthFigures } from '../api/closes';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { Sheet } from '../shared/Sheet';
import { useLeaving } from '../shared/useLeaving';
import { amountCells, amountColumns } from './amounts';
import { Statements } from './Statements';

/** A closed month: its figures by kind of account, and the statements that were fixed. */
export function MonthDrawer({
  regionCode,
  month,
  onClose,
}: {
  regionCode: string;
  month: string;
  onClose: () => void;
}) {
  const figures = useLoad(`month figures ${regionCode} ${month}`, () => monthFigures(regionCode, month));
  useLeaving(onClose);
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('pages.closes.monthTitle', { month })}
      width="min(1080px, 100vw)"
      destroyOnClose
    >
      <div data-month={month}>
        <Loading from={figures} rows={6}>
          {({ assets }) => (
            <>
              {!assets.length && <Nothing text={t('pages.closes.noStatements')} />}
              {assets.map(({ asset, name, unit, rows, total }) => (
                <Section key={asset} title={t('pages.closes.assetTitle', { name, unit })}>
                  <Sheet
                    name={t('pages.closes.assetTitle', { name, unit })}
                    columns={[
                      { key: 'kind', title: t('pages.closes.kind') },
                      { key: 'accounts', title: t('pages.closes.accounts'), figure: true },
                      ...amountColumns(),
                    ]}
                    rows={[
                      ...rows.map((row) => ({
                        key: row.ownerKind,
                        cells: {
                          kind: t(`collections.sidanAccounts.ownerKind.${row.ownerKind}`),
                          accounts: figure(row.accounts),
                          ...amountCells(row),
                        },
                      })),
                      {
                        key: 'total',
                        strong: true,
                        cells: {
                          kind: t('pages.closes.total'),
                          accounts: figure(rows.reduce((sum, { accounts }) => sum + accounts, 0)),
                          ...amountCells(total),
                        },
                      },
                    ]}
                  />
                </Section>
              ))}
              <Typography.Paragraph type="secondary">
                {t('pages.closes.equation')}
                <br />
                {t('pages.closes.accountsHint')}
              </Typography.Paragraph>
              {assets.length > 0 && <Statements regionCode={regionCode} month={month} />}
            </>
          )}
        </Loading>
      </div>
    </Drawer>
  );
}
