import { Alert, Button, Popconfirm, Tag, Typography } from 'antd';
import { useState } from 'react';
import { distrustKey, setPackPolicy, type PackKey, type PackList } from '../../api/packs';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { moment } from '../../shared/format';
import { Nothing } from '../../shared/Nothing';
import { Section } from '../../shared/Section';
import { useSmall } from '../../shared/useSmall';
import { useToast } from '../../shared/useToast';
import { AddKey } from './AddKey';

type Choice = PackList['untrusted'];
const POLICIES = ['refuse', 'mark'] as const satisfies readonly Choice[];

/** 签名与信任: how packs without a trusted signature are taken, and whose signatures are trusted. The installation's administrators decide; others see. */
export function Trust({ list, onChanged }: { list: PackList; onChanged: () => void }) {
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const change = async (work: () => Promise<unknown>, done: string) => {
    setProblem(undefined);
    try {
      await work();
      toast(done);
      onChanged();
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  };
  return (
    <div data-pack-trust>
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
      {!list.mayTrust && (
        <Alert type="info" showIcon message={t('pages.packs.trustOthers')} style={{ marginBottom: 16 }} />
      )}
      <Section title={t('pages.packs.policy')}>
        {POLICIES.map((policy) => (
          <Policy
            key={policy}
            policy={policy}
            isSet={list.untrusted === policy}
            mayChange={list.mayTrust}
            onSet={() => change(() => setPackPolicy(policy), t('pages.packs.policySet'))}
          />
        ))}
      </Section>
      <Section title={t('pages.packs.keys')}>
        <Typography.Paragraph type="secondary">{t('pages.packs.keysHint')}</Typography.Paragraph>
        {!list.keys.length && <Nothing text={t('pages.packs.noKeys')} />}
        {list.keys.map((key) => (
          <Key
            key={key.keyId}
            of={key}
            mayChange={list.mayTrust}
            onDistrust={() => change(() => distrustKey(key.keyId), t('pages.packs.distrusted'))}
          />
        ))}
        {list.mayTrust && <AddKey onAdded={onChanged} />}
      </Section>
    </div>
  );
}

interface PolicyProps {
  policy: Choice;
  isSet: boolean;
  mayChange: boolean;
  onSet: () => Promise<void>;
}

function Policy({ policy, isSet, mayChange, onSet }: PolicyProps) {
  const size = useSmall();
  return (
    <div
      data-pack-policy={policy}
      style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', padding: '6px 0', alignItems: 'center' }}
    >
      <span style={{ flex: '1 1 240px', minWidth: 0 }}>
        {t(`pages.packs.policy.${policy}`)}
        <br />
        <Typography.Text type="secondary">{t(`pages.packs.policy.${policy}.hint`)}</Typography.Text>
      </span>
      {isSet && (
        <Tag color="success" style={{ marginInlineEnd: 0 }}>
          {t('pages.packs.policyNow')}
        </Tag>
      )}
      {!isSet && mayChange && (
        <Popconfirm
          title={t(`pages.packs.policy.${policy}.ask`)}
          okText={t('pages.packs.policyDo')}
          cancelText={t('pages.common.cancel')}
          onConfirm={onSet}
        >
          <Button size={size}>{t('pages.packs.policyDo')}</Button>
        </Popconfirm>
      )}
    </div>
  );
}

function Key({ of, mayChange, onDistrust }: { of: PackKey; mayChange: boolean; onDistrust: () => Promise<void> }) {
  const size = useSmall();
  return (
    <div
      data-pack-key={of.keyId}
      style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', padding: '6px 0', alignItems: 'center' }}
    >
      <span style={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
        {of.name}
        <br />
        <Typography.Text type="secondary">
          {[t('pages.packs.keyId', { id: of.keyId }), of.addedBy, moment(of.at)].filter(Boolean).join(' · ')}
        </Typography.Text>
      </span>
      {mayChange && (
        <Popconfirm
          title={t('pages.packs.distrustAsk', { name: of.name })}
          okText={t('pages.packs.distrust')}
          cancelText={t('pages.common.cancel')}
          onConfirm={onDistrust}
        >
          <Button size={size} danger>
            {t('pages.packs.distrust')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}
