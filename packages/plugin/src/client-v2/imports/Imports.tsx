import { useState } from 'react';
import { Button } from 'antd';
import { imports } from '../api/imports';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { Section } from '../shared/Section';
import { Send } from './Send';
import { Sheet } from './Sheet';

const PAGE_SIZE = 10;
/** While something is under way, and otherwise. */
const SECONDS = { busy: 2, idle: 60 };

/** 纸质工单导入: template and upload above, the sheets with their progress and results below. */
export function Imports() {
  const [page, turn] = useState(1);
  const [busy, setBusy] = useState(false);
  const lines = useLoad(
    `imports ${page}`,
    async () => {
      const found = await imports(page, PAGE_SIZE);
      setBusy(found.rows.some(({ state }) => state === 'running'));
      return found;
    },
    busy ? SECONDS.busy : SECONDS.idle,
  );
  return (
    <div data-imports style={{ maxWidth: 960 }}>
      <Send
        onSent={() => {
          turn(1);
          lines.reload();
        }}
      />
      <Section title={t('pages.imports.sheets')}>
        <Loading from={lines}>
          {({ rows, count }) => (
            <>
              {!rows.length && <Nothing text={t('pages.imports.none')} />}
              {rows.map((line) => (
                <Sheet key={line.id} line={line} onChanged={lines.reload} />
              ))}
              {count > PAGE_SIZE && (
                <div style={{ display: 'flex', gap: 8, justifyContent: 'center', marginTop: 12 }}>
                  <Button disabled={page === 1} onClick={() => turn(page - 1)}>
                    {t('pages.imports.newer')}
                  </Button>
                  <Button disabled={page * PAGE_SIZE >= count} onClick={() => turn(page + 1)}>
                    {t('pages.imports.older')}
                  </Button>
                </div>
              )}
            </>
          )}
        </Loading>
      </Section>
    </div>
  );
}
