// Learning what is chosen, and applying it in order (R1–R5). Nothing here can change what is chosen.
import { assert } from '../base/assert.ts';
import type { Address, Micros, NodeId, Slot } from '../base/units.ts';
import { sameBallot, type Ballot } from './ballot.ts';
import type { AppliedResult, Effect, Note } from './effects.ts';
import type { Entry } from './entry.ts';
import type { CatchUpReply, CatchUpRequest, InstallCheckpoint } from './messages.ts';
import type { Node } from './node.ts';
import { applyConfiguration } from './membership.ts';
import { restTimer } from './candidate.ts';
import { isMember } from './configuration.ts';
import { maybeCheckpoint, offerCheckpoint, onInstallCheckpoint } from './checkpoint.ts';
import { advance } from './leader.ts';
import { answerReads } from './reads.ts';
import { answerApplied } from './requests.ts';

/** R2: how far beyond its own commit index a follower looks at once. */
const MAX_LOOK_AHEAD = 128;
/** Entries in one CatchUpReply. */
const MAX_CATCH_UP = 64;

/** This node now knows that the slot is chosen. What it knows already stays. */
export function markChosen(
  node: Node,
  slot: Slot,
  ballot: Ballot,
  entry: Entry,
  how: (Note & { kind: 'chosen' })['how'],
  out: Effect[],
): void {
  if (slot <= node.log.floor || node.log.chosen(slot) !== undefined) return;
  node.log.setChosen(slot, entry);
  out.push({ kind: 'chosen', slot, ballot, entry, how });
}

/** R2: told that everything up to `commitIndex` is chosen by the leader of `ballot`, it takes its own votes of that ballot as chosen. */
export function learnCommitIndex(node: Node, commitIndex: Slot, ballot: Ballot, from: Address, now: Micros, out: Effect[]): void {
  if (commitIndex <= node.commitIndex) return;
  const believes = node.settings.broken.has('believe-commit-index');
  const last = Math.min(commitIndex, node.commitIndex + MAX_LOOK_AHEAD);
  for (let slot = node.commitIndex + 1; slot <= last; slot++) {
    const vote = node.log.vote(slot);
    if (vote !== undefined && (believes || sameBallot(vote.ballot, ballot)))
      markChosen(node, slot, vote.ballot, vote.entry, 'commit-index', out);
  }
  applyChosen(node, now, out);
  if (node.commitIndex < commitIndex) waitForEntries(node, from, commitIndex, out);
}

// An Accept that is still under way often brings the entry; it asks only after a while.
function waitForEntries(node: Node, peer: NodeId, upTo: Slot, out: Effect[]): void {
  const waiting = node.behind !== null && node.behind.upTo > node.commitIndex;
  node.behind = { upTo, peer };
  const { catchUpMicros } = node.settings;
  if (!waiting) out.push({ kind: 'timer', timer: 'catch-up', min: catchUpMicros, max: catchUpMicros + (catchUpMicros >> 1) });
}

export function onCatchUpTimer(node: Node, out: Effect[]): void {
  const b = node.behind;
  if (b === null || b.upTo <= node.commitIndex) {
    node.behind = null;
    return;
  }
  const known = node.leader !== 0 && node.leader !== node.id ? node.leader : b.peer;
  askForEntries(node, known, b.upTo, out);
}

/** Asks for chosen entries, and again after a while if they do not come. */
export function askForEntries(node: Node, peer: NodeId, upTo: Slot, out: Effect[]): void {
  const fromSlot = node.commitIndex + 1;
  const { resendMicros } = node.settings;
  node.behind = { upTo, peer };
  out.push({ kind: 'ask', from: peer, fromSlot, upTo });
  out.push({ kind: 'send', to: peer, message: { type: 'CatchUpRequest', fromSlot } });
  out.push({ kind: 'timer', timer: 'catch-up', min: resendMicros, max: resendMicros + (resendMicros >> 1) });
}

