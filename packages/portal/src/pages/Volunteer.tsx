/** For volunteers: the registration for those who are none yet, else what waits for them. */
import { useEffect } from 'preact/hooks';
import type { Me } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api, refreshMe } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Icon, type IconName } from '../ui/Icon';
import { Page } from '../ui/Page';
import { VolunteerForm } from '../ui/VolunteerForm';

export function Volunteer() {
  return (
    <Guard title={t('volunteer.title')} person>
      {(me) => (me.volunteer || me.teams.length ? <Hub me={me} /> : <Register />)}
    </Guard>
  );
}

function Register() {
  return (
    <Page title={t('volunteer.register')} lede={t('volunteer.lede')} narrow>
      <VolunteerForm />
    </Page>
  );
}

/** Whether the person answers offers for a team. */
export const leads = (me: Me) => me.teams.some((team) => team.role !== 'member');

function Hub({ me }: { me: Me }) {
  const resource = useResource('hub', async () => {
    const [tasks, offers, claimable, wallet, states] = await Promise.all([
      api.tasks(1),
      leads(me) ? api.offers('open', 1) : Promise.resolve(undefined),
      leads(me) ? api.claimable(1) : Promise.resolve(undefined),
      api.wallet(),
      api.states(),
    ]);
    return {
      tasks: tasks.count,
      offers: offers?.count ?? 0,
      claimable: claimable?.count ?? 0,
      balance: wallet.balance,
      unit: wallet.unit,
      declares: Boolean(me.volunteer) && states.starts.includes('declare'),
    };
  });
  // A county may have accepted the registration, or a team the request, since the last visit.
  useEffect(() => void refreshMe().catch(() => undefined), []);
  return (
    <Page title={t('volunteer.title')}>
      <section class="panel volunteer-card" aria-labelledby="card-title">
        <h2 id="card-title">{me.person?.name ?? me.nickname}</h2>
        {me.volunteer && <p>{t('volunteer.number', { number: me.volunteer.volunteerNo })}</p>}
        {me.volunteer && me.volunteer.skills.length > 0 && (
          <p>{t('volunteer.skillsOf', { skills: me.volunteer.skills.join(t('list.separator')) })}</p>
        )}
        {me.teams.map((team) => (
          <p key={team.id}>
            {team.name} · {t(ROLES[team.role])}
          </p>
        ))}
        {!me.teams.length && <p>{t('volunteer.noTeam')}</p>}
      </section>
      <Async resource={resource} cards={1}>
        {({ tasks, offers, claimable, balance, unit, declares }) => (
          <ul class="hub">
            {leads(me) && (
              <HubLink
                href={paths.offers}
                icon="bell"
                title={t('offers.title')}
                figure={t('hub.offers', { count: offers })}
              />
            )}
            {claimable > 0 && (
              <HubLink
                href={paths.claimable}
                icon="heart"
                title={t('claimable.title')}
                figure={t('hub.claimable', { count: claimable })}
              />
            )}
            <HubLink
              href={paths.tasks}
              icon="work"
              title={t('tasks.title')}
              figure={t('hub.tasks', { count: tasks })}
            />
            {declares && (
              <HubLink href={paths.declare} icon="plus" title={t('declare.title')} figure={t('declare.hint')} />
            )}
            <HubLink
              href={paths.wallet}
              icon="coin"
              title={t('wallet.title')}
              figure={t('wallet.amount', { amount: balance, unit })}
            />
            {me.volunteer && (
              <HubLink
                href={paths.certificates}
                icon="paper"
                title={t('certificate.title')}
                figure={t('certificate.hub')}
              />
            )}
            <HubLink href={paths.shop()} icon="gift" title={t('shop.title')} figure={t('shop.hint')} />
          </ul>
        )}
      </Async>
    </Page>
  );
}

const ROLES = { leader: 'team.leader', deputy: 'team.deputy', member: 'team.member' } as const;

function HubLink({ href, icon, title, figure }: { href: string; icon: IconName; title: string; figure: string }) {
  return (
    <li class="card">
      <a class="card-link hub-link" href={`#${href}`}>
        <Icon name={icon} />
        <span class="card-title">{title}</span>
        <span class="hub-figure">{figure}</span>
      </a>
    </li>
  );
}
