// What the checks say: the invariants' titles, and the short forms in which a violation names nodes, slots and commands.
// Words for students: one sentence, then the two facts that disagree.
import { nameOf, type EventNumber, type NodeId, type Slot } from '../../base/units.ts';
import type { Ballot } from '../../paxos/ballot.ts';
import { printSession, type OperationResult } from '../../paxos/entry.ts';
import type { Violation } from '../events.ts';

/** I1–I13: what must hold at every event of every run (PROTOCOL.md). */
export const CHECK_TITLES: Readonly<Record<string, string>> = {
  I1: 'One entry per slot is ever chosen.',
  I2: 'A ballot proposes one entry per slot, and belongs to one life of one node.',
  I3: 'No node votes or promises below a promise that it has sent.',
  I4: 'What a node has promised or voted for stays on its disk.',
  I5: 'After an entry is chosen, every higher ballot proposes it again.',
  I6: 'Every node applies the chosen entries, in order, without a gap, once each.',
  I7: 'Nodes that have applied the same slots have the same state.',
  I8: 'Each command takes effect at most once, and with the result that its client is told.',
  I9: 'An answered command is chosen, and stays so through every crash.',
  I10: 'No answer is older than what a client had been told before, and a stale one is a state that was.',
  I11: 'While a read is answered under a lease, no other node has completed a higher ballot.',
  I12: 'A checkpoint holds chosen slots only, and a log is cut only below one that is synced.',
  I13: 'A quorum is counted over the members that govern the slot.',
};

export type CheckId = keyof typeof CHECK_TITLES;

/** How often each invariant was tried. Owned; copy with a spread. */
export type Tried = Record<string, number>;

export const noneTried = (): Tried => ({ I1: 0, I2: 0, I3: 0, I4: 0, I5: 0, I6: 0, I7: 0, I8: 0, I9: 0, I10: 0, I11: 0, I12: 0, I13: 0 });

/** A violation in the making: the facade adds the event's number. */
export type Finding = Omit<Violation, 'event'>;

export function finding(
  invariant: string,
  nodes: readonly NodeId[],
  slot: Slot | null,
  says: string,
  first: string,
  second: string,
): Finding {
  return { invariant, nodes: [...new Set(nodes)], slot, says, facts: [first, second] };
}

/** A ballot as one number that orders as ballots do: round × 128 + node. */
export const codeOf = (b: Ballot): number => b.round * 128 + b.node;

/** `3.n2` from its code. */
export const printCode = (code: number): string => (code === 0 ? 'none' : `${Math.floor(code / 128)}.n${code % 128}`);

/** The nodes of a bit mask, in order. */
export function nodesIn(mask: number): NodeId[] {
  const nodes: NodeId[] = [];
  for (let n = 1; n < 31; n++) if ((mask & (1 << n)) !== 0) nodes.push(n);
  return nodes;
}

/** `n1`, `n1 and n2`, `n1, n2 and n3`, or `nobody`. */
export function printNodes(nodes: readonly NodeId[]): string {
  if (nodes.length === 0) return 'nobody';
  const names = nodes.map(nameOf);
  const last = names.pop()!;
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** `c1#7`: the seventh command of a session. */
export const printCommand = (session: number, sequence: number): string => `${printSession(session)}#${sequence}`;

export const atEvent = (event: EventNumber): string => (event < 0 ? 'Before this run' : `At event ${event}`);

/** `version 3`, `version 3, value 4`, `version 2, refused`. */
export function printResult(r: OperationResult): string {
  const value = r.value === undefined ? '' : `, value ${r.value}`;
  const taken = r.ok === undefined ? '' : r.ok ? ', done' : ', refused';
  return `version ${r.version}${value}${taken}`;
}
