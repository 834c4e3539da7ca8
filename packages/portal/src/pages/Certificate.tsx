/** One certificate, as it is printed: in Chinese and English, black on white, on A4, with what proves it. */
import type { CertificateSheet } from '@sidan/plugin-sidan/api';
import { t, wordsIn } from '../i18n';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { CertificatePaper, type Tongues } from '../ui/CertificatePaper';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';

export function Certificate({ id }: { id: string }) {
  return <Guard title={t('certificate.sheet.title')}>{() => <CertificatePage id={id} />}</Guard>;
}

function CertificatePage({ id }: { id: string }) {
  const resource = useResource(`certificate ${id}`, async () => {
    const [sheet, zh, en] = await Promise.all([api.certificate(id), wordsIn('zh-CN'), wordsIn('en-US')]);
    return { sheet, tongues: { zh, en } };
  });
  return (
    <Page title={t('certificate.sheet.title')} back={{ href: paths.certificates, label: t('certificate.title') }}>
      <Async resource={resource}>{({ sheet, tongues }) => <Whole sheet={sheet} tongues={tongues} />}</Async>
    </Page>
  );
}

function Whole({ sheet, tongues }: { sheet: CertificateSheet; tongues: Tongues }) {
  const { state, token } = sheet;
  return (
    <>
      {state === 'issued' && (
        <div class="paper-tools">
          <p class="hint">{t('certificate.printHint')}</p>
          <Button tone="primary" onClick={() => window.print()}>
            {t('certificate.print')}
          </Button>
        </div>
      )}
      {(state === 'requested' || state === 'noticed') && <Notice kind="info" title={t('certificate.notYet')} />}
      {state !== 'issued' && state !== 'requested' && state !== 'noticed' && (
        <Notice kind="warning" title={t('certificate.void')} />
      )}
      <CertificatePaper sheet={sheet} tongues={tongues} proof={token ? proofOf(sheet, token) : undefined} />
    </>
  );
}

/** The address that the code holds: the check page with number and token, behind the hash, which no server and no log is told. */
const proofOf = ({ content, regionCode }: CertificateSheet, token: string): string =>
  `${location.origin}${location.pathname}?county=${regionCode}#${paths.check}?n=${content.number}&t=${token}`;
