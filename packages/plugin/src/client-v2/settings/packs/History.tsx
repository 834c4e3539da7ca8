import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import { rollbackPack, type PackActivation } from '../../api/packs';
import { t } from '../../app';
import { moment } from '../../shared/format';
import { Decide } from './Decide';

/** What was put into force when, by whom and why; the latest decision on a region can be taken back. */
export function History({ entries, onDecided }: { entries: PackActivation[]; onDecided: () => void }) {
  const [open, setOpen] = useState<string>();
  const seen = new Set<string>();
  return (
    <div data-pack-history>
      {entries.map((entry) => {
        const key = `${entry.regionCode} ${entry.seq}`;
        const latest = !seen.has(entry.regionCode);
        seen.add(entry.regionCode);
        return (
          <div key={key} style={{ padding: '8px 0' }}>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center' }}>
              <Tag>{entry.kindName}</Tag>
              <span style={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
                {[entry.regionName, entry.version ? `${entry.title} ${entry.version}` : t('pages.packs.none')].join(
                  ' · ',
                )}
                <br />
                <Typography.Text type="secondary">
                  {[
                    entry.kind === 'shipped' ? '' : t('pages.packs.since', { at: moment(entry.effectiveFrom) }),
                    entry.by,
                    entry.reason,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Typography.Text>
              </span>
              {latest && entry.mayChange && entry.kind !== 'shipped' && (
                <Button size="small" onClick={() => setOpen(open === key ? undefined : key)}>
                  {t('pages.packs.rollback.do')}
                </Button>
              )}
            </div>
            {open === key && (
              <Decide
                name="rollback"
                onDecide={(decision) => rollbackPack(entry.regionCode, decision)}
                onDone={() => {
                  setOpen(undefined);
                  onDecided();
                }}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
