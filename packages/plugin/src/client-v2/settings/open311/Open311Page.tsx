import { theme, Typography } from 'antd';
import { open311Keys, type Open311Key } from '../../api/open311';
import { keptCounties, type CountyChoice } from '../../api/packs';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { Nothing } from '../../shared/Nothing';
import { Section } from '../../shared/Section';
import { Lines } from '../Lines';
import { useRoom } from '../useRoom';
import { KeyLine } from './KeyLine';
import { MakeKey } from './MakeKey';

/** 系统对接: where other systems place orders (Open311), and the keys by which they do. */
export default function Open311Page() {
  const keys = useLoad('keys', open311Keys);
  const places = useLoad('counties', keptCounties);
  const { token } = theme.useToken();
  const { page, isWide } = useRoom();
  return (
    <div
      ref={page}
      data-open311-page
      style={{
        background: token.colorBgContainer,
        borderRadius: token.borderRadiusLG,
        padding: isWide ? 24 : 12,
        maxWidth: 960,
      }}
    >
      <Loading from={places} rows={8}>
        {(all) => (
          <>
            <Address counties={all} />
            <Section title={t('pages.open311.keys')}>
              <Typography.Paragraph type="secondary">{t('pages.open311.keysHint')}</Typography.Paragraph>
              <MakeKey counties={all} onMade={keys.reload} />
              <Loading from={keys} rows={3}>
                {(rows) => <Keys rows={rows} counties={all} onChanged={keys.reload} />}
              </Loading>
            </Section>
          </>
        )}
      </Loading>
    </div>
  );
}

/** What the other system's makers have to enter. */
function Address({ counties: all }: { counties: CountyChoice[] }) {
  const address = new URL(`${window.location.origin}/api/open311/v2/`).href;
  return (
    <Section title={t('pages.open311.title')}>
      <Typography.Paragraph type="secondary">{t('pages.open311.hint')}</Typography.Paragraph>
      <Lines
        lines={[
          { key: 'address', label: t('pages.open311.address'), detail: address },
          {
            key: 'jurisdiction',
            label: t('pages.open311.jurisdiction'),
            detail: all
              .map(({ regionCode, name }) => t('pages.open311.jurisdictionOf', { code: regionCode, name }))
              .join(' · '),
          },
        ]}
      />
    </Section>
  );
}

interface KeysProps {
  rows: Open311Key[];
  counties: CountyChoice[];
  onChanged: () => void;
}

function Keys({ rows, counties: all, onChanged }: KeysProps) {
  if (!rows.length) return <Nothing text={t('pages.open311.none')} />;
  const nameOf = (code: string) =>
    all.length > 1 ? all.find(({ regionCode }) => regionCode === code)?.name : undefined;
  return (
    <div style={{ marginTop: 12 }}>
      {rows.map((row) => (
        <KeyLine key={row.id} of={row} county={nameOf(row.regionCode)} onRevoked={onChanged} />
      ))}
    </div>
  );
}
