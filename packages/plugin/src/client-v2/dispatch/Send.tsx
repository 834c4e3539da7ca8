import { Alert, Button, Input, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AllowedEvent, Candidates, EventField } from '../../api/types';
import { sendEvent, type OrderRow } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { t } from '../app';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';
import { overrules } from './overrules';
import { TeamPicker } from './TeamPicker';

/** The host's assistant floats in the corner, over whatever stands there. */
const CORNER = 56;

interface Props {
  order: OrderRow;
  /** The event by which the order goes to teams now. */
  event: AllowedEvent;
  candidates: Candidates;
  maxHeight?: string;
  onDone: () => void;
  /** The ranking is another by now. */
  onStale: () => void;
}

/** Choose teams, add a word for them, dispatch. Another choice than the one suggested asks for a reason. */
export function Send({ order, event, candidates, maxHeight, onDone, onStale }: Props) {
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [key, setKey] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const { token } = theme.useToken();
  const fieldOf = (name: string): EventField | undefined => event.fields.find((field) => field.name === name);
  const isOther = overrules(candidates, teamIds);
  const isReady = teamIds.length > 0 && (!isOther || Boolean(texts.reason?.trim()));

  // What is asked for changed, so it is another request: the old key would answer for the old one.
  const choose = (ids: string[]) => (setTeamIds(ids), setKey(newKey()), setProblem(undefined));
  const write = (name: string, text: string) => (setTexts({ ...texts, [name]: text }), setKey(newKey()));

  const dispatch = useOnePress(async () => {
    setSending(true);
    setProblem(undefined);
    const said = Object.entries({ ...texts, reason: isOther ? texts.reason : '' })
      .map(([name, text]) => [name, text?.trim()])
      .filter(([, text]) => text);
    try {
      const teams = event.fields.find(({ kind }) => kind === 'teams')!.name;
      await sendEvent(order.id, event.type, { [teams]: teamIds, ...Object.fromEntries(said) }, key);
      toast(t('pages.dispatch.sent', { count: teamIds.length }));
      onDone();
    } catch (error) {
      const { code, message } = problemOf(error);
      setProblem(message);
      if (code === 'OVERRULE_REASON') onStale();
    } finally {
      setSending(false);
    }
  });

  const text = (name: string, placeholder: string) => (
    <Input
      value={texts[name]}
      onChange={({ target }) => write(name, target.value)}
      placeholder={placeholder}
      aria-label={placeholder}
      maxLength={fieldOf(name)?.lengthMax}
      style={{ flex: '1 1 200px' }}
    />
  );
  return (
    <>
      <Typography.Title level={5} style={{ margin: '0 0 12px' }}>
        {t('pages.dispatch.teams')}
      </Typography.Title>
      <TeamPicker candidates={candidates} value={teamIds} onChange={choose} maxHeight={maxHeight} />
      <div
        style={{
          position: 'sticky',
          // Over the foot of the sheet, or the list would show below it.
          bottom: -24,
          marginBottom: -24,
          background: token.colorBgElevated,
          paddingBlock: '16px 24px',
          paddingInlineEnd: maxHeight ? CORNER : 0,
        }}
      >
        {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
        {isOther && fieldOf('reason') && (
          <div style={{ marginBottom: 8 }}>
            <Typography.Text type="warning" style={{ display: 'block', marginBottom: 4 }}>
              {t('pages.dispatch.overrule')}
            </Typography.Text>
            {text('reason', t('pages.dispatch.reason'))}
          </div>
        )}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {fieldOf('note') && text('note', t('pages.dispatch.note'))}
          <Button type="primary" disabled={!isReady} loading={sending} onClick={() => void dispatch()}>
            {teamIds.length === 0 ? t('pages.dispatch.choose') : t('pages.dispatch.send', { count: teamIds.length })}
          </Button>
        </div>
      </div>
    </>
  );
}
