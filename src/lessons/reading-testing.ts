// For the tests of this folder: short ways to read a world, so that a proof is one line.
import { count, makeCounters, type Counters } from '../history/counters.ts';
import { figuresOf, type Figures } from '../history/figures.ts';
import { printBallot } from '../paxos/ballot.ts';
import { printEntry } from '../paxos/entry.ts';
import type { Message, MessageType } from '../paxos/messages.ts';
import { syncedVotes } from '../scenario/facts.ts';
import type { World } from '../sim/world.ts';
import type { AtStop } from './testing.ts';

export const entry = (w: World, node: number, slot: number): string => printEntry(w.node(node).node.log.chosen(slot)!);
export const knows = (w: World, node: number, slot: number): boolean => w.node(node).node.log.chosen(slot) !== undefined;
/** `1.n1 x=4`, or '' where the node has no vote in the slot. */
export const vote = (w: World, node: number, slot: number): string => {
  const v = w.node(node).node.log.vote(slot);
  return v === undefined ? '' : `${printBallot(v.ballot)} ${printEntry(v.entry)}`;
};
export const synced = (w: World, node: number, slot: number): string[] =>
  syncedVotes(w.node(node), slot).map((v) => `${printBallot(v.ballot)} ${printEntry(v.entry)}`);
export const leads = (w: World, node: number, ballot: string): boolean =>
  w.node(node).status === 'up' && w.node(node).node.role === 'leader' && printBallot(w.node(node).node.ballot) === ballot;
export const applied = (w: World, ...nodes: number[]): number[] => nodes.map((n) => w.node(n).node.appliedIndex);
export const up = (w: World, node: number): boolean => w.node(node).status === 'up';
/** `n2>n1 Accepted 4` … */
export const flying = (w: World, type: MessageType): string[] =>
  w
    .flights()
    .filter((f) => f.message.type === type)
    .map((f) => `n${f.from}>n${f.to}${slotText(f.message)}`);
const slotText = (m: Message): string => ('slot' in m ? ` ${m.slot}` : '');
export const counted = (w: World, node: number, slot: number): number => {
  const votes = w.node(node).node.leadership?.proposals.get(slot)?.votes ?? 0;
  return [1, 2, 3, 4, 5].filter((n) => (votes & (1 << n)) !== 0).length;
};
export const told = (at: AtStop, pattern: RegExp): boolean => at.told.some((t) => pattern.test(t));
export const all = (w: World, is: (node: number) => boolean): boolean => w.nodes.every((n) => is(n.id));
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the drawer Numbers shows at the stop: what has been counted, the figures since the last change of a setting, and those before it. */
export const counters = (at: AtStop): Counters => {
  const c = makeCounters();
  for (const r of at.records) count(c, r);
  return c;
};
export const figures = (at: AtStop): Figures => figuresOf(counters(at), at.world.now)!;
export const before = (at: AtStop): Figures => {
  const c = counters(at);
  return figuresOf({ answers: c.before }, c.changedAt)!;
};
/** Rounded as the page rounds it: to three figures. */
export const three = (n: number): number => Number(n.toPrecision(3));
