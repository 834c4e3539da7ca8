/** An address that leads nowhere. */
import { t } from '../i18n';
import { paths } from '../state/route';
import { LinkButton } from '../ui/Button';
import { Page } from '../ui/Page';

export function NotFound() {
  return (
    <Page title={t('notFound.title')} lede={t('notFound.text')} narrow>
      <LinkButton tone="primary" href={`#${paths.home}`}>
        {t('nav.home')}
      </LinkButton>
    </Page>
  );
}
