/**
 * Where the server is, seen from the page's own address. The plugin serves the portal at `<public path>sidan/` and NocoBase answers
 * at `<public path>api/`; a county may put both under any public path.
 */
const PORTAL_SEGMENT = 'sidan';

/**
 * The public path of the installation, beginning and ending with a slash.
 * `/sidan/` gives `/`; `/county/sidan/index.html` gives `/county/`; an address without the segment gives `/`.
 */
export function publicPath(pathname: string): string {
  const segments = pathname.split('/');
  const at = segments.lastIndexOf(PORTAL_SEGMENT);
  if (at < 1) return '/';
  const before = segments.slice(1, at).filter((segment) => segment !== '');
  return before.length ? `/${before.join('/')}/` : '/';
}

/** The base of NocoBase's API: `<public path>api/`. */
export function apiBase(pathname: string): string {
  return `${publicPath(pathname)}api/`;
}
