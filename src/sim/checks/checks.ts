// The invariants I1–I13, always on, outside the protocol: they see what leaves the nodes, what is written, what crashes, what is announced as
// applied and what clients are told; disks, but never a node's own bookkeeping. Amortised O(1) an event; cloned at keyframes.
import type { EventNumber, NodeId, Slot } from '../../base/units.ts';
import type { Note } from '../../paxos/effects.ts';
import type { Message } from '../../paxos/messages.ts';
import type { EventRecord, Flight, Violation } from '../events.ts';
import type { World } from '../world.ts';
import { initialMembers } from '../config.ts';
import { Answers } from './answers.ts';
import { Applied } from './applied.ts';
import { Checkpoints, checkpointOn } from './checkpoints.ts';
import { Choices, type Choice } from './choices.ts';
import { seedFromDisks } from './from-disks.ts';
import { Memberships } from './memberships.ts';
import { Promises } from './promises.ts';
import { Reads } from './reads.ts';
import { finding, noneTried, printNodes, type Finding, type Tried } from './wording.ts';

export { CHECK_TITLES } from './wording.ts';

/** Notes that some check looks at. */
const WATCHED: ReadonlySet<Note['kind']> = new Set([
  'apply',
  'recover',
  'lead',
  'read',
  'chosen',
  'install',
  'checkpoint',
  'truncate',
] as const);

/** All checks of one run. One owner; `clone()` goes with the world's. Made before the world's first event. */
export class Checks {
  private counts: Tried = noneTried();
  private choices: Choices;
  private promises: Promises;
  private applied: Applied;
  private answers = new Answers();
  private reads = new Reads();
  private checkpoints: Checkpoints;
  /** What the event being looked at violates. */
  private found: Finding[] = [];

  constructor(world: World) {
    const { nodes } = world;
    const fresh = world.header.disks === undefined && world.events === 0;
    this.choices = new Choices(new Memberships(initialMembers(world.header.config.nodes)));
    this.checkpoints = new Checkpoints(nodes.length);
    this.promises = new Promises(nodes.length);
    this.applied = new Applied(nodes.length, fresh);
    if (!fresh) seedFromDisks(nodes, this.choices, this.promises, this.applied, this.answers, this.reads);
  }

  /** How often each invariant has been tried: `{ I1: 812, … }`. */
  get tried(): Readonly<Record<string, number>> {
    return this.counts;
  }

  /** Sees one event just executed in `world`; returns the first rule of safety that does not hold. */
  observe(record: EventRecord, world: World): Violation | null {
    if (this.found.length > 0) this.found = [];
    this.look(record, world);
    return this.found.length === 0 ? null : { ...this.found[0]!, event: record.number };
  }

  /** All that the last event violates, in the order in which it was found. */
  allFound(event: EventNumber): readonly Violation[] {
    return this.found.map((f) => ({ ...f, event }));
  }

  /** What the votes have made chosen in a slot, whoever knows it. */
  chosen(slot: Slot): Choice | undefined {
    return this.choices.get(slot);
  }

  /** The highest slot in which something is chosen. */
  lastChosen(): Slot {
    return this.choices.last();
  }

  /** How far the node has announced that it applied since it came up; −1 where that is not known. */
  appliedBy(node: NodeId): Slot {
    return this.applied.of(node);
  }

  clone(): Checks {
    const copy = Object.create(Checks.prototype) as Checks;
    copy.found = [];
    copy.counts = { ...this.counts };
    copy.choices = this.choices.clone();
    copy.promises = this.promises.clone();
    copy.applied = this.applied.clone();
    copy.answers = this.answers.clone();
    copy.reads = this.reads.clone();
    copy.checkpoints = this.checkpoints.clone();
    return copy;
  }

  // Crashes, then what was written, then what was announced, then what left: so each finds what it rests on.
  private look(record: EventRecord, world: World): void {
    const { number, actor, written, notes, noteActors, sent } = record;
    if (record.happening.kind === 'input') this.onInput(record, world);
    for (let i = 0; i < written.length; i++) {
      const r = written[i]!.record;
      if (r.type === 'vote') this.report(this.choices.onProposal(actor, r.ballot, r.slot, r.entry, number, this.counts));
    }
    for (let i = 0; i < notes.length; i++) {
      const note = notes[i]!;
      if (WATCHED.has(note.kind)) this.onNote(noteActors?.[i] ?? actor, note, number, world);
    }
    for (let i = 0; i < record.worldNotes.length; i++) this.reads.onWorldNote(record.worldNotes[i]!, number);
    let last: Message | null = null; // one message to several is one fact
    for (let i = 0; i < sent.length; i++) {
      const flight = sent[i]!;
      if (flight.message !== last && flight.sentBy === number) this.report(this.onSend(flight, number));
      last = flight.message;
    }
  }

  private report(found: Finding | null): void {
    if (found !== null) this.found.push(found);
  }

