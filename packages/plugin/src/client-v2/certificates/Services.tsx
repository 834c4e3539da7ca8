import { Typography } from 'antd';
import { certificateSheet, type CertificateService } from '../api/certificates';
import { useLoad } from '../api/useLoad';
import { language, t } from '../app';
import { worked } from '../shared/format';
import { Loading } from '../shared/Loading';

const inReaders = (name?: string, nameEn?: string): string =>
  (language().startsWith('en') ? (nameEn ?? name) : name) ?? '';

/** What a certificate lists, a line each: day, service, town, time, and how it was recorded. Of many, some are seen at a time. */
export function Services({ id }: { id: string }) {
  const sheet = useLoad(`certificate ${id}`, () => certificateSheet(id));
  return (
    <Loading from={sheet}>
      {({ content }) => (
        <ol
          data-certificate-services
          tabIndex={0}
          aria-label={t('pages.certificates.show')}
          style={{ maxHeight: 320, overflowY: 'auto', margin: '12px 0 0', paddingInlineStart: 32 }}
        >
          {content.services.map((service, index) => (
            <Line key={index} service={service} />
          ))}
        </ol>
      )}
    </Loading>
  );
}

function Line({ service: one }: { service: CertificateService }) {
  const where = [inReaders(one.place, one.placeEn), t(`collections.sidanAttendances.origin.${one.origin}`)];
  return (
    <li style={{ overflowWrap: 'anywhere' }}>
      {`${one.date} ${inReaders(one.service, one.serviceEn)} ${worked(one.minutes)} `}
      <Typography.Text type="secondary">{where.filter(Boolean).join(t('pages.common.separator'))}</Typography.Text>
    </li>
  );
}
