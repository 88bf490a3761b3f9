// Checkpoints (C1–C6, P9, R5): taken at an applied index, on each node's own account or at an index that the leader names; written, and only when
// they are synced the log below them is cut; handed to a node whose next slot is gone everywhere.
import type { Address, Micros, NodeId, Slot } from '../base/units.ts';
import { compareBallots } from './ballot.ts';
import { bitOf, governing, isQuorum, type Configuration } from './configuration.ts';
import type { Effect } from './effects.ts';
import type { MachineDump } from './machine.ts';
import type { CheckpointAt, InstallCheckpoint, Truncate } from './messages.ts';
import type { Node } from './node.ts';
import { answerInstalled } from './requests.ts';

/** C2. A value: shared by disk, memory and messages, never changed. */
export interface Checkpoint {
  /** The last slot whose effect it holds. */
  readonly index: Slot;
  readonly state: MachineDump;
  /** The state's digest at `index`. */
  readonly digest: number;
  /** The configuration that governs the next slot, and those still to take effect. */
  readonly configurations: readonly Configuration[];
  readonly retired: readonly NodeId[];
  /** Its size on disk and on the network. */
  readonly bytes: number;
}

/** Bytes of a checkpoint's frame, and of one row in it beside its texts. */
const FRAME_BYTES = 256;
const ROW_BYTES = 24;
/** Intervals of sending again for which a checkpoint sent to a node is taken to be on its way. */
const OFFER_TICKS = 10;

/** Everything that the node has applied, as a value (C1, C2). */
export function freeze(node: Node): Checkpoint {
  const { broken } = node.settings;
  const machine = broken.has('checkpoint-past-chosen') ? node.machine.clone() : node.machine;
  const index = broken.has('checkpoint-past-chosen') ? runAhead(node, machine) : node.appliedIndex;
  const state = machine.dump(!broken.has('forget-sessions'));
  const next = governing(node, index + 1);
  const configurations = node.configurations.filter((c) => c.from >= next.from);
  return { index, state, digest: machine.digest(), configurations, retired: node.retired, bytes: sizeOf(state) };
}

// The rule off: what it has only voted for is taken for chosen.
function runAhead(node: Node, machine: Node['machine']): Slot {
  let slot = node.appliedIndex;
  for (let vote = node.log.vote(slot + 1); vote !== undefined; vote = node.log.vote(slot + 1)) {
    if (vote.entry.type === 'commands') for (const c of vote.entry.commands) machine.apply(c, true);
    slot++;
  }
  return slot;
}

function sizeOf(state: MachineDump): number {
  let bytes = FRAME_BYTES;
  for (const [key, value] of state.items) bytes += ROW_BYTES + key.length + (value?.length ?? 0);
  return bytes + state.sessions.length * ROW_BYTES;
}

/** C3: after entries were applied: is a checkpoint due? */
export function maybeCheckpoint(node: Node, out: Effect[]): void {
  const { checkpointEvery, checkpointPolicy, checkpointMode, checkpointWaitMicros } = node.settings;
  if (checkpointEvery === 0 || node.taking !== null || node.installing !== null) return;
  const last = node.checkpoint?.index ?? 0;
  const named = node.checkpointAt > last && node.appliedIndex >= node.checkpointAt;
  if (checkpointPolicy === 'coordinated') {
    if (named) begin(node, out);
    else if (node.appliedIndex - last >= checkpointEvery) nameIndex(node, out);
    return;
  }
  if (node.appliedIndex - last < checkpointEvery) return;
  if (checkpointMode !== 'idle') return begin(node, out);
  // C5: when nothing was applied for a while, or at the latest when the bound is over.
  const quiet = Math.max(1, checkpointWaitMicros >> 3);
  out.push({ kind: 'timer', timer: 'checkpoint-idle', min: quiet, max: quiet });
  if (node.checkpointPutOff) return;
  node.checkpointPutOff = true;
  out.push({ kind: 'timer', timer: 'checkpoint-bound', min: checkpointWaitMicros, max: checkpointWaitMicros });
}

/** C5: quiet at last, or put off long enough. */
export function onCheckpointDue(node: Node, out: Effect[]): void {
  if (node.taking === null && node.appliedIndex > (node.checkpoint?.index ?? 0)) begin(node, out);
}

