import { useState } from 'react';
import { Alert, Button, Popconfirm, Progress, Tag, Typography } from 'antd';
import { saveResult, stopImport, type ImportLine } from '../api/imports';
import { problemOf } from '../api/request';
import { t } from '../app';
import { moment } from '../shared/format';
import { Card } from '../shared/Card';
import { useSmall } from '../shared/useSmall';
import { Reasons } from './Reasons';

/** One sheet: how far it is, what became of its rows, and the reasons to take back. */
export function Sheet({ line, onChanged }: { line: ImportLine; onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const size = useSmall();
  const { id, fileName, state, total, placed, repeated, faulty, pending } = line;
  const trying = (work: () => Promise<unknown>) => {
    setTrouble(undefined);
    return work().then(onChanged, (error: unknown) => setTrouble(problemOf(error).message));
  };
  return (
    <Card
      kind="import"
      state={state}
      title={fileName}
      head={
        <>
          <Typography.Text type="secondary">
            {t('pages.imports.by', { name: line.uploadedBy, at: moment(line.uploadedAt) })}
          </Typography.Text>
          {state === 'stopped' && <Tag>{t('pages.imports.stopped')}</Tag>}
        </>
      }
    >
      <Progress
        percent={total ? Math.floor(((total - pending) / total) * 100) : 100}
        status={state === 'running' ? 'active' : 'normal'}
        aria-label={t('pages.imports.progress', { done: total - pending, total })}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4, rowGap: 8, alignItems: 'center' }}>
        <Tag color="green">{t('pages.imports.placed', { count: placed })}</Tag>
        {repeated > 0 && <Tag color="blue">{t('pages.imports.repeated', { count: repeated })}</Tag>}
        {faulty > 0 && <Tag color="red">{t('pages.imports.faulty', { count: faulty })}</Tag>}
        {pending > 0 && <Tag>{t('pages.imports.pending', { count: pending })}</Tag>}
        <span style={{ flex: 1 }} />
        {state === 'running' && (
          <Popconfirm
            title={t('pages.imports.stopAsk')}
            okText={t('pages.imports.stop')}
            cancelText={t('pages.common.cancel')}
            onConfirm={() => trying(() => stopImport(id))}
          >
            <Button size={size}>{t('pages.imports.stop')}</Button>
          </Popconfirm>
        )}
        {faulty > 0 && (
          <>
            <Button size={size} onClick={() => setOpen(!open)}>
              {t(open ? 'pages.imports.hide' : 'pages.imports.show')}
            </Button>
            <Button
              size={size}
              type="primary"
              onClick={() =>
                void trying(() =>
                  saveResult(id, `${t('api.sheet.resultName', { name: fileName.replace(/\.\w+$/, '') })}.xlsx`),
                )
              }
            >
              {t('pages.imports.result')}
            </Button>
          </>
        )}
      </div>
      {line.ignored.length > 0 && (
        <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
          {t('pages.imports.ignored', { columns: line.ignored.join(t('api.list.separator')) })}
        </Typography.Paragraph>
      )}
      {trouble && <Alert type="error" showIcon message={trouble} style={{ marginTop: 8 }} />}
      {open && <Reasons id={id} faulty={faulty} />}
    </Card>
  );
}
