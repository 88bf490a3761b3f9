// What a lesson points out, as a style of its own: panels draw themselves anew all the time, and a rule finds their parts each time. It
// relies on what they carry anyway: `data-part` on a panel; `data-card`, `data-client`, `data-slot` on a node, a client and a slot in it.
import { useChoices, type Lit } from '../../state/choices.ts';

export function LitStyle() {
  const lit = useChoices((c) => c.lit);
  return lit === null ? null : <style>{styleOf(lit)}</style>;
}

export function styleOf({ panel, nodes, slots, clients }: Lit): string {
  const part = `[data-part='${panel}']`;
  const node = (n: number): string => (panel === 'log' ? `.log-label[data-node='${n}']` : `[data-card='${n}']`);
  const things = [...nodes.map(node), ...slots.map((s) => `[data-slot='${s}']`), ...clients.map((c) => `[data-client='${c}']`)];
  const ring = 'outline: 2px dotted var(--ink); outline-offset: 2px;';
  if (things.length > 0) return things.map((t) => `${part} ${t} { ${ring} }`).join('\n');
  return `${part} { outline: 2px dotted var(--ink); outline-offset: -2px; border-radius: var(--radius-3); }`;
}
