/** A QR code, drawn here: what it says goes to no other server. Dark on light whatever the view, with the margin that readers need. */
import { useEffect, useState } from 'preact/hooks';

interface QrProps {
  text: string;
  /** What it is, for who cannot see it. */
  label: string;
}

const MARGIN = 4;

/** The dark modules as one path, in units of a module. */
async function pathOf(text: string): Promise<{ path: string; size: number }> {
  const { default: qrcode } = await import(/* webpackChunkName: "qr" */ 'qrcode-generator');
  // 15 % of it may be soiled, and the smallest version that holds the text is taken.
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const cells = Array.from({ length: count * count }, (_, i) => [Math.floor(i / count), i % count] as const);
  const path = cells
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`)
    .join('');
  return { path, size: count + 2 * MARGIN };
}

export function Qr({ text, label }: QrProps) {
  const [drawn, setDrawn] = useState<{ path: string; size: number }>();
  useEffect(() => {
    let current = true;
    // Without it there is still the code to be typed.
    void pathOf(text).then(
      (found) => current && setDrawn(found),
      () => undefined,
    );
    return () => void (current = false);
  }, [text]);
  if (!drawn) return <span class="qr" />;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      shape-rendering="crispEdges"
    >
      <rect width={drawn.size} height={drawn.size} fill="#fff" />
      <path d={drawn.path} fill="#000" />
    </svg>
  );
}