// C5, C6: serialising takes time by size, and so does putting one in place.
const costOf = ({ settings }: Node, { bytes }: Checkpoint): Micros =>
  Math.max(1, Math.ceil((bytes * settings.serialiseMicrosPerKib) / 1024));

// C5: blocking, the node does nothing else while it serialises.
function begin(node: Node, out: Effect[]): void {
  const checkpoint = freeze(node);
  const { checkpointMode } = node.settings;
  const cost = costOf(node, checkpoint);
  node.taking = checkpoint;
  node.checkpointPutOff = false;
  out.push({ kind: 'cancel', timer: 'checkpoint-idle' });
  if (!node.leadership?.checkpointRound) out.push({ kind: 'cancel', timer: 'checkpoint-bound' });
  out.push({ kind: 'checkpoint', index: checkpoint.index, digest: checkpoint.digest, bytes: checkpoint.bytes, stage: 'begun' });
  if (checkpointMode === 'blocking') out.push({ kind: 'busy', micros: cost });
  out.push({ kind: 'timer', timer: 'checkpoint', min: cost, max: cost });
}

/** It is serialised: to the disk with it. */
export function onCheckpointTimer(node: Node, out: Effect[]): void {
  const checkpoint = node.taking;
  if (checkpoint === null) return;
  writeCheckpoint(node, checkpoint, out);
  out.push({ kind: 'checkpoint', index: checkpoint.index, digest: checkpoint.digest, bytes: checkpoint.bytes, stage: 'written' });
}

// D6: what it covers is cut when it is synced, unless the switch has turned that off.
function writeCheckpoint(node: Node, checkpoint: Checkpoint, out: Effect[]): void {
  const record = { type: 'checkpoint', checkpoint, ballot: node.promised, commitIndex: node.commitIndex } as const;
  out.push({ kind: 'write', record, then: [{ to: node.id, message: { type: 'CheckpointSaved', checkpoint } }] });
  if (!node.settings.broken.has('truncate-early')) return;
  node.checkpoint = checkpoint;
  truncate(node, checkpoint.index, out);
}

/** The checkpoint is durable: cut the log (C3), or tell the leader (C4), or the node that sent it (C6). */
export function onCheckpointSaved(node: Node, checkpoint: Checkpoint, out: Effect[]): void {
  if (node.taking?.index === checkpoint.index) node.taking = null;
  if (checkpoint.index <= (node.checkpoint?.index ?? 0) && !node.settings.broken.has('truncate-early')) return;
  node.checkpoint = checkpoint;
  out.push({ kind: 'checkpoint', index: checkpoint.index, digest: checkpoint.digest, bytes: checkpoint.bytes, stage: 'saved' });
  const installed = node.installing !== null && node.installing.index <= checkpoint.index;
  if (installed) {
    out.push({ kind: 'send', to: node.installing!.from, message: { type: 'Installed', index: checkpoint.index } });
    node.installing = null;
  }
  if (node.settings.checkpointPolicy === 'own' || installed) truncate(node, checkpoint.index, out);
  else if (node.role === 'leader') noteDone(node, node.id, checkpoint.index, out);
  else if (node.leader !== 0) out.push({ kind: 'send', to: node.leader, message: { type: 'CheckpointDone', index: checkpoint.index } });
  maybeCheckpoint(node, out);
}

/** P9: only below a durable checkpoint. */
function truncate(node: Node, index: Slot, out: Effect[]): void {
  if (index <= node.log.floor) return;
  node.log.truncate(index);
  out.push({ kind: 'truncate', index });
}

// C4: the leader names the index at which all take their checkpoints.
function nameIndex(node: Node, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || l.checkpointRound !== null) return;
  const index = node.appliedIndex;
  l.checkpointRound = { index, done: 0 };
  node.checkpointAt = index;
  const { checkpointWaitMicros } = node.settings;
  out.push({ kind: 'name-checkpoint', index });
  for (const to of governing(node, index + 1).members)
    if (to !== node.id) out.push({ kind: 'send', to, message: { type: 'CheckpointAt', ballot: l.ballot, index } });
  out.push({ kind: 'timer', timer: 'checkpoint-bound', min: checkpointWaitMicros, max: checkpointWaitMicros });
  begin(node, out);
}

