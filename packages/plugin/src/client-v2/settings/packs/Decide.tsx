import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { PackDecision } from '../../api/packs';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { useToast } from '../../shared/useToast';

interface Props {
  name: 'activate' | 'rollback';
  onDecide: (decision: PackDecision) => Promise<unknown>;
  onDone: () => void;
}

/** From when on, and why: what a decision on rules is kept with. */
export function Decide({ name, onDecide, onDone }: Props) {
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();

  const decide = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onDecide({ reason, ...(from ? { effectiveFrom: from } : {}) });
      toast(t(`pages.packs.${name}.done`));
      setReason('');
      onDone();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div
      style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'end', marginTop: 12 }}
      data-pack-decide={name}
    >
      {problem && <Alert type="error" showIcon message={problem} style={{ flex: '1 1 100%' }} />}
      <label style={{ flex: '0 0 180px' }}>
        {t('pages.packs.from')}
        <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label style={{ flex: '1 1 220px' }}>
        {t('pages.packs.reason')}
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      <Button
        type={name === 'activate' ? 'primary' : 'default'}
        loading={busy}
        disabled={!reason.trim()}
        onClick={() => void decide()}
      >
        {t(`pages.packs.${name}.do`)}
      </Button>
    </div>
  );
}
