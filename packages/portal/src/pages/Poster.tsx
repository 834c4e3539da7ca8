/** 兑换点二维码：a sheet to be printed and put up at an outlet; who scans it redeems there. */
import type { OutletView } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button } from '../ui/Button';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Empty, Page } from '../ui/Page';
import { Qr } from '../ui/Qr';

export function Poster({ outletId }: { outletId: string }) {
  return <Guard title={t('poster.title')}>{() => <PosterPage outletId={outletId} />}</Guard>;
}

/** Any camera opens what is to be had there. */
const shopUrl = (outletId: string): string => `${location.href.split('#')[0]}#${paths.shop(outletId)}`;

function PosterPage({ outletId }: { outletId: string }) {
  const resource = useResource('counter', api.counter);
  return (
    <Page title={t('poster.title')} back={{ href: paths.counter(), label: t('counter.title') }} narrow>
      <Async resource={resource}>
        {({ outlets }) => {
          const outlet = outlets.find(({ id }) => id === outletId);
          return outlet ? <Sheet outlet={outlet} /> : <Empty title={t('poster.none')} />;
        }}
      </Async>
    </Page>
  );
}

function Sheet({ outlet }: { outlet: OutletView }) {
  return (
    <>
      <section class="panel poster" aria-labelledby="poster-name">
        <h2 id="poster-name">{outlet.name}</h2>
        <Qr text={shopUrl(outlet.id)} label={t('poster.picture', { outlet: outlet.name })} />
        <p class="poster-words">{t(outlet.selfService ? 'poster.scanSelf' : 'poster.scan')}</p>
        {outlet.open && <p>{outlet.open}</p>}
        {outlet.address && <p>{outlet.address}</p>}
      </section>
      <p class="buttons paper-tools">
        <Button tone="primary" onClick={() => print()}>
          {t('poster.print')}
        </Button>
      </p>
    </>
  );
}
