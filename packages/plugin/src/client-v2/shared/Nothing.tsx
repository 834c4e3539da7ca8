import { Empty } from 'antd';

/** Where a list has nothing to show. */
export const Nothing = ({ text }: { text: string }) => (
  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} style={{ padding: '16px 0' }} />
);
