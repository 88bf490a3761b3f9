// A node's log in memory: per slot its vote, and the entry that it knows to be chosen. Votes are what its disk will give back;
// chosen entries can be learned again.
import { Chunked } from '../base/chunked.ts';
import type { Slot } from '../base/units.ts';
import type { Ballot } from './ballot.ts';
import type { Entry } from './entry.ts';

export interface Vote {
  readonly ballot: Ballot;
  readonly entry: Entry;
}

/** Owned; copy with `clone()`. Slot numbers are the indices. */
export class SlotLog {
  private readonly votes: Chunked<Vote>;
  private readonly chosenEntries: Chunked<Entry>;
  /** P9: everything up to here is covered by a checkpoint and let go. */
  floor: Slot;

  constructor(votes = new Chunked<Vote>(), chosenEntries = new Chunked<Entry>(), floor = 0) {
    this.votes = votes;
    this.chosenEntries = chosenEntries;
    this.floor = floor;
  }

  vote(slot: Slot): Vote | undefined {
    return this.votes.get(slot);
  }

  chosen(slot: Slot): Entry | undefined {
    return this.chosenEntries.get(slot);
  }

  setVote(slot: Slot, vote: Vote): void {
    this.votes.set(slot, vote);
  }

  setChosen(slot: Slot, entry: Entry): void {
    this.chosenEntries.set(slot, entry);
  }

  /** The highest slot with a vote, or the floor where there is none above it. */
  lastVote(): Slot {
    return Math.max(this.votes.length - 1, this.floor);
  }

  /** The highest slot with a vote or a chosen entry, or the floor where there is none above it. */
  last(): Slot {
    return Math.max(this.votes.length - 1, this.chosenEntries.length - 1, this.floor);
  }

  /** Lets go of every slot up to `index`, which a checkpoint covers. */
  truncate(index: Slot): void {
    if (index <= this.floor) return;
    this.votes.forget(index + 1);
    this.chosenEntries.forget(index + 1);
    this.floor = index;
  }

  clone(): SlotLog {
    return new SlotLog(this.votes.clone(), this.chosenEntries.clone(), this.floor);
  }
}
