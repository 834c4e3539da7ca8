import { Alert, Button, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { trustKey } from '../../api/packs';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { useToast } from '../../shared/useToast';

/** Takes a public key, with the name of whose it is. */
export function AddKey({ onAdded }: { onAdded: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
        {t('pages.packs.addKey')}
      </Button>
      {open && (
        <Form
          onClose={(isAdded) => {
            setOpen(false);
            if (isAdded) onAdded();
          }}
        />
      )}
    </>
  );
}

function Form({ onClose }: { onClose: (isAdded: boolean) => void }) {
  const [name, setName] = useState('');
  const [publicKey, setPublicKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();

  const add = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await trustKey(name.trim(), publicKey.trim());
      toast(t('pages.packs.keyAdded'));
      onClose(true);
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t('pages.packs.addKey')}
      okText={t('pages.packs.trustDo')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !name.trim() || !publicKey.trim() }}
      confirmLoading={busy}
      onOk={() => void add()}
      onCancel={() => onClose(false)}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <Typography.Text type="secondary">{t('pages.packs.addKeyHint')}</Typography.Text>
        <label>
          {t('pages.packs.keyName')}
          <Input
            value={name}
            maxLength={100}
            placeholder={t('pages.packs.keyNameHint')}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          {t('pages.packs.publicKey')}
          <Input.TextArea rows={4} value={publicKey} onChange={(event) => setPublicKey(event.target.value)} />
        </label>
        {problem && <Alert type="error" showIcon message={problem} />}
      </div>
    </Modal>
  );
}
