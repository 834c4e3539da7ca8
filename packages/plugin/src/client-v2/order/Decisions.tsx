import { theme, Typography } from 'antd';
import type { DecisionView } from '../../api/types';
import { t } from '../app';
import { moment } from '../shared/format';
import { Section } from '../shared/Section';

/** Why points were given (or not): the rule, the facts it saw and what came out, in a sentence. */
export function Decisions({ decisions }: { decisions: DecisionView[] }) {
  const { token } = theme.useToken();
  if (decisions.length === 0) return null;
  return (
    <Section title={t('pages.order.decisions')}>
      {decisions.map((decision) => (
        <div
          key={decision.id}
          style={{
            background: token.colorFillAlter,
            borderRadius: token.borderRadius,
            padding: '10px 14px',
            marginBottom: 8,
          }}
        >
          <div style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
            <Typography.Text>{decision.sentence}</Typography.Text>
            {decision.amount !== undefined && (
              <Typography.Text strong style={{ color: token.colorSuccess, whiteSpace: 'nowrap' }}>
                {t('pages.order.amount', {
                  amount: decision.amount > 0 ? `+${decision.amount}` : decision.amount,
                  unit: decision.unit ?? '',
                })}
              </Typography.Text>
            )}
          </div>
          <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM, overflowWrap: 'anywhere' }}>
            {[
              decision.subjectName,
              moment(decision.at),
              t('pages.order.rule', { rule: decision.rule, pack: decision.pack, version: decision.packVersion }),
            ].join(' · ')}
          </Typography.Text>
        </div>
      ))}
    </Section>
  );
}
