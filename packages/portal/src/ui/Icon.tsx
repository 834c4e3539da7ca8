/** Line icons, drawn in the colour of the text. They never stand alone: words say the same. */
const SHAPES = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  heart: 'M12 20s-7.5-4.6-7.5-10A4.5 4.5 0 0 1 12 7.3 4.5 4.5 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  phone: 'M6 3h3l2 5-2.5 1.500a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  alert: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  elder: 'M3 19l5-13h1l5 13M5 14h7M15 19l3-8h.500l3 8M16.2 16h4.6',
  coin: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 8l3 4 3-4M12 12v5M9.5 13h5M9.5 15.500h5',
  gift: 'M4 9h16v4H4zM5 13h14v7H5zM12 9v11M12 9c-4 0-5-4-3-5s3 2 3 5c0-3 1-6 3-5s1 5-3 5z',
  work: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  paper: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  plus: 'M12 5v14M5 12h14',
  star: 'M12 4l2.4 5.2 5.6.700-4.1 3.9 1.1 5.700L12 16.700l-5 2.8 1.1-5.700L4 9.900l5.6-.700z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.5 16.500L21 21',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6l1.5 1.500h-15zM10 21h4',
  send: 'M4 12l16-8-5 16-3.5-6.500z',
  offline: 'M3 9a14 14 0 0 1 18 0M6.5 13a9 9 0 0 1 11 0M12 18h.01M4 4l16 16',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}

/** The portal's mark: four orders, one flower. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M14.3 14.300H10a4.3 4.3 0 1 1 4.3-4.300zM17.7 14.300V10a4.3 4.3 0 1 1 4.3 4.300zM14.3 17.700V22a4.3 4.3 0 1 1-4.3-4.300zM17.7 17.700H22a4.3 4.3 0 1 1-4.3 4.300z" />
    </svg>
  );
}
