import { ACL } from '@nocobase/acl';
import { sparePatterns } from './open';

test('roles are asked about everything but the actions that are open anyway', () => {
  const acl = new ACL();
  acl.registerSnippet({ name: 'pm.sidan.settings', actions: ['sidanSetup:*'] });
  const role = acl.define({ role: 'keeper' });
  role.snippets.add('pm.sidan.settings');
  acl.define({ role: 'nobody' });
  sparePatterns(acl as never, new Set(['sidanOrders:place']));
  const ask = (roles: string[], resource: string, action: string) => acl.can({ roles, resource, action } as never);
  expect(ask(['keeper'], 'sidanSetup', 'status')).toMatchObject({ role: 'keeper' });
  expect(ask(['nobody'], 'sidanSetup', 'status')).toBeNull();
  expect(ask(['keeper'], 'sidanOrders', 'place')).toBeNull();
});
