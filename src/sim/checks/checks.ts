// The invariants I1–I9, always on, outside the protocol: they see what leaves the nodes, what is written, what crashes, what is announced as
// applied and what clients are told; disks, but never a node's own bookkeeping. Amortised O(1) an event; cloned at keyframes.
// I10–I13 (reads, leases, checkpoints, membership) join here with the rules that they watch.
import type { EventNumber, NodeId, Slot } from '../../base/units.ts';
import type { Message } from '../../paxos/messages.ts';
import { quorumSize } from '../../paxos/settings.ts';
import type { EventRecord, Flight, Violation } from '../events.ts';
import type { World } from '../world.ts';
import { Answers } from './answers.ts';
import { Applied } from './applied.ts';
import { Choices, type Choice } from './choices.ts';
import { seedFromDisks } from './from-disks.ts';
import { Promises } from './promises.ts';
import { noneTried, type Finding, type Tried } from './wording.ts';

export { CHECK_TITLES } from './wording.ts';

/** All checks of one run. One owner; `clone()` goes with the world's. Made before the world's first event. */
export class Checks {
  private counts: Tried = noneTried();
  private choices: Choices;
  private promises: Promises;
  private applied: Applied;
  private answers = new Answers();
  /** What the event being looked at violates. */
  private found: Finding[] = [];

  constructor(world: World) {
    const { nodes } = world;
    const fresh = world.header.disks === undefined && world.events === 0;
    this.choices = new Choices(quorumSize(nodes.length, new Set()));
    this.promises = new Promises(nodes.length);
    this.applied = new Applied(nodes.length, fresh);
    if (!fresh) seedFromDisks(nodes, this.choices, this.promises, this.applied, this.answers);
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
      if (note.kind === 'apply') this.applied.onApply(noteActors?.[i] ?? actor, note, this.choices, this.counts, this.found);
      else if (note.kind === 'recover') this.onRecover(noteActors?.[i] ?? actor, number, world);
    }
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
      if (n.kind === 'crashed') this.onCrash(n.node, world, number);
    }
    if (happening.kind === 'input' && (happening.input.kind === 'lose-disk' || happening.input.kind === 'damage'))
      this.promises.onHarm(happening.input.node, number);
  }

  private onCrash(node: NodeId, world: World, event: EventNumber): void {
    const crashed = world.node(node);
    this.report(this.promises.onCrash(node, crashed.disk, event, this.counts));
    const harmed = (n: NodeId): boolean => this.promises.isHarmed(n);
    this.report(this.answers.onCrash(crashed, world.nodes, harmed, this.choices, event, this.counts));
  }

  private onRecover(node: NodeId, event: EventNumber, world: World): void {
    this.promises.onRestart(node);
    this.applied.onRestart(node);
    this.report(this.promises.onCrash(node, world.node(node).disk, event, this.counts));
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
        return this.answers.onReply(from, m, event, this.applied, this.counts);
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
