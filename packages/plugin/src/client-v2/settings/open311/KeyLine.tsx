import { Alert, Button, Popconfirm, Tag, Typography } from 'antd';
import { useState } from 'react';
import { revokeOpen311Key, type Open311Key } from '../../api/open311';
import { problemOf } from '../../api/request';
import { t } from '../../app';
import { moment } from '../../shared/format';
import { useSmall } from '../../shared/useSmall';
import { useToast } from '../../shared/useToast';

interface Props {
  of: Open311Key;
  /** Where there are several. */
  county?: string;
  onRevoked: () => void;
}

/** One system's key: how it begins, who made it, how it is used; and taking it back. */
export function KeyLine({ of, county, onRevoked }: Props) {
  const [problem, setProblem] = useState<string>();
  const size = useSmall();
  const toast = useToast();
  const revoke = async () => {
    setProblem(undefined);
    try {
      await revokeOpen311Key(of.id);
      toast(t('pages.open311.revoked', { name: of.name }));
      onRevoked();
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  };
  const about = [
    county,
    t('pages.open311.begins', { prefix: of.prefix }),
    t('pages.open311.made', { name: of.madeBy, at: moment(of.madeAt) }),
    of.lastUsedAt ? t('pages.open311.used', { at: moment(of.lastUsedAt) }) : t('pages.open311.unused'),
    t('pages.open311.placed', { count: of.placedCount }),
  ];
  return (
    <div
      data-open311-key={of.revokedAt ? 'revoked' : 'good'}
      style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', padding: '8px 0', alignItems: 'center' }}
    >
      <span style={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography.Text strong>{of.name}</Typography.Text>
        <br />
        <Typography.Text type="secondary">{about.filter(Boolean).join(' · ')}</Typography.Text>
        {of.revokedAt && (
          <>
            <br />
            <Typography.Text type="secondary">
              {t('pages.open311.revokedBy', { name: of.revokedBy ?? '', at: moment(of.revokedAt) })}
            </Typography.Text>
          </>
        )}
        {problem && <Alert type="error" showIcon message={problem} style={{ marginTop: 8 }} />}
      </span>
      {of.revokedAt ? (
        <Tag style={{ marginInlineEnd: 0 }}>{t('pages.open311.isRevoked')}</Tag>
      ) : (
        <Popconfirm
          title={t('pages.open311.revokeAsk', { name: of.name })}
          okText={t('pages.open311.revoke')}
          cancelText={t('pages.common.cancel')}
          onConfirm={revoke}
        >
          <Button size={size} danger>
            {t('pages.open311.revoke')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}
