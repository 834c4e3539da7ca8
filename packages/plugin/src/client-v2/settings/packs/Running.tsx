import { Tag, Typography } from 'antd';
import type { PackPreview } from '../../api/packs';
import { t } from '../../app';

/** Orders under way, where a pack touches their lifecycle: they run on as they are. A state that new orders would not have is marked. */
export function Running({ running }: { running: PackPreview['running'] }) {
  if (!running.length) return null;
  return (
    <div data-pack-running>
      <Typography.Title level={5}>{t('pages.packs.running')}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('pages.packs.runningHint')}</Typography.Paragraph>
      {running.map(({ regionCode, version, count, states }) => (
        <Typography.Paragraph key={`${regionCode} ${version}`} style={{ overflowWrap: 'anywhere' }}>
          {t('pages.packs.runningBy', { region: regionCode, version, count })}
          <br />
          {states.map(({ state, stateName, count: inState, isThere }) => (
            <Tag key={state} color={isThere ? 'default' : 'warning'}>
              {t(isThere ? 'pages.packs.runningIn' : 'pages.packs.runningGone', { state: stateName, count: inState })}
            </Tag>
          ))}
        </Typography.Paragraph>
      ))}
    </div>
  );
}
