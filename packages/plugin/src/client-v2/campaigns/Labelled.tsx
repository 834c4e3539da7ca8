import { Typography } from 'antd';
import type { ReactNode } from 'react';

/** A field with its name over it, which stays when something is written there. */
export const Labelled = ({ text, children }: { text: string; children: ReactNode }) => (
  <label style={{ display: 'block', marginBottom: 12, maxWidth: 480 }}>
    <Typography.Text style={{ display: 'block', marginBottom: 4 }}>{text}</Typography.Text>
    {children}
  </label>
);
