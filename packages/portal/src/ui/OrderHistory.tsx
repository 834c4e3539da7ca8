/** What has happened to an order: its timeline, who was there, how it was rated, and every decision in words. */
import type { OrderDetail } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { formatMinutes, formatSigned, formatSpan, formatTime } from '../i18n/format';
import { Icon } from './Icon';

interface Props {
  order: OrderDetail;
}

export function Timeline({ order }: Props) {
  const newestFirst = [...order.timeline].sort((a, b) => b.seq - a.seq);
  return (
    <section class="panel" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('order.timeline')}</h2>
      <ol class="timeline" reversed>
        {newestFirst.map((entry) => (
          <li key={entry.seq}>
            <p class="timeline-label">{entry.label}</p>
            <p class="timeline-meta">
              <time dateTime={entry.at}>{formatTime(entry.at)}</time>
              <span>{entry.by}</span>
              <span>{t('order.toState', { state: entry.toStateName })}</span>
            </p>
            {entry.reason && <p class="timeline-reason">{t('order.reason', { reason: entry.reason })}</p>}
            {entry.note && <p class="timeline-reason">{entry.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Presence({ order }: Props) {
  if (!order.attendances.length) return null;
  return (
    <section class="panel" aria-labelledby="presence-title">
      <h2 id="presence-title">{t('order.presence')}</h2>
      <ul class="rows">
        {order.attendances.map((visit) => (
          <li key={visit.id}>
            <p class="row-title">
              {visit.volunteerName}
              {visit.mine && <span class="tag">{t('order.me')}</span>}
            </p>
            <p>
              {visit.saidBy
                ? t(visit.saidBy === 'leader' ? 'order.saidByLeader' : 'order.saidByVolunteer')
                : visit.checkOutAt
                  ? formatSpan(visit.checkInAt, visit.checkOutAt)
                  : t('order.since', { time: formatTime(visit.checkInAt) })}
              {visit.minutes !== undefined && visit.minutes !== null && ` · ${formatMinutes(visit.minutes)}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Ratings({ order }: Props) {
  if (!order.ratings.length) return null;
  return (
    <section class="panel" aria-labelledby="ratings-title">
      <h2 id="ratings-title">{t('order.ratings')}</h2>
      <ul class="rows">
        {order.ratings.map((rating) => (
          <li key={`${rating.raterKind} ${rating.at}`}>
            <p class="row-title">
              {rating.voidScore !== undefined ? (
                t('order.voided', { score: rating.voidScore })
              ) : rating.score === null ? (
                t('order.abstained')
              ) : (
                <>
                  <span class="stars">
                    {Array.from({ length: rating.score }, (_, index) => (
                      <Icon key={index} name="star" />
                    ))}
                  </span>
                  {t('order.score', { score: rating.score })}
                </>
              )}
            </p>
            {rating.marks && (
              <dl class="marks">
                {rating.marks.map(({ name, text }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
              </dl>
            )}
            {rating.comment && <p>{rating.comment}</p>}
            <p class="row-meta">
              <span>
                {rating.share === undefined
                  ? rating.raterName
                  : t('order.share', { who: rating.raterName, share: rating.share })}
              </span>
              {rating.presumed && <span>{t('order.presumed')}</span>}
              <span>{formatTime(rating.at)}</span>
            </p>
          </li>
        ))}
      </ul>
      {order.ratingMean !== undefined && <p class="row-title">{t('order.ratingMean', { score: order.ratingMean })}</p>}
    </section>
  );
}

export function Decisions({ order }: Props) {
  if (!order.decisions.length) return null;
  return (
    <section class="panel" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{t('order.decisions')}</h2>
      <ul class="rows">
        {order.decisions.map((decision) => (
          <li key={decision.id}>
            <p class="row-title">
              {decision.subjectName}
              {decision.amount !== undefined && decision.amount !== null && (
                <span class="amount">
                  {formatSigned(decision.amount)} {decision.unit}
                </span>
              )}
            </p>
            <p>{decision.sentence}</p>
            <p class="row-meta">
              {t('order.rule', { rule: decision.rule, pack: decision.pack, version: decision.packVersion })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
