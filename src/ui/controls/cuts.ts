// What is cut, in words: a partition where the cuts make one, otherwise link by link; and what each side of a partition can do. Pure.
import { isClient, nameOf, type Address, type NodeId } from '../../base/units.ts';

export type Cut = readonly [Address, Address];

/** Cuts between nodes, put in order for a person: both ways together, then one-way ones. */
export interface CutLinks {
  readonly both: readonly Cut[];
  readonly oneWay: readonly Cut[];
}

export function cutLinks(cuts: readonly Cut[]): CutLinks {
  const between = cuts.filter(([from, to]) => !isClient(from) && !isClient(to));
  const has = new Set(between.map(([from, to]) => `${from} ${to}`));
  const isBoth = ([from, to]: Cut): boolean => has.has(`${to} ${from}`);
  return { both: between.filter((c) => isBoth(c) && c[0] < c[1]), oneWay: between.filter((c) => !isBoth(c)) };
}

/** The sides, where the cuts separate the nodes into parts and cut nothing else; otherwise null. */
export function sidesOf(cuts: readonly Cut[], nodes: readonly NodeId[]): readonly (readonly NodeId[])[] | null {
  const { both, oneWay } = cutLinks(cuts);
  if (both.length === 0 || oneWay.length > 0) return null;
  const cut = new Set(both.map(([a, b]) => `${a} ${b}`));
  const linked = (a: NodeId, b: NodeId): boolean => !cut.has(a < b ? `${a} ${b}` : `${b} ${a}`);
  const sides: NodeId[][] = [];
  for (const n of nodes) {
    const side = sides.find((s) => linked(s[0]!, n));
    if (side === undefined) sides.push([n]);
    else side.push(n);
  }
  const clean = sides.every((s, i) => sides.every((t, j) => s.every((a) => t.every((b) => a === b || linked(a, b) === (i === j)))));
  return sides.length > 1 && clean ? sides : null;
}

/** What is cut now, as one sentence; '' when nothing is. */
export function sayCuts(cuts: readonly Cut[], nodes: readonly NodeId[]): string {
  const sides = sidesOf(cuts, nodes);
  if (sides !== null) return `The network is split: ${sides.map((s) => s.map(nameOf).join(' ')).join(' | ')}.`;
  const { both, oneWay } = cutLinks(cuts);
  const links = [...both.map(([a, b]) => `${nameOf(a)} ↔ ${nameOf(b)}`), ...oneWay.map(([a, b]) => `${nameOf(a)} → ${nameOf(b)}`)];
  if (links.length > 0) return `Cut: ${links.join(', ')}.`;
  const alone = nodes.filter((n) => cuts.some(([from, to]) => from === n || to === n));
  return alone.length === 0 ? '' : `Cut off from the clients: ${alone.map(nameOf).join(', ')}.`;
}

/** What a side of a partition can do: `3 of 5: a quorum`. */
export function saySide(side: number, all: number): string {
  const majority = Math.floor(all / 2) + 1;
  return `${side} of ${all}: ${side >= majority ? 'a quorum' : 'no quorum'}`;
}
