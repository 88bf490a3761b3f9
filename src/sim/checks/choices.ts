// What the votes make chosen, whoever knows it: I1 (agreement), I2 (one entry per ballot and slot) and I5 (chosen stays chosen).
// It sees what is proposed (Accept messages, and the vote rows that nodes write) and every Accepted that leaves; never what a node believes.
import { Chunked } from '../../base/chunked.ts';
import type { EventNumber, NodeId, Slot } from '../../base/units.ts';
import { compareBallots, printBallot, sameBallot, type Ballot } from '../../paxos/ballot.ts';
import { printEntry, sameEntry, type Entry } from '../../paxos/entry.ts';
import type { Memberships } from './memberships.ts';
import { atEvent, finding, nodesIn, printNodes, type Finding, type Tried } from './wording.ts';

/** A slot's chosen entry: the first quorum of votes in one ballot. A value. */
export interface Choice {
  readonly ballot: Ballot;
  readonly entry: Entry;
  readonly event: EventNumber;
  readonly voters: number;
}

/** One ballot's proposal in one slot, and who voted for it (bit n: node n). Owned by the table. */
interface Tally {
  readonly ballot: Ballot;
  readonly entry: Entry;
  readonly by: NodeId;
  readonly event: EventNumber;
  voters: number;
}

/** Owned; copy with `clone()`. */
export class Choices {
  private chosen = new Chunked<Choice>();
  /** Slots with a proposal and no choice yet, or with proposals of several ballots. */
  private open = new Map<Slot, Tally[]>();
  private members: Memberships;
  /** Slots below which every node has a checkpoint: let go. */
  private floor: Slot = 0;
  private prefix: Slot = 0;

  constructor(members: Memberships) {
    this.members = members;
  }

  /** The end of the contiguous chosen prefix. */
  chosenPrefix(): Slot {
    while (this.chosen.get(this.prefix + 1) !== undefined) this.prefix++;
    return this.prefix;
  }

  /** Whether it is not known to everybody any more what the slot holds: every node has it under a durable checkpoint. */
  isForgotten(slot: Slot): boolean {
    return slot <= this.floor;
  }

  /** Lets go of the slots up to `index`, which every node holds under a durable checkpoint. */
  forget(index: Slot): void {
    this.chosenPrefix();
    const upTo = Math.min(index, this.prefix);
    if (upTo <= this.floor) return;
    this.floor = upTo;
    this.chosen.forget(upTo + 1);
    for (const slot of this.open.keys()) if (slot <= upTo) this.open.delete(slot);
  }

  /** For a run that begins with disks: up to here everything is chosen, and what it was may be gone. */
  assumePrefix(index: Slot): void {
    this.prefix = Math.max(this.prefix, index);
  }

  /** Who the members are, as the chosen configurations say. */
  memberships(): Memberships {
    return this.members;
  }

  /** What is chosen in the slot; undefined where nothing is. */
  get(slot: Slot): Choice | undefined {
    return this.chosen.get(slot);
  }

  /** The highest slot in which something is chosen. */
  last(): Slot {
    return Math.max(this.chosen.length - 1, 0);
  }

  /** I2, I5: `by` proposes the entry, or has written a vote for it. */
  onProposal(by: NodeId, ballot: Ballot, slot: Slot, entry: Entry, event: EventNumber, tried: Tried): Finding | null {
    tried.I2!++;
    if (slot <= this.floor) return null;
    const c = this.chosen.get(slot);
    if (c !== undefined) {
      tried.I5!++;
      if (c.entry === entry) return null;
      const order = compareBallots(ballot, c.ballot);
      if (order >= 0 && sameEntry(c.entry, entry)) return null;
      if (order === 0) return twoEntries(slot, { ...c, by: c.ballot.node }, by, entry, event);
      const two = this.remember(by, ballot, slot, entry, event); // I1 may still count its votes
      return order > 0 ? proposedElse(slot, c, by, ballot, entry, event) : two;
    }
    return this.remember(by, ballot, slot, entry, event);
  }

  /** I1: an `Accepted` of node `by` leaves. Returns the choice where this vote makes the first quorum. */
  onVote(by: NodeId, ballot: Ballot, slot: Slot, event: EventNumber, tried: Tried): Finding | Choice | null {
    tried.I1!++;
    if (slot <= this.floor) return null;
    const c = this.chosen.get(slot);
    if (c !== undefined && sameBallot(c.ballot, ballot)) return null;
    const tally = this.tally(slot, ballot);
    if (tally === undefined) return null; // a higher ballot that proposes what is chosen
    tally.voters |= 1 << by;
    if (!this.members.isQuorum(slot, tally.voters)) return null;
    if (c === undefined) return this.choose(slot, tally, event, tried);
    return sameEntry(c.entry, tally.entry) ? null : twoChosen(slot, c, tally, event);
  }

