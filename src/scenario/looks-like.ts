// Whether a text that somebody brings is meant as a scenario, in either form, by its first lines alone. Whether it is one is seen when it is read.
// Apart from the reading, so that the page can ask without it.

const HEAD = 4_000;

/** JSON that says so; or a text whose first line that is no comment is its title or its cluster. */
export function looksLikeScenario(text: string): boolean {
  const start = text.slice(0, HEAD).trimStart();
  if (start.startsWith('{')) return /"format"\s*:\s*"synod-scenario"/.test(start);
  const first = start.split('\n').find((l) => l.trim() !== '' && !l.trim().startsWith('#'));
  return first !== undefined && /^(title \S|cluster (n1|[1-9])\b)/.test(first.trim());
}
