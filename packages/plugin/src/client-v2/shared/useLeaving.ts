import { useEffect } from 'react';

/**
 * Calls `leave` when the reader goes back or forward. The host keeps a page that was left, and a drawer of it would stay open over the next page: on a phone,
 * where "back" is how one closes things, over everything.
 */
export function useLeaving(leave: () => void): void {
  useEffect(() => {
    window.addEventListener('popstate', leave);
    return () => window.removeEventListener('popstate', leave);
  });
}
