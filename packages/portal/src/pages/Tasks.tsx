/** The orders that the reader's teams have taken on: check in on arrival, check out with a report. */
import type { AllowedEvent, OrderLine } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
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
            <OrderActions
              orderId={order.id}
              label={order.title}
              events={duties(order.allowed)}
              onDone={() => void again()}
            />
          </OrderCard>
        )}
      />
    </Page>
  );
}

/** A list carries no descriptions of the events; these two are fixed by the contract. */
function duties(allowed: OrderLine['allowed']): AllowedEvent[] {
  const events: AllowedEvent[] = [
    { type: 'start', label: t('task.start'), fields: [] },
    {
      type: 'finish',
      label: t('task.finish'),
      fields: [{ name: 'report', kind: 'text', required: false, label: t('task.report') }],
    },
  ];
  return events.filter((event) => allowed.includes(event.type));
}
