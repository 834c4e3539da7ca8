/** The orders that the reader has placed, newest first. */
import { t } from '../i18n';
import { api } from '../state/app';
import { paths } from '../state/route';
import { LinkButton } from '../ui/Button';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
import { OrderCard } from '../ui/OrderCard';
import { Empty, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';

export function Orders() {
  return (
    <Guard title={t('orders.title')} person>
      {() => <OrderList />}
    </Guard>
  );
}

function OrderList() {
  const resource = usePages('mine', api.myOrders);
  return (
    <Page title={t('orders.title')} lede={t('orders.lede')}>
      <PagedList
        resource={resource}
        empty={
          <Empty title={t('orders.none')}>
            <LinkButton tone="primary" href={`#${paths.home}`}>
              {t('home.place')}
            </LinkButton>
          </Empty>
        }
        row={(order) => <OrderCard key={order.id} order={order} />}
      />
    </Page>
  );
}
