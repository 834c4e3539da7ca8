import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';

interface Line {
  key: string;
  label: string;
  tag?: { text: string; color: string };
  detail?: ReactNode;
}

/** Things in lines: what, how it stands, more. The columns line up; where there is no room for them, what is more goes below. */
export const Lines = ({ lines }: { lines: Line[] }) => (
  <div>
    {lines.map((line) => (
      <div
        key={line.key}
        style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 16px', padding: '5px 0', alignItems: 'center' }}
      >
        <Typography.Text style={{ flex: '0 1 160px' }}>{line.label}</Typography.Text>
        {line.tag && (
          <span style={{ flex: '0 0 72px' }}>
            <Tag color={line.tag.color}>{line.tag.text}</Tag>
          </span>
        )}
        <span style={{ flex: '1 1 120px', minWidth: 0, overflowWrap: 'anywhere' }}>{line.detail}</span>
      </div>
    ))}
  </div>
);
