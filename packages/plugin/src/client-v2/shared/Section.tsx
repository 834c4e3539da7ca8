import { Typography } from 'antd';
import type { ReactNode } from 'react';

/** A titled part of a block. */
export const Section = ({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) => (
  <section style={{ marginBottom: 24, minWidth: 0 }}>
    <header style={{ display: 'flex', alignItems: 'baseline', gap: 8, marginBottom: 12 }}>
      <Typography.Title level={5} style={{ margin: 0 }}>
        {title}
      </Typography.Title>
      {extra}
    </header>
    {children}
  </section>
);
