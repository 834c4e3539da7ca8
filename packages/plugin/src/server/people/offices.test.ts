import type { Actor } from '../access/actor';
import { officesFor } from './offices';

const holder = (...roles: Actor['scopes'][number]['role'][]): Actor => ({
  kind: 'user',
  name: '',
  unbound: false,
  scopes: roles.map((role) => ({ role, code: '130982' })),
});

test('each appoints downwards only; who holds two offices, for both', () => {
  expect(officesFor(holder('supervisor'))).toEqual(['countyAdmin']);
  expect(officesFor(holder('countyAdmin'))).toEqual(['dispatcher', 'siteManager', 'assessor', 'merchant']);
  expect(officesFor(holder('countyAdmin', 'supervisor'))).toEqual([
    'countyAdmin',
    'dispatcher',
    'siteManager',
    'assessor',
    'merchant',
  ]);
});

test('the host’s administrators hand out all of them', () => {
  expect(officesFor({ ...holder(), unbound: true })).toHaveLength(6);
});

test('nobody else hands out any', () => {
  expect(() => officesFor(holder('dispatcher', 'merchant'))).toThrow('NOT_ALLOWED');
});
