import { Button, Tag, Typography } from 'antd';
import type { PackVersion } from '../../api/packs';
import { t } from '../../app';
import { moment } from '../../shared/format';

const USES = { inForce: 'success', planned: 'processing', none: 'default' } as const;
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
  onChoose: (id: string) => void;
}

/** Versions, widest region first; each with its layer, signature and whether it decides. */
export const Versions = ({ versions, chosen, onChoose }: Props) => (
  <div>
    {versions.map((version) => (
      <div
        key={version.id}
        data-pack={`${version.name}@${version.version}`}
        data-use={version.use}
        style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', padding: '8px 0', alignItems: 'center' }}
      >
        <span style={{ flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' }}>
          {version.title} {version.version}
          <br />
          <Typography.Text type="secondary">
            {[
              version.regionName,
              version.layerName === version.regionName ? '' : version.layerName,
              moment(version.uploadedAt),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography.Text>
        </span>
        <span style={{ flex: '0 0 auto' }}>
          <Tag color={USES[version.use]}>{t(`pages.packs.use.${version.use}`)}</Tag>
          <Tag color={SIGNATURES[version.signature]}>
            {version.signedBy ? `${version.signatureName} · ${version.signedBy}` : version.signatureName}
          </Tag>
        </span>
        <Button size="small" type={chosen === version.id ? 'primary' : 'default'} onClick={() => onChoose(version.id)}>
          {t('pages.packs.look')}
        </Button>
      </div>
    ))}
  </div>
);
