import { theme } from 'antd';
import type { ReactNode } from 'react';

export interface SheetColumn {
  key: string;
  title: string;
  /** Figures stand under each other. */
  figure?: boolean;
}

interface Props {
  /** What it is a table of, for who cannot see it. */
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly { key: string; cells: Readonly<Record<string, ReactNode>>; strong?: boolean }[];
}

/** A table of figures to be read and printed. On a telephone it is pushed sideways by itself, not the page. */
export function Sheet({ name, columns, rows }: Props) {
  const { token } = theme.useToken();
  const line = `1px solid ${token.colorBorderSecondary}`;
  const cell = (figure?: boolean) =>
    ({ padding: '6px 10px', borderBottom: line, whiteSpace: 'nowrap', textAlign: figure ? 'right' : 'left' }) as const;
  return (
    <div role="region" aria-label={name} tabIndex={0} style={{ overflowX: 'auto', maxWidth: '100%' }}>
      <table style={{ borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums', width: '100%' }}>
        <thead>
          <tr>
            {columns.map(({ key, title, figure }) => (
              <th key={key} scope="col" style={{ ...cell(figure), background: token.colorFillAlter }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, strong }) => (
            <tr key={key} data-row={key} style={strong ? { fontWeight: 600 } : undefined}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" style={{ ...cell(column.figure), fontWeight: strong ? 600 : 400 }}>
                    {cells[column.key]}
                  </th>
                ) : (
                  <td key={column.key} style={cell(column.figure)}>
                    {cells[column.key]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
