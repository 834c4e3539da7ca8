/** What a press of Enter does to something that is no button of the browser's own. */
export const onEnter = (act: () => void) => (event: { key: string }) => {
  if (event.key === 'Enter') act();
};
