// A run may begin with disks that a former one left. What their rows prove is taken as known: votes, the choices that they make, and the
// state that the chosen prefix gives. Never reads a node's memory.
import type { Slot } from '../../base/units.ts';
import type { AppliedResult } from '../../paxos/effects.ts';
import type { Entry } from '../../paxos/entry.ts';
import { Machine } from '../../paxos/machine.ts';
import type { SimNode } from '../sim-node.ts';
import type { Answers } from './answers.ts';
import type { Applied } from './applied.ts';
import type { Choices } from './choices.ts';
import type { Promises } from './promises.ts';
import { noneTried } from './wording.ts';

/** The number of what happened before the run's first event. */
const BEFORE = -1;

export function seedFromDisks(nodes: readonly SimNode[], choices: Choices, promises: Promises, applied: Applied, answers: Answers): void {
  for (const n of nodes) seedVotes(n, choices, promises);
  for (const n of nodes) seedChosenMarks(n, choices);
  const machine = new Machine();
  for (let slot = 1; choices.get(slot) !== undefined; slot++) {
    const { entry } = choices.get(slot)!;
    answers.onChosen(entry, slot);
    const results = run(machine, entry);
    applied.assume(slot, machine.digest(), results);
  }
}

// A vote that is synced is cast, whether its message left or not.
function seedVotes(n: SimNode, choices: Choices, promises: Promises): void {
  const tried = noneTried();
  for (let i = 0; i < n.disk.rows.length; i++) {
    const { record, flaw } = n.disk.rows.get(i)!;
    if (flaw !== undefined || (record.type !== 'vote' && record.type !== 'promise')) continue;
    promises.seed(n.id, record.ballot, record.type);
    if (record.type !== 'vote') continue;
    choices.onProposal(n.id, record.ballot, record.slot, record.entry, BEFORE, tried);
    choices.onVote(n.id, record.ballot, record.slot, BEFORE, tried);
    promises.onVote(n.id, record.ballot, record.slot, BEFORE, tried);
  }
}

// Up to the commit index that a row carries every slot is chosen; the entry is the learned one, or else the one voted for.
function seedChosenMarks(n: SimNode, choices: Choices): void {
  const entries = new Map<Slot, { entry: Entry; learned: boolean; ballot: { round: number; node: number } }>();
  let upTo = 0;
  for (let i = 0; i < n.disk.rows.length; i++) {
    const { record, flaw } = n.disk.rows.get(i)!;
    if (flaw !== undefined || record.type === 'identity') continue;
    upTo = Math.max(upTo, record.commitIndex);
    if (record.type === 'learned') entries.set(record.slot, { entry: record.entry, learned: true, ballot: { round: 0, node: 0 } });
    else if (record.type === 'vote' && entries.get(record.slot)?.learned !== true)
      entries.set(record.slot, { entry: record.entry, learned: false, ballot: record.ballot });
  }
  for (const [slot, e] of entries)
    if (slot <= upTo) choices.assume(slot, { ballot: e.ballot, entry: e.entry, event: BEFORE, voters: 1 << n.id });
}

function run(machine: Machine, entry: Entry): AppliedResult[] {
  if (entry.type !== 'commands') return [];
  return entry.commands.map((c) => ({ session: c.session, sequence: c.sequence, ...machine.apply(c, true) }));
}
