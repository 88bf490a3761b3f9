// What nodes apply: I6 (the chosen entries, in order, without a gap, once each), I7 (equal digests at equal slots) and the first half of
// I8 (a command takes effect once). It compares what nodes announce when they apply with what the votes made chosen.
import { Chunked } from '../../base/chunked.ts';
import { printDigest } from '../../base/digest.ts';
import type { NodeId, SessionId, Slot } from '../../base/units.ts';
import type { AppliedResult, Note } from '../../paxos/effects.ts';
import { printEntry, type OperationResult, sameEntry } from '../../paxos/entry.ts';
import type { Choices } from './choices.ts';
import type { Reads } from './reads.ts';
import { finding, printCommand, printResult, type Finding, type Tried } from './wording.ts';

/** What the first node to apply a slot announced. A value. */
interface Announced {
  readonly digest: number;
  /** How many of the slot's commands took effect. */
  readonly effects: number;
  readonly by: NodeId;
}

/** A session's last command that took effect. A value. */
export interface TookEffect {
  readonly sequence: number;
  readonly slot: Slot;
  readonly result: OperationResult;
}

/** Not known: a run that begins with disks does not say how far its nodes have applied. */
const UNKNOWN = -1;

/** Owned; copy with `clone()`. */
export class Applied {
  private upTo: Slot[];
  private announced = new Chunked<Announced>();
  private effects = new Map<SessionId, TookEffect>();

  constructor(nodes: number, known: boolean) {
    this.upTo = Array.from({ length: nodes + 1 }, () => (known ? 0 : UNKNOWN));
  }

  /** How far the node has applied, by its own announcements since it came up. */
  of(node: NodeId): Slot {
    return this.upTo[node]!;
  }

  effect(session: SessionId): TookEffect | undefined {
    return this.effects.get(session);
  }

  /** A node that comes up replays from behind its checkpoint; one that installs a checkpoint goes on from there. */
  onBase(node: NodeId, index: Slot): void {
    this.upTo[node] = index;
  }

  /** The digest after a slot, as whoever applied it first announced it. */
  digestAt(slot: Slot): number | undefined {
    return this.announced.get(slot)?.digest;
  }

  /** Lets go of what every node holds under a durable checkpoint. */
  forget(index: Slot): void {
    this.announced.forget(Math.min(index, this.announced.length));
  }

  /** For a run that begins with disks: what a checkpoint says took effect. */
  assumeCheckpoint(index: Slot, digest: number, sessions: readonly (readonly [SessionId, number, OperationResult])[]): void {
    for (const [session, sequence, result] of sessions) this.effects.set(session, { sequence, slot: index, result });
    this.announced.set(index, { digest, effects: 0, by: 0 });
  }

  /** I6, I8, I7: the node announces that it has applied a slot. */
  onApply(node: NodeId, note: Note & { readonly kind: 'apply' }, choices: Choices, reads: Reads, tried: Tried, out: Finding[]): void {
    const wrong = this.inOrder(node, note, choices, tried);
    if (wrong !== null) out.push(wrong);
    if (choices.isForgotten(note.slot)) return;
    if (this.announced.get(note.slot) === undefined && note.entry.type === 'commands')
      reads.onEffect(note.slot, note.entry.commands, note.results);
    const differs = this.onSlot(node, note, tried);
    if (differs !== null) out.push(differs);
  }

  /** For a run that begins with disks: what its chosen prefix must have given. */
  assume(slot: Slot, digest: number, results: readonly AppliedResult[]): void {
    for (const r of results) if (!r.repeated) this.effects.set(r.session, { sequence: r.sequence, slot, result: r.result });
    this.announced.set(slot, { digest, effects: countEffects(results), by: 0 });
  }

  clone(): Applied {
    const copy = new Applied(0, true);
    copy.upTo = this.upTo.slice();
    copy.announced = this.announced.clone();
    copy.effects = new Map(this.effects);
    return copy;
  }

