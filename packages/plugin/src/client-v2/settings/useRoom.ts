import { Grid } from 'antd';
import { useEffect, useRef, type RefObject } from 'react';

/**
 * Room for a settings page on a telephone: the host keeps its menu of settings beside it, and of 390 pixels leaves 190. While the page is shown there, the menu is
 * not; the host's bar has the same settings under its own button. Put the reference on the page's outermost element.
 */
export function useRoom(): { page: RefObject<HTMLDivElement>; isWide: boolean } {
  const page = useRef<HTMLDivElement>(null);
  const isWide = Grid.useBreakpoint().md ?? true;
  useEffect(() => {
    const beside = page.current?.closest('main')?.parentElement?.querySelector<HTMLElement>(':scope > aside');
    if (isWide || !beside) return undefined;
    const was = beside.style.display;
    beside.style.display = 'none';
    return () => {
      beside.style.display = was;
    };
  }, [isWide]);
  return { page, isWide };
}
