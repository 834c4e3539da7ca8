import { Alert, Button, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { makeOpen311Key } from '../../api/open311';
import type { CountyChoice } from '../../api/packs';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { useOnePress } from '../../shared/useOnePress';

interface Props {
  counties: CountyChoice[];
  onMade: () => void;
}

/** Makes a key for another system, and shows it: this once, and never again. */
export function MakeKey({ counties, onMade }: Props) {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<string>();
  return (
    <>
      <Button type="primary" disabled={!counties.length} onClick={() => setOpen(true)}>
        {t('pages.open311.make')}
      </Button>
      {open && (
        <Ask
          counties={counties}
          onCancel={() => setOpen(false)}
          onMade={(made) => {
            setOpen(false);
            setKey(made);
            onMade();
          }}
        />
      )}
      {key && (
        <Alert
          type="success"
          showIcon
          style={{ marginTop: 12 }}
          message={t('pages.open311.shownOnce')}
          description={
            <div data-open311-made>
              <Typography.Paragraph
                copyable={{ text: key }}
                style={{ overflowWrap: 'anywhere', fontFamily: 'monospace' }}
              >
                {key}
              </Typography.Paragraph>
              <Button onClick={() => setKey(undefined)}>{t('pages.open311.noted')}</Button>
            </div>
          }
        />
      )}
    </>
  );
}

function Ask({
  counties,
  onCancel,
  onMade,
}: {
  counties: CountyChoice[];
  onCancel: () => void;
  onMade: (key: string) => void;
}) {
  const [name, setName] = useState('');
  const [regionCode, setRegionCode] = useState(counties[0]!.regionCode);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const make = useOnePress(async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      onMade((await makeOpen311Key(name.trim(), regionCode)).apiKey);
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  });
  return (
    <Modal
      open
      title={t('pages.open311.make')}
      okText={t('pages.open311.makeDo')}
      cancelText={t('pages.common.cancel')}
      okButtonProps={{ disabled: !name.trim() }}
      confirmLoading={busy}
      onOk={() => void make()}
      onCancel={onCancel}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <label>
          {t('pages.open311.name')}
          <Input
            value={name}
            maxLength={50}
            placeholder={t('pages.open311.nameHint')}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {counties.length > 1 && (
          <label>
            {t('pages.lifecycles.county')}
            <Select
              value={regionCode}
              options={counties.map((county) => ({ value: county.regionCode, label: county.name }))}
              showSearch
              optionFilterProp="label"
              onChange={setRegionCode as (code: never) => void}
              style={{ width: '100%' }}
            />
          </label>
        )}
        {problem && <Alert type="error" showIcon message={problem} />}
      </div>
    </Modal>
  );
}