  private onInput(record: EventRecord, world: World): void {
    const { happening, worldNotes, number } = record;
    for (const n of worldNotes) {
      if (n.kind === 'refused') return;
      if (n.kind === 'added') {
        this.promises.onAdded(n.node);
        this.checkpoints.reset(n.node);
      }
      if (n.kind === 'crashed') this.onCrash(n.node, world, number);
    }
    if (happening.kind === 'input' && (happening.input.kind === 'lose-disk' || happening.input.kind === 'damage')) {
      this.promises.onHarm(happening.input.node, number);
      this.checkpoints.reset(happening.input.node);
    }
  }

  private onCrash(node: NodeId, world: World, event: EventNumber): void {
    const crashed = world.node(node);
    this.report(this.promises.onCrash(node, crashed.disk, event, this.counts));
    const harmed = (n: NodeId): boolean => this.promises.isHarmed(n);
    this.report(this.answers.onCrash(crashed, world.nodes, harmed, this.choices, event, this.counts));
  }

  private onNote(node: NodeId, note: Note, event: EventNumber, world: World): void {
    switch (note.kind) {
      case 'apply':
        return this.applied.onApply(node, note, this.choices, this.reads, this.counts, this.found);
      case 'recover':
        return this.onRecover(node, event, world);
      case 'lead':
        return this.onLead(note.ballot, note.quorum, event);
      case 'read':
        return this.report(this.reads.onLeaseRead(node, note, event, this.counts));
      case 'chosen':
        return note.how === 'quorum' ? this.onCounted(node, note.slot) : undefined;
      case 'install':
        this.applied.onBase(node, note.index);
        return this.report(this.checkpoints.onCheckpoint(node, note, this.choices, this.applied, this.counts));
      case 'checkpoint':
        if (note.stage === 'written') this.report(this.checkpoints.onCheckpoint(node, note, this.choices, this.applied, this.counts));
        return;
      case 'truncate':
        return this.onTruncate(node, note.index, world);
      default:
        return;
    }
  }

  // A quorum of members that govern no slot any more completes nothing: who leads by it can propose nowhere.
  private onLead(ballot: Choice['ballot'], quorum: readonly NodeId[], event: EventNumber): void {
    const bits = quorum.reduce((b, n) => b | (1 << n), 0);
    if (this.choices.memberships().isQuorum(this.choices.chosenPrefix() + 1, bits)) this.reads.onLead(ballot, event);
  }

  private onRecover(node: NodeId, event: EventNumber, world: World): void {
    const n = world.node(node);
    this.promises.onRestart(node);
    this.applied.onBase(node, checkpointOn(n, n.disk.rows.length));
    this.report(this.promises.onCrash(node, n.disk, event, this.counts));
  }

  private onTruncate(node: NodeId, index: Slot, world: World): void {
    const found = this.checkpoints.onTruncate(world.node(node), index, this.counts);
    this.report(found);
    if (found !== null) return;
    this.promises.onTruncate(node, index);
    const everywhere = this.checkpoints.everywhere(world.nodes.length);
    this.choices.forget(everywhere);
    this.applied.forget(everywhere);
  }

  // I13: a leader takes a slot for chosen. The votes that have left are a quorum of the members that govern it, or it has counted others.
  private onCounted(node: NodeId, slot: Slot): void {
    const members = this.choices.memberships();
    if (!members.changed()) return;
    this.counts.I13!++;
    if (this.choices.isForgotten(slot) || this.choices.get(slot) !== undefined) return;
    const says = `n${node} takes slot ${slot} for chosen without a quorum of the members that govern it.`;
    const governed = `Slot ${slot} is governed by ${printNodes(members.governing(slot))}.`;
    this.report(finding('I13', [node], slot, says, governed, `In it ${this.choices.votesIn(slot)}.`));
  }

  private onSend(flight: Flight, event: EventNumber): Finding | null {
    const { from, message: m } = flight;
    switch (m.type) {
      case 'Prepare':
        return this.promises.onOwnBallot(from, m.ballot, event, this.counts);
      case 'Promise':
        return this.promises.onPromise(from, m.ballot, event, this.counts);
      case 'Accept':
        this.report(this.promises.onOwnBallot(from, m.ballot, event, this.counts));
        return this.choices.onProposal(from, m.ballot, m.slot, m.entry, event, this.counts);
      case 'Accepted':
        this.report(this.promises.onVote(from, m.ballot, m.slot, event, this.counts));
        return this.onVote(from, m.ballot, m.slot, event);
      case 'Reply':
        if (m.mode === 'log') return this.answers.onReply(from, m, event, this.applied, this.counts);
        return this.reads.onReply(from, m, event, this.counts);
      default:
        return null;
    }
  }

  private onVote(node: NodeId, ballot: Choice['ballot'], slot: Slot, event: EventNumber): Finding | null {
    const outcome = this.choices.onVote(node, ballot, slot, event, this.counts);
    if (outcome === null || 'invariant' in outcome) return outcome;
    this.answers.onChosen(outcome.entry, slot);
    return null;
  }
}
