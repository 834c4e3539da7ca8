/** 我的兑换：what one has asked for and had, newest first. */
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';

export function Redemptions() {
  return (
    <Guard title={t('redemptions.title')} person>
      {() => <RedemptionsPage />}
    </Guard>
  );
}

function RedemptionsPage() {
  const resource = usePages('redemptions', api.redemptions);
  return (
    <Page title={t('redemptions.title')} back={{ href: paths.shop(), label: t('shop.title') }}>
      <PagedList
        resource={resource}
        empty={<Empty title={t('redemptions.none')} />}
        row={(one) => (
          <li key={one.id} class="card">
            <a class="card-link" href={`#${paths.redemption(one.id)}`}>
              <span class="order-head">
                <span class="card-title">{t('redemption.what', { reward: one.rewardName, count: one.quantity })}</span>
                <span class="badge">{one.stateName}</span>
              </span>
              <span class="facts">
                <span>{one.outletName}</span>
                <span>{t('wallet.amount', { amount: one.price, unit: one.unit })}</span>
                <span>{formatTime(one.requestedAt)}</span>
                {one.dueAt && <span>{t('redemption.due', { time: formatTime(one.dueAt) })}</span>}
              </span>
            </a>
          </li>
        )}
      />
    </Page>
  );
}
