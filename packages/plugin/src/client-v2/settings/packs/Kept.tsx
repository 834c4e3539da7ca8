import { Alert } from 'antd';
import type { PackKept } from '../../api/packs';
import { t } from '../../app';
import { moment } from '../../shared/format';
import { Problems } from './Problems';

/** Where a newer version is not used because the region's own packs do not fit it: what is used instead, why, and what to do. */
export const Kept = ({ kept }: { kept: PackKept[] }) =>
  kept.map((one) => (
    <Alert
      key={`${one.regionCode} ${one.name}`}
      type="warning"
      showIcon
      data-pack-kept={one.regionCode}
      style={{ margin: '8px 0 12px' }}
      message={t(one.version ? 'pages.packs.kept.older' : 'pages.packs.kept.without', { ...one })}
      description={
        <>
          <p style={{ marginTop: 0 }}>
            {t('pages.packs.kept.why', { unfit: one.unfit, newer: one.newer, at: moment(one.since) })}{' '}
            {t(one.mayChange ? 'pages.packs.kept.do' : 'pages.packs.kept.others', { unfit: one.unfit })}
          </p>
          {one.problems.length > 0 && (
            <details>
              <summary style={{ cursor: 'pointer' }}>
                {t('pages.packs.kept.problems', { count: one.problems.length })}
              </summary>
              <Problems problems={one.problems} />
            </details>
          )}
        </>
      }
    />
  ));
