/** A small seal with the first character of a name: categories are the county's own data, so no icon could fit them all. */
export function Seal({ name }: { name: string }) {
  return (
    <span class="seal" aria-hidden="true">
      {Array.from(name)[0]}
    </span>
  );
}
