// The invariants I1–I9, always on, outside the protocol: they see what leaves the nodes, what is written, what crashes, what is announced as
// applied and what clients are told; disks, but never a node's own bookkeeping. Amortised O(1) an event; cloned at keyframes.
// I10–I13 (reads, leases, checkpoints, membership) join here with the rules that they watch.
import type { EventNumber, NodeId, Slot } from '../../base/units.ts';
import type { Note } from '../../paxos/effects.ts';
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
    const found = this.look(record, world);
    return found === null ? null : { ...found, event: record.number };
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
    copy.counts = { ...this.counts };
    copy.choices = this.choices.clone();
    copy.promises = this.promises.clone();
    copy.applied = this.applied.clone();
    copy.answers = this.answers.clone();
    return copy;
  }

  // Crashes, then what was written, then what was announced, then what left: so each finds what it rests on.
  private look(record: EventRecord, world: World): Finding | null {
    let found: Finding | null = null;
    if (record.happening.kind === 'input') found = this.onInput(record, world);
    for (let i = 0; i < record.written.length && found === null; i++) {
      const r = record.written[i]!.record;
      if (r.type === 'vote') found = this.choices.onProposal(record.actor, r.ballot, r.slot, r.entry, record.number, this.counts);
    }
    for (let i = 0; i < record.notes.length && found === null; i++) {
      const note = record.notes[i]!;
      if (note.kind === 'apply' || note.kind === 'recover')
        found = this.onNote(record.noteActors?.[i] ?? record.actor, note, record.number, world);
    }
    let last: Message | null = null; // one message to several is one fact
    for (let i = 0; i < record.sent.length && found === null; i++) {
      const flight = record.sent[i]!;
      if (flight.message !== last && flight.sentBy === record.number) found = this.onSend(flight, record.number);
      last = flight.message;
    }
    return found;
  }

  private onInput(record: EventRecord, world: World): Finding | null {
    const { happening, worldNotes, number } = record;
    for (const n of worldNotes) {
      if (n.kind === 'refused') return null;
      if (n.kind !== 'crashed') continue;
      const found = this.onCrash(n.node, world, number);
      if (found !== null) return found;
    }
    if (happening.kind === 'input' && (happening.input.kind === 'lose-disk' || happening.input.kind === 'damage'))
      this.promises.onHarm(happening.input.node, number);
    return null;
  }

  private onCrash(node: NodeId, world: World, event: EventNumber): Finding | null {
    const harmed = (n: NodeId): boolean => this.promises.isHarmed(n);
    return (
      this.promises.onCrash(node, world.node(node).disk, event, this.counts) ??
      this.answers.onCrash(world.node(node), world.nodes, harmed, this.choices, event, this.counts)
    );
  }

  private onNote(node: NodeId, note: Note & { readonly kind: 'apply' | 'recover' }, event: EventNumber, world: World): Finding | null {
    if (note.kind === 'apply') return this.applied.onApply(node, note, this.choices, this.counts);
    this.promises.onRestart(node);
    this.applied.onRestart(node);
    return this.promises.onCrash(node, world.node(node).disk, event, this.counts);
  }

  private onSend(flight: Flight, event: EventNumber): Finding | null {
    const { from, message: m } = flight;
    switch (m.type) {
      case 'Prepare':
        return this.promises.onOwnBallot(from, m.ballot, event, this.counts);
      case 'Promise':
        return this.promises.onPromise(from, m.ballot, event, this.counts);
      case 'Accept':
        return (
          this.promises.onOwnBallot(from, m.ballot, event, this.counts) ??
          this.choices.onProposal(from, m.ballot, m.slot, m.entry, event, this.counts)
        );
      case 'Accepted':
        return this.promises.onVote(from, m.ballot, m.slot, event, this.counts) ?? this.onVote(flight.from, m.ballot, m.slot, event);
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
