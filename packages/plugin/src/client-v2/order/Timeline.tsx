import { theme, Timeline as Line, Typography } from 'antd';
import type { TimelineEntry } from '../../api/types';
import { t } from '../app';
import { moment } from '../shared/format';
import { Section } from '../shared/Section';

/** What happened, the newest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const { token } = theme.useToken();
  const newestFirst = [...entries].sort((a, b) => b.seq - a.seq);
  return (
    <Section title={t('pages.order.timeline')}>
      <Line
        items={newestFirst.map((entry, index) => ({
          key: String(entry.seq),
          color: index === 0 ? 'blue' : 'gray',
          children: (
            <div style={{ overflowWrap: 'anywhere' }}>
              <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0 8px' }}>
                <Typography.Text key={index === 0 ? 'newest' : 'older'} strong={index === 0}>
                  {entry.label}
                </Typography.Text>
                <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
                  <time dateTime={entry.at}>{moment(entry.at)}</time>
                </Typography.Text>
              </div>
              <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
                {t('pages.order.by', { who: entry.by, state: entry.toStateName })}
              </Typography.Text>
              {[entry.reason, entry.note, entry.because?.join('\n')].filter(Boolean).map((words) => (
                <div
                  key={words}
                  style={{
                    fontSize: token.fontSizeSM,
                    background: token.colorFillAlter,
                    borderRadius: token.borderRadius,
                    padding: '4px 8px',
                    marginTop: 4,
                    whiteSpace: 'pre-wrap',
                  }}
                >
                  {words}
                </div>
              ))}
            </div>
          ),
        }))}
      />
    </Section>
  );
}
