/** Registering as a volunteer. */
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { api, tell, refreshMe } from '../state/app';
import { Button } from './Button';
import { Consent } from './Consent';
import { ErrorSummary } from './ErrorSummary';
import { CommandStatus, FailureView } from './Failure';
import { Select, TextInput } from './fields';
import { useResource } from './hooks';
import { focusHeading } from './Page';
import { useForm } from './useForm';

/** Commas, their full-width forms and the enumeration comma, semicolons, line ends. */
const SEPARATORS = /[,;\uFF0C\u3001\uFF1B\n]+/;

/** What was written as a list: without blanks and without doubles. */
export const skillsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(SEPARATORS)
      .map((skill) => skill.trim())
      .filter(Boolean),
  ),
];

export function VolunteerForm() {
  const teams = useResource('teams', api.teams);
  const [skills, setSkills] = useState('');
  const [teamId, setTeamId] = useState('');
  const [consent, setConsent] = useState(false);
  const form = useForm(
    () => ({ consent: consent ? undefined : t('problem.consent') }),
    async (onRetry) => {
      await api.volunteer({ skills: skillsOf(skills), teamId: teamId || undefined, consent: true }, onRetry);
      tell(t(teamId ? 'volunteer.doneTeam' : 'volunteer.done'));
      await refreshMe();
      setTimeout(focusHeading);
    },
  );
  return (
    <form class="panel" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary lines={form.lines} turn={form.turn} />
      <TextInput
        id="skills"
        label={t('volunteer.skills')}
        hint={t('volunteer.skillsHint')}
        value={skills}
        onValue={setSkills}
      />
      <Select
        id="team"
        label={t('volunteer.team')}
        hint={teams.loading ? t('loading.now') : t('volunteer.teamHint')}
        options={(teams.data ?? []).map((team) => ({
          value: team.id,
          label: [team.name, team.categoryName, team.townName].filter(Boolean).join(' · '),
        }))}
        value={teamId}
        onValue={setTeamId}
      />
      {teams.failure && <FailureView failure={teams.failure} retry={() => void teams.reload()} />}
      <Consent
        title={t('consent.volunteer')}
        text={[t('consent.volunteerWhat'), t('consent.volunteerWhy'), t('consent.rights')]}
        agree={t('consent.agreeVolunteer')}
        checked={consent}
        error={form.errors.consent}
        onChecked={setConsent}
      />
      <CommandStatus command={form.command} />
      <Button type="submit" tone="primary" wide busy={form.command.sending}>
        {t('volunteer.do')}
      </Button>
    </form>
  );
}
