import { Rate, Tag, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { OrderDetail, OfferLine } from '../../api/types';
import { t } from '../app';
import { worked, moment } from '../shared/format';
import { Section } from '../shared/Section';

const OFFER_COLORS = {
  open: 'blue',
  accepted: 'green',
  declined: 'red',
  expired: 'gold',
  withdrawn: 'default',
} as const satisfies Record<OfferLine['state'], string>;

/** Who was asked, who came, and what the requester thought of it. */
export const People = ({ order }: { order: OrderDetail }) => (
  <>
    <Together order={order} />
    {order.offers.length > 0 && (
      <Section title={t('pages.order.offers')}>
        {order.offers.map((offer) => (
          <Line
            key={offer.id}
            main={offer.teamName}
            side={<Tag color={OFFER_COLORS[offer.state]}>{t(`collections.sidanOffers.state.${offer.state}`)}</Tag>}
            note={[
              moment(offer.offeredAt),
              offer.answeredAt && t('pages.order.answeredAt', { time: moment(offer.answeredAt) }),
              offer.reason,
            ]}
          />
        ))}
      </Section>
    )}
    {order.attendances.length > 0 && (
      <Section title={t('pages.order.attendances')}>
        {order.attendances.map((presence) => (
          <Line
            key={presence.id}
            main={presence.volunteerName}
            side={
              presence.minutes === undefined ? (
                <Tag color="processing">{t('pages.order.present')}</Tag>
              ) : (
                <Typography.Text strong>{worked(presence.minutes)}</Typography.Text>
              )
            }
            note={
              presence.saidBy
                ? [
                    t(presence.saidBy === 'leader' ? 'pages.order.saidByLeader' : 'pages.order.saidByVolunteer'),
                    moment(presence.checkOutAt!),
                  ]
                : [
                    t('pages.order.checkIn', { time: moment(presence.checkInAt) }),
                    presence.checkOutAt && t('pages.order.checkOut', { time: moment(presence.checkOutAt) }),
                  ]
            }
          />
        ))}
      </Section>
    )}
    {order.ratings.length > 0 && (
      <Section title={t('pages.order.ratings')}>
        {order.ratings.map((rating) => (
          <Line
            key={rating.at + rating.raterKind}
            main={
              rating.voidScore !== undefined ? (
                <Typography.Text type="secondary">
                  {t('pages.order.voided', { score: rating.voidScore })}
                </Typography.Text>
              ) : rating.score === null ? (
                t('pages.order.abstained')
              ) : (
                <Rate disabled value={rating.score} style={{ fontSize: 16 }} />
              )
            }
            side={
              <Typography.Text type="secondary">
                {rating.share === undefined
                  ? rating.raterName
                  : t('pages.order.share', { who: rating.raterName, share: rating.share })}
              </Typography.Text>
            }
            note={[
              ...(rating.marks ?? []).map(({ name, text }) => t('pages.order.mark', { name, text })),
              rating.comment,
              rating.presumed ? t('pages.order.presumed') : undefined,
              moment(rating.at),
            ]}
          />
        ))}
        {order.ratingMean !== undefined && (
          <Typography.Paragraph strong style={{ margin: '8px 0 0' }}>
            {t('pages.order.ratingMean', { score: order.ratingMean })}
          </Typography.Paragraph>
        )}
      </Section>
    )}
  </>
);

/** 联合服务队伍：who has joined, the lead first, and how many are missing. */
function Together({ order: { teams = [], teamCount = 1 } }: { order: OrderDetail }) {
  if (teams.length < 2 && teamCount < 2) return null;
  const missing = Math.max(0, teamCount - teams.length);
  return (
    <Section title={t('pages.order.together')}>
      {teams.map((team, i) => (
        <Line
          key={team.id}
          main={team.name}
          side={i === 0 ? <Tag color="blue">{t('pages.order.lead')}</Tag> : null}
          note={[t('pages.order.people', { count: team.people })]}
        />
      ))}
      {missing > 0 && (
        <Typography.Paragraph type="warning" style={{ margin: '8px 0 0' }}>
          {t('pages.order.teamsMissing', { count: missing })}
        </Typography.Paragraph>
      )}
    </Section>
  );
}

function Line({ main, side, note }: { main: ReactNode; side: ReactNode; note: (string | undefined)[] }) {
  const { token } = theme.useToken();
  return (
    <div style={{ padding: '8px 0', borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{main}</span>
        <span style={{ flex: 'none' }}>{side}</span>
      </div>
      <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM, overflowWrap: 'anywhere' }}>
        {note.filter(Boolean).join(' · ')}
      </Typography.Text>
    </div>
  );
}
