import type { Application } from '@nocobase/server';

type Acl = Application['acl'];
type Asked = Parameters<Acl['can']>[0] & { rawResourceName?: string };

/**
 * Spares actions that are open to whoever is signed in (`acl.allow`) the host's question to each role: it compares the action's name with every pattern of
 * every settings page, a seventh of the work of a request, and then lets the caller pass whatever came out. What those actions do and show they decide
 * themselves. Roles have nothing to say of them, which is what `null` means. All other actions are asked about as ever.
 */
export function sparePatterns(acl: Acl, open: ReadonlySet<string>): void {
  const can = acl.can.bind(acl);
  acl.can = (asked: Asked) =>
    open.has(`${asked.rawResourceName ?? asked.resource}:${asked.action}`) ? null : can(asked);
}
