import { Button, Typography } from 'antd';
import { useState } from 'react';
import { bankOutlook, type BankOutlook } from '../api/bank';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure } from '../shared/format';
import { Loading } from '../shared/Loading';
import { Section } from '../shared/Section';
import { yuanOf as yuan } from '../settlements/yuan';
import { Sheet } from '../shared/Sheet';
import { PriceDialog } from './PriceDialog';

type Asset = BankOutlook['assets'][number];

/** 预算与预测: what is outstanding would cost if it were all spent, and what goes by itself when. */
export function Outlook({ regionCode }: { regionCode: string }) {
  const loaded = useLoad(`bank outlook ${regionCode}`, () => bankOutlook(regionCode));
  const [pricing, setPricing] = useState<Asset>();
  return (
    <div data-outlook>
      <Loading from={loaded} rows={4}>
        {({ assets, maySet }) => (
          <>
            {assets.map((asset) => (
              <Section
                key={asset.asset}
                title={t('pages.bank.outlook', { name: asset.name })}
                extra={maySet && <Button onClick={() => setPricing(asset)}>{t('pages.bank.setPrice')}</Button>}
              >
                <Typography.Paragraph>
                  {t('pages.bank.outstanding', { amount: figure(asset.outstanding), unit: asset.unit })}{' '}
                  {asset.fen !== undefined && asset.fenPerHundred !== undefined
                    ? t(`pages.bank.cost.${asset.from ?? 'county'}`, {
                        cost: yuan(asset.fen),
                        price: yuan(asset.fenPerHundred),
                        unit: asset.unit,
                      })
                    : t('pages.bank.noPrice')}
                </Typography.Paragraph>
                <Going asset={asset} />
              </Section>
            ))}
            {pricing && (
              <PriceDialog
                regionCode={regionCode}
                asset={pricing}
                onClose={() => setPricing(undefined)}
                onDone={() => (setPricing(undefined), loaded.reload())}
              />
            )}
          </>
        )}
      </Loading>
    </div>
  );
}

/** What expires in which month, and what stays. */
function Going({ asset: { going, lasting, lastingAccounts, name, fenPerHundred } }: { asset: Asset }) {
  const cost = (fen?: number) => (fen === undefined ? '' : yuan(fen));
  return (
    <Sheet
      name={t('pages.bank.going', { name })}
      columns={[
        { key: 'month', title: t('pages.bank.goingMonth') },
        { key: 'amount', title: t('pages.bank.goingAmount'), figure: true },
        { key: 'accounts', title: t('api.bank.accounts'), figure: true },
        ...(fenPerHundred === undefined ? [] : [{ key: 'cost', title: t('pages.bank.goingCost'), figure: true }]),
      ]}
      rows={[
        ...going.map(({ month, amount, accounts, fen }) => ({
          key: month,
          cells: { month, amount: figure(amount), accounts: figure(accounts), cost: cost(fen) },
        })),
        {
          key: 'lasting',
          cells: {
            month: t('pages.bank.lasting'),
            amount: figure(lasting),
            accounts: figure(lastingAccounts),
            cost: fenPerHundred === undefined ? '' : yuan(Math.round((lasting * fenPerHundred) / 100)),
          },
        },
      ]}
    />
  );
}
