import { Alert } from 'antd';
import { previewHandedIn } from '../api/campaigns';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { figure } from '../shared/format';

interface Props {
  of: { campaignId: string; personId: string; quantity: number };
  /** What the campaign has given: when that changes, so may the answer. */
  given: number;
}

/** 预计: what the rules would give now, and why; or what speaks against it. */
export function Expected({ of, given }: Props) {
  const { campaignId, personId, quantity } = of;
  const { data, problem } = useLoad(`handed in ${campaignId} ${personId} ${quantity} ${given}`, () =>
    previewHandedIn(of),
  );
  if (problem) return <Alert type="warning" showIcon message={(problem.reasons ?? [problem.message]).join(' ')} />;
  if (!data) return null;
  return (
    <div data-campaign-expected>
      <Alert
        type="info"
        role="status"
        showIcon
        message={t('pages.campaigns.expected', { amount: figure(data.amount), unit: data.unit })}
        description={data.reasons.join(' ')}
      />
    </div>
  );
}
