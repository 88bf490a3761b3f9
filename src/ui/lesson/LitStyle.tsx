// What a lesson points out, as a style of its own: panels draw themselves anew all the time, and a rule finds their parts each time. It
// relies on what they carry anyway: `data-part` on a panel; `data-card`, `data-client`, `data-slot` on a node, a client and a slot in it; the
// name of a drawer, on it and on its button in the rail.
import { useChoices, type Lit } from '../../state/choices.ts';

export function LitStyle() {
  const lit = useChoices((c) => c.lit);
  return lit === null ? null : <style>{styleOf(lit)}</style>;
}

export function styleOf({ panel, nodes, slots, clients }: Lit): string {
  if (panel === 'numbers') return `[aria-label='Numbers'] { box-shadow: inset 0 0 0 2px var(--ink); }`;
  const part = `[data-part='${panel}']`;
  const glow = 'filter: drop-shadow(0 0 0.4rem color-mix(in srgb, var(--ink) 75%, transparent));';
  const cap = 'border-radius: var(--radius-1); background: var(--accent); color: var(--accent-ink);';
  const rules = [
    ...nodes.map((n) =>
      panel === 'log' ? `.log-label[data-node='${n}'] { ${cap} --node: var(--accent-ink); }` : `[data-card='${n}'] { ${glow} }`,
    ),
    // In the log, the slot's number above its column.
    ...slots.map((s) => `[data-row='0'][data-slot='${s}'] { ${cap} }`),
    ...clients.map((c) => `[data-client='${c}'] { ${glow} }`),
  ];
  if (rules.length > 0) return rules.map((r) => `${part} ${r}`).join('\n');
  return `${part} { border-radius: var(--radius-3); box-shadow: 0 0 0 2px var(--ink); }`;
}
