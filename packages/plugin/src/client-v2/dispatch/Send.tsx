import { Alert, Button, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AllowedEvent, Candidates, EventField } from '../../api/types';
import { sendEvent, type OrderRow } from '../api/orders';
import { newKey, problemOf } from '../api/request';
import { t } from '../app';
import { boundsOf, isWhole } from '../order/whole';
import { useOnePress } from '../shared/useOnePress';
import { useToast } from '../shared/useToast';
import { wholeTrouble } from '../shared/WholeInput';
import { Extra } from './Extra';
import { overrules } from './overrules';
import { TeamPicker } from './TeamPicker';

/** Fields of the shipped lifecycle that the console has a word of its own for. */
const REASON = 'reason';
const NOTE = 'note';

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
  const [said, setSaid] = useState<Record<string, unknown>>({});
  const [key, setKey] = useState(newKey);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const { token } = theme.useToken();
  const [teams, ...fields] = [...event.fields].sort((a, b) => Number(b.kind === 'teams') - Number(a.kind === 'teams'));
  const why = fields.find(({ name }) => name === REASON);
  const extra = fields.filter((field) => field !== why);
  const isSaid = ({ name }: EventField) => said[name] !== undefined && String(said[name]).trim() !== '';
  const isOther = overrules(candidates, teamIds);
  const fits = (field: EventField) => !isWhole(field) || wholeTrouble(said[field.name], boundsOf(field)) === undefined;
  const isReady =
    teamIds.length > 0 &&
    (!isOther || !why || isSaid(why)) &&
    extra.every((field) => fits(field) && (!field.required || isSaid(field)));

  // What is asked for changed, so it is another request: the old key would answer for the old one.
  const choose = (ids: string[]) => (setTeamIds(ids), setKey(newKey()), setProblem(undefined));
  const say = (name: string, value: unknown) => (setSaid({ ...said, [name]: value }), setKey(newKey()));

  const dispatch = useOnePress(async () => {
    setSending(true);
    setProblem(undefined);
    const sent = fields
      .filter((field) => isSaid(field) && (field !== why || isOther))
      .map(({ name }) => [name, typeof said[name] === 'string' ? said[name].trim() : said[name]]);
    try {
      await sendEvent(order.id, event.type, { [teams!.name]: teamIds, ...Object.fromEntries(sent) }, key);
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

  const ask = (field: EventField, label = field.label) => (
    <Extra
      key={field.name}
      field={{ ...field, label }}
      value={said[field.name]}
      onChange={(value) => say(field.name, value)}
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
        {isOther && why && (
          <div style={{ marginBottom: 8 }}>
            <Typography.Text type="warning" style={{ display: 'block', marginBottom: 4 }}>
              {t('pages.dispatch.overrule')}
            </Typography.Text>
            {ask(why, t('pages.dispatch.reason'))}
          </div>
        )}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {extra.map((field) => ask(field, field.name === NOTE ? t('pages.dispatch.note') : undefined))}
          <Button type="primary" disabled={!isReady} loading={sending} onClick={() => void dispatch()}>
            {teamIds.length === 0 ? t('pages.dispatch.choose') : t('pages.dispatch.send', { count: teamIds.length })}
          </Button>
        </div>
      </div>
    </>
  );
}
