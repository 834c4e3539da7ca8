import { theme } from 'antd';
import { useState } from 'react';
import { packList, type PackVersion } from '../../api/packs';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { Section } from '../../shared/Section';
import { History } from './History';
import { Upload } from './Upload';
import { Version } from './Version';
import { Versions } from './Versions';

/** 规则包: what is in force, new versions and what they would change, and the history. */
export default function PacksPage() {
  const packs = useLoad('packs', packList);
  const [chosen, choose] = useState<string>();
  const { token } = theme.useToken();
  const versionOf = (versions: PackVersion[]) => versions.find(({ id }) => id === chosen);
  return (
    <div style={{ background: token.colorBgContainer, borderRadius: token.borderRadiusLG, padding: 24, maxWidth: 960 }}>
      <Upload
        onKept={({ id }) => {
          choose(id);
          packs.reload();
        }}
      />
      <Loading from={packs} rows={8}>
        {({ versions, history }) => {
          const version = versionOf(versions);
          return (
            <>
              <Section title={t('pages.packs.versions')}>
                <Versions versions={versions} chosen={chosen} onChoose={choose} />
              </Section>
              {version && <Version key={version.id} version={version} onDecided={packs.reload} />}
              <Section title={t('pages.packs.history')}>
                <History entries={history} onDecided={packs.reload} />
              </Section>
            </>
          );
        }}
      </Loading>
    </div>
  );
}
