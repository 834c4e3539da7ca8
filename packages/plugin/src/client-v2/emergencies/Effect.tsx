import { Alert } from 'antd';
import type { EmergencyOverview } from '../api/emergencies';
import { t } from '../app';
import { effectOf, type EmergencyDraft } from './draft';

/** What would come of it: services that are opened, orders that stay what they are, clocks that run otherwise. */
export function Effect({ page, draft }: { page: EmergencyOverview; draft: EmergencyDraft }) {
  const { covered, opened } = effectOf(page, draft);
  return (
    <Alert
      type="info"
      role="status"
      showIcon
      style={{ marginBottom: 16 }}
      message={t('pages.emergencies.effect')}
      description={
        <ul data-emergency-effect style={{ margin: 0, paddingInlineStart: 18 }}>
          <li>{t('pages.emergencies.covers', { count: covered })}</li>
          <li>
            {opened.length
              ? t('pages.emergencies.opens', {
                  count: opened.length,
                  names: opened.map(({ name }) => name).join(t('pages.common.list.separator')),
                })
              : t('pages.emergencies.opensNone')}
          </li>
          {page.clocks.map(({ title, ordinary, emergency }) => (
            <li key={title}>{t('pages.emergencies.clock', { title, ordinary, emergency })}</li>
          ))}
          <li>{t('pages.emergencies.untouched', { count: page.openOrders })}</li>
          <li>{t('pages.emergencies.tells')}</li>
        </ul>
      }
    />
  );
}
