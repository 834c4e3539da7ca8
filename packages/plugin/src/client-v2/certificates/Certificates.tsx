import { Button, Drawer, Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { certificateDesk, PAGE_SIZE, type CertificateDesk, type CertificatePart } from '../api/certificates';
import { useLoad } from '../api/useLoad';
import { t } from '../app';
import { CountyChoice } from '../shared/CountyChoice';
import { Loading } from '../shared/Loading';
import { Nothing } from '../shared/Nothing';
import { useLeaving } from '../shared/useLeaving';
import { CertificateCard } from './CertificateCard';
import { SettingsForm } from './SettingsForm';

/** Requests come in, and notices run out, while one looks on. */
const EVERY_SECONDS = 30;
const PARTS: readonly CertificatePart[] = ['open', 'issued', 'ended'];

/** 服务记录证明: what volunteers ask for, what is made known, and what was issued. */
export function Certificates() {
  const [asked, setAsked] = useState<string>();
  const [part, setPart] = useState<CertificatePart>('open');
  const [page, setPage] = useState(1);
  const desk = useLoad(
    `certificates ${asked ?? ''} ${part} ${page}`,
    () => certificateDesk(part, page, asked),
    EVERY_SECONDS,
  );
  const show = (next: CertificatePart) => (setPart(next), setPage(1));
  return (
    <div data-certificates style={{ maxWidth: 960 }}>
      <Loading from={desk} rows={8}>
        {(found) => (
          <>
            <CountyChoice
              counties={found.counties}
              value={found.regionCode}
              onChange={(regionCode) => (setAsked(regionCode), setPage(1))}
            />
            <Head key={found.regionCode} desk={found} onPart={show} reload={desk.reload} />
            {!found.rows.length && <Nothing text={t(`pages.certificates.none.${found.part}`)} />}
            {found.rows.map((line) => (
              <CertificateCard
                key={line.id}
                line={line}
                noticeDays={found.settings.noticeDays}
                onChanged={desk.reload}
              />
            ))}
            <Pagination
              current={found.page}
              total={found.count}
              pageSize={PAGE_SIZE}
              hideOnSinglePage
              showSizeChanger={false}
              onChange={setPage}
            />
          </>
        )}
      </Loading>
    </div>
  );
}

interface HeadProps {
  desk: CertificateDesk;
  onPart: (part: CertificatePart) => void;
  reload: () => void;
}

function Head({ desk, onPart, reload }: HeadProps) {
  const [setting, setSetting] = useState(false);
  const close = () => setSetting(false);
  useLeaving(close);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center', marginBottom: 16 }}>
      <Segmented
        value={desk.part}
        options={PARTS.map((part) => ({
          value: part,
          label: t(`pages.certificates.part.${part}`, { count: desk.counts[part] }),
        }))}
        onChange={(part) => onPart(part as CertificatePart)}
      />
      {desk.maySet && <Button onClick={() => setSetting(true)}>{t('pages.certificates.settings')}</Button>}
      <Drawer
        open={setting}
        onClose={close}
        title={t('pages.certificates.settings')}
        width="min(520px, 100vw)"
        destroyOnClose
      >
        <SettingsForm
          desk={desk}
          onSaved={() => {
            close();
            reload();
          }}
        />
      </Drawer>
    </div>
  );
}