export function onCheckpointAt(node: Node, m: CheckpointAt, out: Effect[]): void {
  if (compareBallots(m.ballot, node.promised) < 0) return;
  node.checkpointAt = Math.max(node.checkpointAt, m.index);
  maybeCheckpoint(node, out);
}

/** C4: from all, the log is cut at once. */
export function noteDone(node: Node, from: Address, index: Slot, out: Effect[]): void {
  const round = node.leadership?.checkpointRound;
  if (round === undefined || round === null || index < round.index) return;
  round.done |= bitOf(from);
  const { members } = governing(node, round.index + 1);
  if (members.every((m) => (round.done & bitOf(m)) !== 0)) endRound(node, out);
}

/** C4: the bound is over: a quorum will do; without one it waits on. */
export function onCheckpointBound(node: Node, out: Effect[]): void {
  const round = node.leadership?.checkpointRound;
  if (round === undefined || round === null) return onCheckpointDue(node, out);
  if (isQuorum(node, governing(node, round.index + 1), round.done)) return endRound(node, out);
  const { checkpointWaitMicros } = node.settings;
  out.push({ kind: 'timer', timer: 'checkpoint-bound', min: checkpointWaitMicros, max: checkpointWaitMicros });
}

function endRound(node: Node, out: Effect[]): void {
  const l = node.leadership!;
  const { index } = l.checkpointRound!;
  l.checkpointRound = null;
  out.push({ kind: 'cancel', timer: 'checkpoint-bound' });
  for (const to of governing(node, index + 1).members)
    if (to !== node.id) out.push({ kind: 'send', to, message: { type: 'Truncate', ballot: l.ballot, index } });
  truncate(node, Math.min(index, node.checkpoint?.index ?? 0), out);
  maybeCheckpoint(node, out);
}

/** C4, P9: a node that has no checkpoint yet keeps its log. */
export function onTruncate(node: Node, m: Truncate, out: Effect[]): void {
  if (compareBallots(m.ballot, node.promised) < 0) return;
  truncate(node, Math.min(m.index, node.checkpoint?.index ?? 0), out);
}

/** R5: the slot asked for is gone here; the checkpoint takes its place. One that is on its way is not sent again at once. */
export function offerCheckpoint(node: Node, to: Address, now: Micros, out: Effect[]): void {
  const checkpoint = node.checkpoint!;
  const offer = node.offers.get(to);
  if (offer !== undefined && offer.index === checkpoint.index && now - offer.at < OFFER_TICKS * node.settings.resendMicros) {
    out.push({ kind: 'ignore', what: 'CatchUpRequest', why: 'repeated' });
    return;
  }
  node.offers.set(to, { index: checkpoint.index, at: now });
  out.push({ kind: 'offer', to, index: checkpoint.index, bytes: checkpoint.bytes });
  out.push({ kind: 'send', to, message: { type: 'InstallCheckpoint', checkpoint } });
}

/** C6: replaces state, sessions, configuration and log prefix; in memory now, on disk in one record. Votes above its index stay. */
export function onInstallCheckpoint(node: Node, from: Address, m: InstallCheckpoint, out: Effect[]): boolean {
  const { checkpoint } = m;
  if (checkpoint.index <= node.appliedIndex) {
    out.push({ kind: 'ignore', what: 'InstallCheckpoint', why: 'stale' });
    out.push({ kind: 'send', to: from, message: { type: 'Installed', index: node.appliedIndex } });
    return false;
  }
  restore(node, checkpoint);
  node.installing = { from, index: checkpoint.index };
  node.taking = null;
  out.push({ kind: 'cancel', timer: 'checkpoint' });
  out.push({ kind: 'install', index: checkpoint.index, digest: checkpoint.digest, from, members: node.configurations.at(-1)!.members });
  out.push({ kind: 'busy', micros: costOf(node, checkpoint) });
  writeCheckpoint(node, checkpoint, out);
  answerInstalled(node, out);
  return true;
}

/** Takes over what the checkpoint holds: here, and at recovery (D7). */
export function restore(node: Node, checkpoint: Checkpoint): void {
  node.machine.load(checkpoint.state);
  node.appliedIndex = checkpoint.index;
  node.commitIndex = Math.max(node.commitIndex, checkpoint.index);
  node.configurations = checkpoint.configurations;
  node.retired = checkpoint.retired;
}
