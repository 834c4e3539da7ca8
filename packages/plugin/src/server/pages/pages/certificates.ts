import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const certificates: PageBuilder = () => ({
  key: 'certificates',
  icon: 'SafetyCertificateOutlined',
  roles: ['countyAdmin', 'dispatcher'],
  tabs: [{ key: 'certificates', rows: [[[block('sidan-certificates', 'SidanCertificateBlockModel')]]] }],
});
