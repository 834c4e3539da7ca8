/** The orders that the reader's teams have taken on: check in on arrival, check out with a report. */
import type { AllowedEvent, OrderEventType, OrderLine } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
import { isDrawn } from '../ui/EventForm';
import { OrderActions } from '../ui/OrderActions';
import { OrderCard } from '../ui/OrderCard';
import { Empty, focusHeading, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';

export function Tasks() {
  return (
    <Guard title={t('tasks.title')} person>
      {() => <TasksPage />}
    </Guard>
  );
}

function TasksPage() {
  const resource = usePages('tasks', api.tasks);
  const again = async () => {
    await resource.reload();
    focusHeading();
  };
  return (
    <Page title={t('tasks.title')} lede={t('tasks.lede')} back={{ href: paths.volunteer, label: t('volunteer.title') }}>
      <PagedList
        resource={resource}
        empty={
          <Empty title={t('tasks.none')}>
            <p>{t('tasks.noneHint')}</p>
          </Empty>
        }
        row={(order) => (
          <OrderCard key={order.id} order={order} from="tasks">
            <OrderActions orderId={order.id} label={order.title} events={duties(order)} onDone={() => void again()} />
          </OrderCard>
        )}
      />
    </Page>
  );
}

/** What is done where the service is; the rest stands on the order's own page, and what needs a choice as well. */
const DUTIES: OrderEventType[] = ['start', 'finish', 'complete', 'report', 'redeem'];

const duties = ({ events = [] }: OrderLine): AllowedEvent[] =>
  events.filter(({ type, fields }) => DUTIES.includes(type) && fields.every(isDrawn));
