import { Input, Typography } from 'antd';
import type { PackAsset } from '../../api/packs';
import { t } from '../../app';
import { amountProblem } from './budget';

interface Props {
  assets: PackAsset[];
  typed: Readonly<Record<string, string>>;
  onType: (typed: Record<string, string>) => void;
}

/** What may be spent of each asset in the period, in its own unit; none has to be filled in. */
export function BudgetFields({ assets, typed, onType }: Props) {
  if (!assets.length) return null;
  return (
    <div data-pack-budget style={{ marginTop: 12 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'start' }}>
        {assets.map((asset) => (
          <Amount
            key={asset.asset}
            asset={asset}
            value={typed[asset.asset] ?? ''}
            onChange={(amount) => onType({ ...typed, [asset.asset]: amount })}
          />
        ))}
      </div>
      <Typography.Text type="secondary">{t('pages.packs.budgetHint')}</Typography.Text>
    </div>
  );
}

function Amount({ asset, value, onChange }: { asset: PackAsset; value: string; onChange: (amount: string) => void }) {
  const problem = amountProblem(value, asset);
  return (
    <div style={{ flex: '0 1 260px', minWidth: 0 }} data-pack-amount={asset.asset}>
      <label>
        {t('pages.packs.budget', { asset: asset.title })}
        <Input
          inputMode={asset.decimals ? 'decimal' : 'numeric'}
          value={value}
          suffix={asset.unit}
          maxLength={24}
          status={problem && 'error'}
          aria-invalid={Boolean(problem)}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {problem && (
        <div role="alert">
          <Typography.Text type="danger">
            {t(`pages.packs.budget.${problem}`, { decimals: asset.decimals })}
          </Typography.Text>
        </div>
      )}
    </div>
  );
}