  private inOrder(node: NodeId, note: Note & { readonly kind: 'apply' }, choices: Choices, tried: Tried): Finding | null {
    tried.I6!++;
    const { slot, entry } = note;
    const before = this.upTo[node] ?? 0;
    this.upTo[node] = slot;
    if (slot !== before + 1 && before !== UNKNOWN) return outOfOrder(node, slot, before);
    const c = choices.get(slot);
    if (c !== undefined && (c.entry === entry || sameEntry(c.entry, entry))) return null;
    const applies = `n${node} applies ${printEntry(entry)} in slot ${slot}.`;
    if (c === undefined)
      return finding(
        'I6',
        [node],
        slot,
        `n${node} applies an entry that is not chosen.`,
        applies,
        `In slot ${slot} ${choices.votesIn(slot)}: not a majority.`,
      );
    return finding(
      'I6',
      [node],
      slot,
      `n${node} applies another entry than the one that is chosen.`,
      applies,
      `Slot ${slot} is chosen otherwise: ${choices.votesIn(slot)}.`,
    );
  }

  private onSlot(node: NodeId, note: Note & { readonly kind: 'apply' }, tried: Tried): Finding | null {
    const { slot, digest, results } = note;
    const first = this.announced.get(slot);
    if (first === undefined) {
      const found = this.onFirst(node, slot, results, tried);
      this.announced.set(slot, { digest, effects: countEffects(results), by: node });
      return found;
    }
    if (results.length > 0) tried.I8!++;
    if (countEffects(results) !== first.effects) return this.effectsDiffer(node, slot, results, first);
    tried.I7!++;
    return first.digest === digest ? null : digestsDiffer(node, slot, digest, first);
  }

  // I8: in the order of the slots, a command takes effect if and only if its number is above its session's last.
  private onFirst(node: NodeId, slot: Slot, results: readonly AppliedResult[], tried: Tried): Finding | null {
    for (const r of results) {
      tried.I8!++;
      const last = this.effects.get(r.session);
      const isNew = last === undefined || r.sequence > last.sequence;
      if (isNew === r.repeated) return wrongEffect(node, slot, r, last);
      if (isNew) this.effects.set(r.session, { sequence: r.sequence, slot, result: r.result });
    }
    return null;
  }

  private effectsDiffer(node: NodeId, slot: Slot, results: readonly AppliedResult[], first: Announced): Finding {
    const r = results.find((x) => !x.repeated && (this.effects.get(x.session)?.slot ?? slot) !== slot) ?? results[0];
    const name = r === undefined ? 'A command' : printCommand(r.session, r.sequence);
    return finding(
      'I8',
      first.by === 0 ? [node] : [first.by, node],
      slot,
      `${name} takes effect on one node and not on another.`,
      `Where slot ${slot} was applied first${first.by === 0 ? '' : ` (n${first.by})`}, ${first.effects} of its commands took effect.`,
      `On n${node} ${countEffects(results)} of them take effect.`,
    );
  }
}

function countEffects(results: readonly AppliedResult[]): number {
  let n = 0;
  for (const r of results) if (!r.repeated) n++;
  return n;
}

function outOfOrder(node: NodeId, slot: Slot, before: Slot): Finding {
  const says = slot <= before ? `n${node} applies slot ${slot} a second time.` : `n${node} applies past a gap.`;
  return finding(
    'I6',
    [node],
    slot,
    says,
    `n${node} has applied the slots up to ${before}.`,
    `The next one that it applies is slot ${slot}; expected ${before + 1}.`,
  );
}

function wrongEffect(node: NodeId, slot: Slot, r: AppliedResult, last: TookEffect | undefined): Finding {
  const name = printCommand(r.session, r.sequence);
  if (last === undefined || r.sequence > last.sequence)
    return finding(
      'I8',
      [node],
      slot,
      `${name} is taken for a repetition, and is none.`,
      `No command of that session with number ${r.sequence} or above took effect before slot ${slot}.`,
      `n${node} applies ${name} in slot ${slot} without effect.`,
    );
  return finding(
    'I8',
    [node],
    slot,
    `${name} takes effect a second time.`,
    `Slot ${last.slot} gave effect to ${printCommand(r.session, last.sequence)}, with ${printResult(last.result)}.`,
    `n${node} gives effect to ${name} in slot ${slot}, with ${printResult(r.result)}.`,
  );
}

function digestsDiffer(node: NodeId, slot: Slot, digest: number, first: Announced): Finding {
  const by = first.by === 0 ? 'the disks that this run began with' : `n${first.by}`;
  return finding(
    'I7',
    first.by === 0 ? [node] : [first.by, node],
    slot,
    `Two nodes have applied the slots up to ${slot} and differ in state.`,
    `After slot ${slot} the digest of ${by} is ${printDigest(first.digest)}.`,
    `After slot ${slot} the digest of n${node} is ${printDigest(digest)}.`,
  );
}
