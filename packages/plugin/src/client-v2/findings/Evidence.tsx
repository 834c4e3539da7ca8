import type { FindingCase, FindingRow } from '../api/findings';
import { t } from '../app';
import { moment } from '../shared/format';
import { onEnter } from './onEnter';

type Fact = FindingCase['facts'][number];

const said = (facts: readonly Fact[]) =>
  facts.map(({ title, value }) => t('pages.findings.fact', { title, value })).join(t('pages.findings.separator'));

/** What the rule saw, and the orders behind it, each to be opened. */
export function Evidence({ finding, onOpen }: { finding: FindingCase; onOpen: (orderId: string) => void }) {
  return (
    <div data-evidence style={{ marginBottom: 8 }}>
      <div style={{ overflowWrap: 'anywhere' }}>{said(finding.facts)}</div>
      {finding.rows.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingInlineStart: 20 }}>
          {finding.rows.map((row) => (
            <li key={`${row.orderId} ${row.person ?? ''} ${row.at}`} style={{ overflowWrap: 'anywhere' }}>
              <Row row={row} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ row, onOpen }: { row: FindingRow; onOpen: (orderId: string) => void }) {
  const open = () => onOpen(row.orderId);
  return (
    <>
      {`${moment(row.at)} ${row.person ?? ''} `}
      <a role="button" tabIndex={0} onClick={open} onKeyDown={onEnter(open)}>
        {t('pages.findings.order', { title: row.title, orderNo: row.orderNo })}
      </a>
      {row.facts.length > 0 && ` ${said(row.facts)}`}
    </>
  );
}
