import { Tabs, theme } from 'antd';
import { useState } from 'react';
import { packList } from '../../api/packs';
import { useLoad } from '../../api/useLoad';
import { t } from '../../app';
import { Loading } from '../../shared/Loading';
import { Lifecycles } from '../lifecycles/Lifecycles';
import { useRoom } from '../useRoom';
import { Effective } from './Effective';
import { History } from './History';
import { Kept } from './Kept';
import { Trust } from './Trust';
import { Upload } from './Upload';
import { Version } from './Version';
import { Versions } from './Versions';

/** 规则包: versions and what they would change, the rules in force, the history, and whose signatures are trusted. */
export default function PacksPage() {
  const packs = useLoad('packs', packList);
  const [chosen, choose] = useState<string>();
  const { token } = theme.useToken();
  const { page, isWide } = useRoom();
  return (
    <div
      ref={page}
      data-pack-page
      style={{
        background: token.colorBgContainer,
        borderRadius: token.borderRadiusLG,
        padding: isWide ? '8px 24px 24px' : '4px 12px 16px',
        maxWidth: 960,
      }}
    >
      <Loading from={packs} rows={8}>
        {(list) => (
          <>
            <Kept kept={list.kept} />
            <Tabs
              tabBarGutter={isWide ? 32 : 16}
              tabBarStyle={{ marginBottom: 16 }}
              items={[
                {
                  key: 'versions',
                  label: t('pages.packs.versions'),
                  children: (
                    <>
                      <Upload
                        refusesUnsure={list.untrusted === 'refuse'}
                        onKept={({ id }) => {
                          choose(id);
                          packs.reload();
                        }}
                      />
                      <Versions versions={list.versions} chosen={chosen} onChoose={choose} onDecided={packs.reload}>
                        {(version) => (
                          // What it would change is told against what is in force, which a decision changes.
                          <Version
                            key={`${version.id} ${list.history.length}`}
                            version={version}
                            onDecided={packs.reload}
                          />
                        )}
                      </Versions>
                    </>
                  ),
                },
                {
                  key: 'rules',
                  label: t('pages.packs.rules'),
                  children: <Effective versions={list.versions} revision={list.history.length} />,
                },
                {
                  key: 'history',
                  label: t('pages.packs.history'),
                  children: <History entries={list.history} onDecided={packs.reload} />,
                },
                {
                  key: 'lifecycles',
                  label: t('pages.lifecycles.title'),
                  children: <Lifecycles counties={list.counties} revision={list.history.length} />,
                },
                {
                  key: 'trust',
                  label: t('pages.packs.trust'),
                  children: <Trust list={list} onChanged={packs.reload} />,
                },
              ]}
            />
          </>
        )}
      </Loading>
    </div>
  );
}
