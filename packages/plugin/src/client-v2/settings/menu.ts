import type { HostApplication } from '@nocobase/client-v2';

/** What the host tells of a role: snippets that it holds (`pm.sidan.settings`, `ui.*`), and refused ones, with `!` before them. */
type Snippets = readonly string[];

/** The plugin manager's own snippet: every other begins like it, and it is nobody's parent. */
const PLUGIN_MANAGER = 'pm';

/** Whether a settings page opens, or one below it does. The host also writes `pm.data-source-manager*` for a page and all that begins like it. */
function isOpen(page: string, held: Snippets): boolean {
  if (page.endsWith('*')) return held.some((name) => name.startsWith(page.slice(0, -1)));
  return held.includes(page) || (page !== PLUGIN_MANAGER && held.some((name) => name.startsWith(`${page}.`)));
}

/**
 * Refuses by name every settings page that the role does not hold. Of a role that holds single pages, and not all of them (`pm.*`), the host tells only what it
 * holds, while its menus show whatever is not refused by name: a county's administrator would find a dozen pages that do nothing but refuse.
 * @param pages snippets of all pages that the client knows
 */
export function refuseOthers(snippets: Snippets, pages: Snippets): string[] {
  const held = snippets.filter((name) => !name.startsWith('!') && name.startsWith('pm'));
  if (!held.length || held.includes('pm.*')) return [...snippets];
  const closed = pages.filter((page) => !isOpen(page, held)).map((page) => `!${page}`);
  return [...new Set([...snippets, ...closed])];
}

/**
 * Keeps what does not open out of the settings menu, in both lanes alike: there, for only the client knows the names of all its pages; many of them are none
 * that the server has heard of. The server decides by itself what a role may do.
 */
export function showOpenSettings(app: HostApplication): void {
  app.apiClient.axios.interceptors.response.use((answer) => {
    const role = answer.config.url === 'roles:check' ? answer.data?.data : undefined;
    if (role?.snippets && !role.allowAll)
      role.snippets = refuseOthers(role.snippets, app.pluginSettingsManager.getAclSnippets());
    return answer;
  });
}
