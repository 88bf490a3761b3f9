// A run may begin with disks that a former one left. What their rows prove is taken as known: votes, the choices that they make, and the
// state that the chosen prefix gives. Never reads a node's memory.
import type { Slot } from '../../base/units.ts';
import type { AppliedResult } from '../../paxos/effects.ts';
import type { Entry } from '../../paxos/entry.ts';
import { compareBallots } from '../../paxos/ballot.ts';
import type { Checkpoint } from '../../paxos/checkpoint.ts';
import { Machine } from '../../paxos/machine.ts';
import type { SimNode } from '../sim-node.ts';
import type { Answers } from './answers.ts';
import type { Applied } from './applied.ts';
import type { Choice, Choices } from './choices.ts';
import type { Promises } from './promises.ts';
import type { Reads } from './reads.ts';
import { noneTried } from './wording.ts';

/** The number of what happened before the run's first event. */
const BEFORE = -1;

export function seedFromDisks(
  nodes: readonly SimNode[],
  choices: Choices,
  promises: Promises,
  applied: Applied,
  answers: Answers,
  reads: Reads,
): void {
  const checkpoints = nodes.flatMap(checkpointsOn).sort((a, b) => a.index - b.index);
  for (const c of checkpoints) for (const m of c.configurations) if (m.slot > 0) choices.memberships().assume(m.slot, m.from, m.members);
  for (const n of nodes) seedVotes(n, choices, promises);
  for (const n of nodes) seedChosenMarks(n, choices);
  seedCovered(nodes, checkpoints.at(-1)?.index ?? 0, choices);
  replay(nodes, checkpoints, choices, applied, answers, reads);
}

function checkpointsOn(n: SimNode): Checkpoint[] {
  const found: Checkpoint[] = [];
  for (let i = 0; i < n.disk.rows.length; i++) {
    const { record, flaw } = n.disk.rows.get(i)!;
    if (flaw === undefined && record.type === 'checkpoint') found.push(record.checkpoint);
  }
  return found;
}

// Under the newest checkpoint every slot is chosen. Where a log still holds it, the vote of the highest ballot has what was chosen.
function seedCovered(nodes: readonly SimNode[], index: Slot, choices: Choices): void {
  const best = new Map<Slot, Choice>();
  for (const n of nodes)
    for (let i = 0; i < n.disk.rows.length; i++) {
      const { record, flaw } = n.disk.rows.get(i)!;
      if (flaw !== undefined || record.type !== 'vote' || record.slot > index) continue;
      const known = best.get(record.slot);
      if (known === undefined || compareBallots(record.ballot, known.ballot) > 0)
        best.set(record.slot, { ballot: record.ballot, entry: record.entry, event: BEFORE, voters: 1 << n.id });
    }
  for (const [slot, choice] of best) choices.assume(slot, choice);
  choices.assumePrefix(index);
}

// From the oldest base that a node starts from, slot by slot; over what no log holds any more, from checkpoint to checkpoint.
function replay(
  nodes: readonly SimNode[],
  checkpoints: readonly Checkpoint[],
  choices: Choices,
  applied: Applied,
  answers: Answers,
  reads: Reads,
): void {
  const machine = new Machine();
  const bases = nodes.map((n) => checkpointsOn(n).at(-1)?.index ?? 0);
  const load = (c: Checkpoint): Slot => {
    machine.load(c.state);
    reads.assumeState(c.index, c.state.items);
    applied.assumeCheckpoint(c.index, c.digest, c.state.sessions);
    return c.index + 1;
  };
  const first = checkpoints.find((c) => c.index === Math.min(...bases));
  let slot = first === undefined ? 1 : load(first);
  for (;;) {
    const choice = choices.get(slot);
    if (choice !== undefined) {
      answers.onChosen(choice.entry, slot);
      const results = run(machine, choice.entry);
      if (choice.entry.type === 'commands') reads.onEffect(slot, choice.entry.commands, results);
      applied.assume(slot++, machine.digest(), results);
      continue;
    }
    const next = checkpoints.find((c) => c.index >= slot);
    if (next === undefined) return;
    slot = load(next);
  }
}

// A vote that is synced is cast, whether its message left or not.
function seedVotes(n: SimNode, choices: Choices, promises: Promises): void {
  const tried = noneTried();
  for (let i = 0; i < n.disk.rows.length; i++) {
    const { record, flaw } = n.disk.rows.get(i)!;
    if (flaw !== undefined || record.type === 'identity' || record.type === 'learned') continue;
    promises.seed(n.id, record.ballot, record.type === 'vote' ? 'vote' : 'promise');
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
