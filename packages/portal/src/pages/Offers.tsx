/** What the centre has offered to the teams that the reader leads: accept it, or decline it and say why. */
import { useState } from 'preact/hooks';
import type { AllowedEvent, OfferLine } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { formatTime } from '../i18n/format';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
import { OrderActions } from '../ui/OrderActions';
import { OrderCard } from '../ui/OrderCard';
import { Button } from '../ui/Button';
import { Empty, focusHeading, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';

export function Offers() {
  return (
    <Guard title={t('offers.title')} person>
      {() => <OffersPage />}
    </Guard>
  );
}

function OffersPage() {
  const [state, setState] = useState<'open' | 'all'>('open');
  const resource = usePages(state, (page) => api.offers(state, page));
  const again = async () => {
    await resource.reload();
    focusHeading();
  };
  return (
    <Page
      title={t('offers.title')}
      lede={t('offers.lede')}
      back={{ href: paths.volunteer, label: t('volunteer.title') }}
    >
      <div class="tabs" role="group" aria-label={t('offers.which')}>
        <Button pressed={state === 'open'} onClick={() => setState('open')}>
          {t('offers.open')}
        </Button>
        <Button pressed={state === 'all'} onClick={() => setState('all')}>
          {t('offers.all')}
        </Button>
      </div>
      <PagedList
        resource={resource}
        empty={<Empty title={t(state === 'open' ? 'offers.none' : 'offers.never')} />}
        row={(offer) => <Offer key={offer.id} offer={offer} onDone={() => void again()} />}
      />
    </Page>
  );
}

const STATES: Record<OfferLine['state'], Key> = {
  open: 'offer.open',
  accepted: 'offer.accepted',
  declined: 'offer.declined',
  expired: 'offer.expired',
  withdrawn: 'offer.withdrawn',
};

function Offer({ offer, onDone }: { offer: OfferLine; onDone: () => void }) {
  const { order } = offer;
  const answers = answersOf(order);
  return (
    <OrderCard order={order} from="offers">
      <p class="card-foot">
        {t('offer.to', { team: offer.teamName, state: t(STATES[offer.state]), time: formatTime(offer.offeredAt) })}
        {offer.state === 'open' && offer.expiresAt && (
          <strong> {t('offer.until', { time: formatTime(offer.expiresAt) })}</strong>
        )}
      </p>
      {offer.state === 'open' && answers.length > 0 && (
        <OrderActions orderId={order.id} label={order.title} events={answers} teamId={offer.teamId} onDone={onDone} />
      )}
    </OrderCard>
  );
}

const answersOf = ({ events = [] }: OfferLine['order']): AllowedEvent[] =>
  events.filter(({ type }) => type === 'accept' || type === 'decline');
