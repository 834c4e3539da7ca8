import { Tag } from 'antd';
import { t } from '../app';

/** 应急: an order that was placed in an emergency. */
export const EmergencyTag = () => (
  <Tag color="volcano" style={{ marginInlineEnd: 0 }}>
    {t('pages.order.emergency')}
  </Tag>
);
