import { Button, Input, Modal, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { problemOf } from '../api/request';
import { t } from '../app';

interface Props {
  /** What may be seen without asking. A mask holds `*`; anything else is whole already. */
  masked: string;
  /** On the button that shows the whole. */
  label: string;
  reveal: (reason: string) => Promise<string>;
  /** How the whole is shown. */
  children?: (whole: string) => ReactNode;
}

/** A masked personal datum, shown in full on demand, for a reason that is recorded. */
export function Sealed({ masked, label, reveal, children = (whole) => whole }: Props) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [revealed, setRevealed] = useState<{ of: string; whole: string }>();
  const [problem, setProblem] = useState<string>();
  // A mask that changed belongs to another datum.
  const shown = revealed?.of === masked ? revealed.whole : masked;

  const ask = async () => {
    try {
      setRevealed({ of: masked, whole: await reveal(reason.trim()) });
      setAsking(false);
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  };

  if (!shown.includes('*')) return <>{children(shown)}</>;
  return (
    <>
      {shown}
      <Button type="link" size="small" onClick={() => (setProblem(undefined), setAsking(true))}>
        {label}
      </Button>
      <Modal
        open={asking}
        title={label}
        okText={label}
        cancelText={t('pages.common.cancel')}
        okButtonProps={{ disabled: !reason.trim() }}
        onOk={ask}
        onCancel={() => setAsking(false)}
      >
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t('pages.common.revealReason')}
          aria-label={t('pages.common.revealReason')}
        />
        {problem && <Typography.Text type="danger">{problem}</Typography.Text>}
      </Modal>
    </>
  );
}
