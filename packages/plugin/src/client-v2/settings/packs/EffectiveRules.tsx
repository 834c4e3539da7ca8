import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { PackRule, PackRuleOff, PackRules } from '../../api/packs';
import { t } from '../../app';
import { Nothing } from '../../shared/Nothing';
import { Section } from '../../shared/Section';
import { byKind, isFound } from './search';

/** The rules in force by kind, and those that a pack switched off; only what the words are found in. */
export function EffectiveRules({ rules, words }: { rules: PackRules; words: string }) {
  const shown = rules.rules.filter((rule) => isFound(rule, words));
  const off = rules.off.filter((rule) => isFound(rule, words));
  if (rules.packs.length && !shown.length && !off.length)
    return <Nothing text={t(words.trim() ? 'pages.packs.notFound' : 'pages.packs.noRules')} />;
  return (
    <>
      {byKind(shown).map((group) => (
        <Section key={group.kind} title={group.title} extra={<Count count={group.rules.length} />}>
          <Columns>
            {group.rules.map((rule) => (
              <Rule key={rule.name} rule={rule}>
                {rule.change === 'overrode' && (
                  <Tag color="gold" style={{ marginInlineEnd: 0 }}>
                    {t('pages.packs.overrode')}
                  </Tag>
                )}
              </Rule>
            ))}
          </Columns>
        </Section>
      ))}
      {off.length > 0 && (
        <Section title={t('pages.packs.offRules')} extra={<Count count={off.length} />}>
          <Columns>
            {off.map((rule) => (
              <RuleOff key={`${rule.name} ${rule.offBy}`} rule={rule} />
            ))}
          </Columns>
        </Section>
      )}
    </>
  );
}

const Columns = ({ children }: { children: ReactNode }) => (
  <div
    style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))', gap: '0 32px' }}
  >
    {children}
  </div>
);

const Count = ({ count }: { count: number }) => <Typography.Text type="secondary">{count}</Typography.Text>;

const origin = ({ packTitle, packVersion, layerName }: PackRule) =>
  t('pages.packs.stacked', { pack: `${packTitle} ${packVersion}`, layer: layerName });

const Rule = ({ rule, children }: { rule: PackRule; children?: ReactNode }) => (
  <div data-pack-rule={rule.name} style={{ padding: '6px 0', overflowWrap: 'anywhere' }}>
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center' }}>
      <span>{rule.title}</span>
      {children}
    </div>
    <Typography.Text type="secondary">
      {origin(rule)}
      {rule.reason && ` · ${t('pages.packs.why', { reason: rule.reason })}`}
    </Typography.Text>
  </div>
);

const RuleOff = ({ rule }: { rule: PackRuleOff }) => (
  <div data-pack-rule-off={rule.name} style={{ padding: '6px 0', overflowWrap: 'anywhere' }}>
    <div>{rule.title}</div>
    <Typography.Text type="secondary">
      {[
        origin(rule),
        t('pages.packs.offBy', { pack: rule.offByTitle, layer: rule.offByLayerName }),
        t('pages.packs.why', { reason: rule.reason }),
      ].join(' · ')}
    </Typography.Text>
  </div>
);
