import { Button, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { decidePack, type PackActivation } from '../../api/packs';
import { t } from '../../app';
import { moment } from '../../shared/format';
import { Nothing } from '../../shared/Nothing';
import { useSmall } from '../../shared/useSmall';
import { Decide } from './Decide';
import { placeOf } from './regions';
import { latestOf, undoOf } from './undo';

const PAGE = 20;

interface Props {
  entries: PackActivation[];
  onDecided: () => void;
}

/** What was put into force when, by whom and why; of each pack the latest decision can be taken back. */
export function History({ entries, onDecided }: Props) {
  const [shown, setShown] = useState(PAGE);
  const size = useSmall();
  const latest = latestOf(entries);
  if (!entries.length) return <Nothing text={t('pages.packs.noHistory')} />;
  return (
    <div data-pack-history>
      {entries.slice(0, shown).map((entry) => {
        const undo = entry.mayChange && latest.has(entry) ? undoOf(entries, entry) : undefined;
        return (
          <Entry key={`${entry.regionCode} ${entry.seq}`} entry={entry}>
            {undo && (
              <Decide
                deed="rollback"
                size={size}
                pack={entry.title}
                effect={
                  undo.version
                    ? t('pages.packs.rollback.to', { pack: entry.title, version: undo.version })
                    : t('pages.packs.rollback.none', { pack: entry.title, region: placeOf(entry) })
                }
                onDecide={(decision, key) =>
                  decidePack('rollback', { regionCode: entry.regionCode, packName: entry.name, ...decision }, key)
                }
                onDone={onDecided}
              />
            )}
          </Entry>
        );
      })}
      {entries.length > shown && (
        <Button size={size} onClick={() => setShown(shown + PAGE)}>
          {t('pages.common.more')}
        </Button>
      )}
    </div>
  );
}

const Entry = ({ entry, children }: { entry: PackActivation; children: ReactNode }) => (
  <div
    style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center', padding: '8px 0' }}
    data-pack-entry={`${entry.name}@${entry.version ?? ''}`}
  >
    <Tag style={{ marginInlineEnd: 0 }}>{entry.kindName}</Tag>
    <span style={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
      {[
        entry.regionName === entry.regionCode ? '' : entry.regionName,
        entry.version ? `${entry.title} ${entry.version}` : t('pages.packs.none', { pack: entry.title }),
      ]
        .filter(Boolean)
        .join(' · ')}
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
    {children}
  </div>
);
