/** Orders that are open to every team: the first whose leader claims one has it. */
import { t } from '../i18n';
import { api, me } from '../state/app';
import { paths } from '../state/route';
import { useStore } from '../state/store';
import { Guard } from '../ui/Guard';
import { usePages } from '../ui/hooks';
import { OrderActions } from '../ui/OrderActions';
import { OrderCard } from '../ui/OrderCard';
import { Empty, focusHeading, Page } from '../ui/Page';
import { PagedList } from '../ui/PagedList';
import { Select } from '../ui/fields';
import { useState } from 'preact/hooks';

export function Claimable() {
  return (
    <Guard title={t('claimable.title')} person>
      {() => <ClaimablePage />}
    </Guard>
  );
}

function ClaimablePage() {
  const resource = usePages('claimable', api.claimable);
  const teams = (useStore(me)?.teams ?? []).filter(({ role }) => role !== 'member');
  const [teamId, setTeamId] = useState('');
  const again = async () => {
    await resource.reload();
    focusHeading();
  };
  return (
    <Page
      title={t('claimable.title')}
      lede={t('claimable.lede')}
      back={{ href: paths.volunteer, label: t('volunteer.title') }}
    >
      {teams.length > 1 && (
        <Select
          id="claim-team"
          label={t('claimable.team')}
          unmarked
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={teamId}
          onValue={setTeamId}
        />
      )}
      <PagedList
        resource={resource}
        empty={<Empty title={t('claimable.none')} />}
        row={(order) => (
          <OrderCard key={order.id} order={order} from="claimable">
            <OrderActions
              orderId={order.id}
              label={order.title}
              events={(order.events ?? []).filter(({ type }) => type === 'claim')}
              teamId={teamId || undefined}
              onDone={() => void again()}
            />
          </OrderCard>
        )}
      />
    </Page>
  );
}