/** What is known to be chosen may be copied freely. */
export function onCatchUpRequest(node: Node, from: Address, m: CatchUpRequest, now: Micros, out: Effect[]): void {
  if (m.fromSlot <= node.log.floor && node.checkpoint !== null) return offerCheckpoint(node, from, now, out);
  const last = Math.min(node.commitIndex, m.fromSlot + MAX_CATCH_UP - 1);
  const entries: Entry[] = [];
  for (let slot = m.fromSlot; slot <= last; slot++) {
    const entry = node.log.chosen(slot);
    if (entry === undefined) break;
    entries.push(entry);
  }
  if (entries.length === 0) {
    out.push({ kind: 'ignore', what: 'CatchUpRequest', why: 'stale' });
    return;
  }
  out.push({ kind: 'send', to: from, message: { type: 'CatchUpReply', fromSlot: m.fromSlot, entries, commitIndex: node.commitIndex } });
}

/** Learned entries are written lazily: they can be learned again. */
export function onCatchUpReply(node: Node, from: Address, m: CatchUpReply, now: Micros, out: Effect[]): void {
  const before = node.commitIndex;
  m.entries.forEach((entry, i) => {
    const slot = m.fromSlot + i;
    if (slot <= node.commitIndex || node.log.chosen(slot) !== undefined) return;
    const record = { type: 'learned', slot, entry, commitIndex: node.commitIndex } as const;
    out.push({ kind: 'write', record, then: [], lazy: true });
    markChosen(node, slot, node.leaderBallot, entry, 'catch-up', out);
  });
  applyChosen(node, now, out);
  if (node.commitIndex === before) out.push({ kind: 'ignore', what: 'CatchUpReply', why: 'repeated' });
  else if (node.commitIndex < m.commitIndex) askForEntries(node, from, m.commitIndex, out);
}

/** C6, R5: what the checkpoint covers is known; the rest is asked for. */
export function onCheckpointArrived(node: Node, from: Address, m: InstallCheckpoint, now: Micros, out: Effect[]): void {
  const was = isMember(node);
  if (!onInstallCheckpoint(node, from, m, out)) return;
  if (!was && isMember(node)) restTimer(node, out); // M5
  applyChosen(node, now, out);
  if (node.behind !== null && node.behind.upTo > node.commitIndex) askForEntries(node, from, node.behind.upTo, out);
}

/** R3: applies the chosen prefix in slot order, never past a slot that it does not know to be chosen; then R4 answers, and what waited goes on. */
export function applyChosen(node: Node, now: Micros, out: Effect[]): void {
  const { log, settings } = node;
  if (settings.broken.has('apply-past-gap')) node.commitIndex = Math.max(node.commitIndex, lastChosen(node));
  while (log.chosen(node.commitIndex + 1) !== undefined) node.commitIndex++;
  while (node.appliedIndex < node.commitIndex) {
    node.appliedIndex++;
    const entry = log.chosen(node.appliedIndex);
    assert(entry !== undefined || settings.broken.size > 0, 'R3: every slot up to the commit index holds a chosen entry', {
      slot: node.appliedIndex,
    });
    if (entry !== undefined) applyEntry(node, node.appliedIndex, entry, out);
  }
  answerReads(node, now, out);
  maybeCheckpoint(node, out);
  advance(node, now, out);
}

const lastChosen = (node: Node): Slot => {
  let slot = node.log.last();
  while (slot > node.commitIndex && node.log.chosen(slot) === undefined) slot--;
  return slot;
};

function applyEntry(node: Node, slot: Slot, entry: Entry, out: Effect[]): void {
  const results: AppliedResult[] = [];
  if (entry.type === 'commands')
    for (const command of entry.commands) {
      const { result, repeated } = node.machine.apply(command, !node.settings.broken.has('no-dedup'));
      results.push({ session: command.session, sequence: command.sequence, result, repeated });
    }
  out.push({ kind: 'apply', slot, entry, digest: node.machine.digest(), results });
  if (entry.type === 'configuration') applyConfiguration(node, slot, entry, out);
  for (const r of results) answerApplied(node, r, slot, out);
}
