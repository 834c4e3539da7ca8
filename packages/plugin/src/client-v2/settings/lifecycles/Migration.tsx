import { Alert, Button, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { migrateOrders, previewMigration, type LifecycleVersions } from '../../api/lifecycles';
import { problemOf } from '../../api/request';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { useOnePress } from '../../shared/useOnePress';
import { useToast } from '../../shared/useToast';

interface Props {
  regionCode: string;
  version: LifecycleVersions['versions'][number];
  /** Where orders may go. */
  states: LifecycleVersions['states'];
  onDone: () => void;
  onCancel: () => void;
}

/** Where the orders of a version would go, state by state; a state that is gone asks for its place. Then, with a reason, they go. */
export function Migration({ regionCode, version, states, onDone, onCancel }: Props) {
  const from = version.version;
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const plan = useLoad(`${from} ${JSON.stringify(mapping)}`, () => previewMigration({ regionCode, from, mapping }));
  const toast = useToast();

  const run = useOnePress(async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      let moved = 0;
      for (;;) {
        const answer = await migrateOrders({ regionCode, from, mapping, reason: reason.trim() });
        moved += answer.moved;
        if (answer.failed.length)
          setProblem(t('pages.lifecycles.failed', { orders: answer.failed.map(({ orderNo }) => orderNo).join(', ') }));
        // What failed stays where it is; asking again moves the others on, and nothing moved is the end of it.
        if (answer.left === 0 || answer.moved === 0) {
          toast(t('pages.lifecycles.moved', { count: moved }));
          if (!answer.failed.length) onDone();
          break;
        }
      }
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  });

  const nameOf = (wanted: string) => version.states.find(({ state }) => state === wanted)?.stateName ?? wanted;
  const choose = (state: string) => (to: string) => setMapping({ ...mapping, [state]: to });
  const choices = states.map(({ state, stateName }) => ({ value: state, label: stateName }));
  return (
    <div data-migration>
      <Loading from={plan} rows={3}>
        {({ moves, problems }) => (
          <>
            <ul style={{ paddingInlineStart: 20 }}>
              {moves.map(({ state, stateName, count, to, toName }) => (
                <li key={`${state} ${toName}`}>
                  {mapping[state] ? (
                    <>
                      {t('pages.lifecycles.moveTo', { from: stateName, count })}{' '}
                      {/* What was chosen may be chosen anew. */}
                      <Target state={stateName} value={mapping[state]} choices={choices} onChoose={choose(state)} />
                    </>
                  ) : (
                    t('pages.lifecycles.move', { from: stateName, count, to: toName || to })
                  )}
                </li>
              ))}
            </ul>
            {problems.map(({ state, cause, remedy }) => (
              <Alert
                key={`${state} ${cause}`}
                type="warning"
                showIcon
                message={cause}
                description={remedy}
                style={{ marginBottom: 8 }}
                action={
                  state ? (
                    <Target state={nameOf(state)} value={mapping[state]} choices={choices} onChoose={choose(state)} />
                  ) : undefined
                }
              />
            ))}
            {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 8 }} />}
            <Typography.Text>{t('pages.lifecycles.reason')}</Typography.Text>
            <Input
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              aria-label={t('pages.lifecycles.reason')}
              maxLength={500}
              style={{ margin: '4px 0 8px' }}
            />
            <div style={{ display: 'flex', gap: 8 }}>
              <Button
                type="primary"
                disabled={problems.length > 0 || !reason.trim()}
                loading={busy}
                onClick={() => void run()}
              >
                {t('pages.lifecycles.migrate')}
              </Button>
              <Button onClick={onCancel}>{t('pages.common.cancel')}</Button>
            </div>
          </>
        )}
      </Loading>
    </div>
  );
}

interface TargetProps {
  /** The state that it is about, in words. */
  state: string;
  value?: string;
  choices: { value: string; label: string }[];
  onChoose: (to: string) => void;
}

/** Into which state orders go. */
const Target = ({ state, value, choices, onChoose }: TargetProps) => (
  <Select
    aria-label={t('pages.lifecycles.to', { state })}
    value={value}
    options={choices}
    placeholder={t('pages.lifecycles.choose')}
    onChange={onChoose as (to: never) => void}
    style={{ minWidth: 140 }}
  />
);
