import type { ReactNode } from 'react';

/** On paper only what is marked is seen: not the host's bars, nor the buttons around it. */
const STYLE = `@media print {
  body * { visibility: hidden; }
  [data-print], [data-print] * { visibility: visible; }
  [data-print] { position: absolute; left: 0; top: 0; width: 100%; }
  [data-print] [role=region] { overflow: visible !important; }
  [data-print] table { font-size: 10px; }
  [data-no-print] { display: none !important; }
  @page { size: A4 landscape; margin: 12mm; }
}`;

/** What is printed of a page. */
export const Printed = ({ children }: { children: ReactNode }) => (
  <div data-print>
    <style>{STYLE}</style>
    {children}
  </div>
);
