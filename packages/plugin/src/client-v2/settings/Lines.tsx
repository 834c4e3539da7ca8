import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';

interface Line {
  key: string;
  label: string;
  tag?: { text: string; color: string };
  detail?: ReactNode;
}

/** Things in lines: what, how it stands, more. The columns line up. */
export const Lines = ({ lines }: { lines: Line[] }) => (
  <div style={{ display: 'grid', gridTemplateColumns: 'max-content max-content 1fr', gap: '10px 16px', alignItems: 'center' }}>
    {lines.map((line) => (
      <div key={line.key} style={{ display: 'contents' }}>
        <Typography.Text>{line.label}</Typography.Text>
        <span>{line.tag && <Tag color={line.tag.color}>{line.tag.text}</Tag>}</span>
        <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{line.detail}</span>
      </div>
    ))}
  </div>
);
