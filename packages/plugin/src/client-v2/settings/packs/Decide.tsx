import { Alert, Button, Input, Modal, Typography } from 'antd';
import { useRef, useState } from 'react';
import type { PackDecision, PackRefusal } from '../../api/packs';
import { newKey } from '../../api/request';
import { t } from '../../app';
import { dayOf } from '../../shared/format';
import { useToast } from '../../shared/useToast';
import { Problems } from './Problems';

export type Deed = 'activate' | 'off' | 'rollback';

interface Props {
  deed: Deed;
  /** The pack, as its name stands in the question. */
  pack: string;
  /** What will be then, in a sentence. */
  effect: string;
  size?: 'small' | 'middle';
  onDecide: (decision: PackDecision, key: string) => Promise<unknown>;
  onDone: () => void;
}

/** A button for a decision on rules, and the question that it asks before anything is changed: from when on, and why. */
export function Decide({ deed, pack, effect, size, onDecide, onDone }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type={deed === 'activate' ? 'primary' : 'default'}
        size={size}
        danger={deed === 'off'}
        data-pack-deed={deed}
        onClick={() => setOpen(true)}
      >
        {t(`pages.packs.${deed}.do`)}
      </Button>
      {open && (
        <Question
          {...{ deed, pack, effect, onDecide }}
          onClose={(isDone) => {
            setOpen(false);
            if (isDone) onDone();
          }}
        />
      )}
    </>
  );
}

type QuestionProps = Pick<Props, 'deed' | 'pack' | 'effect' | 'onDecide'> & { onClose: (isDone: boolean) => void };

function Question({ deed, pack, effect, onDecide, onClose }: QuestionProps) {
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<PackRefusal>();
  const key = useRef({ of: '', key: '' });
  const toast = useToast();

  const decide = async () => {
    const decision = { reason: reason.trim(), ...(from ? { effectiveFrom: from } : {}) };
    // Sent again after a broken line it is the same decision, and not a second one.
    const of = JSON.stringify(decision);
    if (key.current.of !== of) key.current = { of, key: newKey() };
    setBusy(true);
    setRefusal(undefined);
    try {
      await onDecide(decision, key.current.key);
      toast(t(`pages.packs.${deed}.done`));
      onClose(true);
    } catch (error) {
      setRefusal(error as PackRefusal);
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t(`pages.packs.${deed}.title`, { pack })}
      okText={t(`pages.packs.${deed}.do`)}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !reason.trim(), danger: deed === 'off' }}
      confirmLoading={busy}
      onOk={() => void decide()}
      onCancel={() => onClose(false)}
    >
      <div style={{ display: 'grid', gap: 12 }} data-pack-decide={deed}>
        <Typography.Text>{effect}</Typography.Text>
        <label>
          {t('pages.packs.from')}
          <Input type="date" min={dayOf()} value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {t('pages.packs.reason')}
          <Input.TextArea rows={2} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
        {refusal && (
          <div data-pack-refused>
            <Alert type="error" showIcon message={refusal.message} style={{ marginBottom: 8 }} />
            <Problems problems={refusal.problems} />
          </div>
        )}
      </div>
    </Modal>
  );
}