  /** For a run that begins with disks: what their rows say is chosen, where their votes alone do not show it. */
  assume(slot: Slot, choice: Choice): void {
    if (this.chosen.get(slot) !== undefined) return;
    this.chosen.set(slot, choice);
    if (choice.entry.type === 'configuration') this.members.onChosen(slot, choice.entry);
  }

  /** The votes in a slot as far as they go, in words. */
  votesIn(slot: Slot): string {
    const c = this.chosen.get(slot);
    if (c !== undefined) return `${printNodes(nodesIn(c.voters))} voted for ${printEntry(c.entry)} in ballot ${printBallot(c.ballot)}`;
    const voted = (this.open.get(slot) ?? []).filter((t) => t.voters !== 0);
    if (voted.length === 0) return 'nobody has voted in it';
    return voted
      .map((t) => `only ${printNodes(nodesIn(t.voters))} voted for ${printEntry(t.entry)} in ballot ${printBallot(t.ballot)}`)
      .join('; ');
  }

  clone(): Choices {
    const copy = new Choices(this.members.clone());
    copy.floor = this.floor;
    copy.prefix = this.prefix;
    copy.chosen = this.chosen.clone();
    for (const [slot, tallies] of this.open)
      copy.open.set(
        slot,
        tallies.map((t) => ({ ...t })),
      );
    return copy;
  }

  private tally(slot: Slot, ballot: Ballot): Tally | undefined {
    const tallies = this.open.get(slot);
    if (tallies !== undefined) for (const t of tallies) if (sameBallot(t.ballot, ballot)) return t;
    return undefined;
  }

  private remember(by: NodeId, ballot: Ballot, slot: Slot, entry: Entry, event: EventNumber): Finding | null {
    const known = this.tally(slot, ballot);
    if (known !== undefined)
      return known.entry === entry || sameEntry(known.entry, entry) ? null : twoEntries(slot, known, by, entry, event);
    const tallies = this.open.get(slot);
    const tally = { ballot, entry, by, event, voters: 0 };
    if (tallies === undefined) this.open.set(slot, [tally]);
    else tallies.push(tally);
    return null;
  }

  private choose(slot: Slot, t: Tally, event: EventNumber, tried: Tried): Finding | Choice {
    const choice: Choice = { ballot: t.ballot, entry: t.entry, event, voters: t.voters };
    this.chosen.set(slot, choice);
    if (t.entry.type === 'configuration') this.members.onChosen(slot, t.entry);
    const tallies = this.open.get(slot)!;
    if (tallies.length === 1) this.open.delete(slot);
    for (const other of tallies) {
      tried.I5!++;
      if (compareBallots(other.ballot, t.ballot) > 0 && !sameEntry(other.entry, t.entry))
        return proposedElse(slot, choice, other.by, other.ballot, other.entry, other.event);
    }
    return choice;
  }
}

const chosenFact = (slot: Slot, c: Choice): string =>
  `${atEvent(c.event)} ${printEntry(c.entry)} was chosen in slot ${slot}: ${printNodes(nodesIn(c.voters))} had voted for it in ballot ${printBallot(c.ballot)}.`;

function twoChosen(slot: Slot, c: Choice, t: Tally, event: EventNumber): Finding {
  return finding(
    'I1',
    nodesIn(c.voters | t.voters),
    slot,
    `Two entries are chosen in slot ${slot}: ${printEntry(c.entry)} and ${printEntry(t.entry)}.`,
    chosenFact(slot, c),
    chosenFact(slot, { ...t, event }),
  );
}

function twoEntries(
  slot: Slot,
  known: { readonly ballot: Ballot; readonly entry: Entry; readonly by: NodeId; readonly event: EventNumber },
  by: NodeId,
  entry: Entry,
  event: EventNumber,
): Finding {
  return finding(
    'I2',
    [known.by, by],
    slot,
    `Ballot ${printBallot(known.ballot)} stands for two entries in slot ${slot}.`,
    `${atEvent(known.event)} n${known.by} had ${printEntry(known.entry)} for slot ${slot} in ballot ${printBallot(known.ballot)}.`,
    `${atEvent(event)} n${by} has ${printEntry(entry)} for the same slot in the same ballot.`,
  );
}

function proposedElse(slot: Slot, c: Choice, by: NodeId, ballot: Ballot, entry: Entry, event: EventNumber): Finding {
  return finding(
    'I5',
    [by, ...nodesIn(c.voters)],
    slot,
    `A higher ballot proposes another entry in slot ${slot} than the one that is chosen.`,
    chosenFact(slot, c),
    `${atEvent(event)} n${by} stands for ${printEntry(entry)} in slot ${slot} in ballot ${printBallot(ballot)}, which is higher.`,
  );
}
