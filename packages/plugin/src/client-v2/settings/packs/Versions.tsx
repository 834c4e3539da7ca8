import { Button, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { decidePack, type PackVersion } from '../../api/packs';
import { t } from '../../app';
import { moment } from '../../shared/format';
import { Nothing } from '../../shared/Nothing';
import { useSmall } from '../../shared/useSmall';
import { placeOf } from './regions';
import { Decide } from './Decide';

const USES = { inForce: 'success', planned: 'processing', kept: 'warning', none: 'default' } as const;
const SIGNATURES = {
  shipped: 'blue',
  trusted: 'green',
  unsigned: 'orange',
  unknownKey: 'orange',
  changed: 'red',
} as const;

interface Props {
  versions: PackVersion[];
  chosen?: string;
  onChoose: (id: string | undefined) => void;
  onDecided: () => void;
  /** Of the chosen one; stands below its line. */
  children: (version: PackVersion) => ReactNode;
}

/** Versions, widest region first; each with its layer, signature and whether it decides. */
export function Versions({ versions, chosen, onChoose, onDecided, children }: Props) {
  const size = useSmall();
  if (!versions.length) return <Nothing text={t('pages.packs.noVersions')} />;
  return (
    <div>
      {versions.map((version) => {
        const isChosen = version.id === chosen;
        return (
          <div key={version.id}>
            <Line version={version}>
              {version.use === 'inForce' && version.mayChange && (
                <Decide
                  deed="off"
                  size={size}
                  pack={version.title}
                  effect={t('pages.packs.off.effect', { region: placeOf(version) })}
                  onDecide={(decision, key) =>
                    decidePack('off', { regionCode: version.regionCode, packName: version.name, ...decision }, key)
                  }
                  onDone={onDecided}
                />
              )}
              <Button
                size={size}
                type={isChosen ? 'primary' : 'default'}
                onClick={() => onChoose(isChosen ? undefined : version.id)}
              >
                {t(isChosen ? 'pages.packs.fold' : 'pages.packs.look')}
              </Button>
            </Line>
            {isChosen && children(version)}
          </div>
        );
      })}
    </div>
  );
}

const Line = ({ version, children }: { version: PackVersion; children: ReactNode }) => (
  <div
    data-pack={`${version.name}@${version.version}`}
    data-use={version.use}
    style={{ display: 'flex', flexWrap: 'wrap', gap: '6px 12px', padding: '8px 0', alignItems: 'center' }}
  >
    <span style={{ flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' }}>
      {version.title} {version.version}
      <br />
      <Typography.Text type="secondary">
        {[
          version.regionName === version.regionCode ? '' : version.regionName,
          version.layerName === version.regionName ? '' : version.layerName,
          moment(version.uploadedAt),
          version.uploadedBy,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
    </span>
    <span style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 8px' }}>
      <Tag color={USES[version.use]} style={{ marginInlineEnd: 0 }}>
        {t(`pages.packs.use.${version.use}`)}
      </Tag>
      <Tag color={SIGNATURES[version.signature]} style={{ marginInlineEnd: 0 }}>
        {version.signedBy ? `${version.signatureName} · ${version.signedBy}` : version.signatureName}
      </Tag>
    </span>
    <span style={{ display: 'flex', gap: 8 }}>{children}</span>
  </div>
);
