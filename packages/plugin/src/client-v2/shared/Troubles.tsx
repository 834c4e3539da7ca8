import { Alert } from 'antd';

/** What was refused, a line for each reason. */
export const Troubles = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((one) => (
      <Alert key={one} type="error" showIcon message={one} style={{ marginTop: 12 }} />
    ))}
  </>
);
