import { Descriptions, Typography } from 'antd';
import type { OrderDetail } from '../../api/types';
import { t } from '../app';
import { moment, span, whereabouts } from '../shared/format';
import { Section } from '../shared/Section';
import { Contact } from './Contact';

/** The order as it was placed; fields that an administrator added come along by themselves. */
export function Facts({ order }: { order: OrderDetail }) {
  const { consent } = order;
  const items = [
    { key: 'requester', label: t('pages.order.requester'), children: order.requesterName ?? '' },
    { key: 'beneficiary', label: t('pages.order.beneficiary'), children: order.beneficiaryName ?? '' },
    {
      key: 'contact',
      label: t('pages.order.contact'),
      children: order.contactName || order.contactPhone ? <Contact order={order} /> : '',
    },
    { key: 'address', label: t('pages.order.address'), children: whereabouts(order.townName, order.address) },
    { key: 'expect', label: t('pages.order.expect'), children: span(order.expectStart, order.expectEnd) },
    {
      key: 'headcount',
      label: t('pages.order.headcount'),
      children: t('pages.order.people', { count: order.headcount }),
    },
    { key: 'channel', label: t('pages.order.channel'), children: order.channel },
    { key: 'plan', label: t('pages.order.plan'), children: order.planTitle ?? '' },
    { key: 'site', label: t('pages.order.site'), children: order.siteName ?? '' },
    {
      key: 'consent',
      label: t('pages.order.consent'),
      children: consent ? [consent.way, consent.by, moment(consent.at)].filter(Boolean).join(' · ') : '',
    },
    { key: 'team', label: t('pages.order.team'), children: order.teamName ?? '' },
    ...order.customFields.map((field) => ({ key: `custom.${field.name}`, label: field.title, children: field.value })),
  ].filter((item) => item.children !== '');
  return (
    <Section title={t('pages.order.facts')}>
      <Descriptions size="small" column={{ xs: 1, sm: 2, md: 2, lg: 2, xl: 2, xxl: 2 }} items={items} />
      {order.description && (
        <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: '8px 0 0' }}>
          {order.description}
        </Typography.Paragraph>
      )}
    </Section>
  );
}
