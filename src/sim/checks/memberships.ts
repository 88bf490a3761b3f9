// Who the members are, slot by slot, as the configurations that are chosen say (M1): what a quorum is counted over, from outside the protocol.
import type { NodeId, Slot } from '../../base/units.ts';
import type { Entry } from '../../paxos/entry.ts';

interface Membership {
  readonly slot: Slot;
  readonly from: Slot;
  readonly members: readonly NodeId[];
}

/** Owned; copy with `clone()`. */
export class Memberships {
  private list: readonly Membership[];

  constructor(members: readonly NodeId[]) {
    this.list = [{ slot: 0, from: 1, members }];
  }

  /** A configuration is chosen in the slot, perhaps before an earlier one is. */
  onChosen(slot: Slot, entry: Extract<Entry, { type: 'configuration' }>): void {
    if (this.list.some((m) => m.slot === slot)) return;
    this.list = [...this.list, { slot, from: slot + entry.after, members: entry.members }].sort((a, b) => a.slot - b.slot);
  }

  /** For a run that begins with disks: what a checkpoint says. */
  assume(slot: Slot, from: Slot, members: readonly NodeId[]): void {
    if (this.list.some((m) => m.slot === slot)) return;
    this.list = [...this.list, { slot, from, members }].sort((a, b) => a.slot - b.slot);
  }

  /** The members that govern the slot. */
  governing(slot: Slot): readonly NodeId[] {
    let i = this.list.length - 1;
    while (i > 0 && this.list[i]!.from > slot) i--;
    return this.list[i]!.members;
  }

  isQuorum(slot: Slot, voters: number): boolean {
    const members = this.governing(slot);
    let n = 0;
    for (const m of members) if ((voters & (1 << m)) !== 0) n++;
    return n * 2 > members.length;
  }

  /** Whether the members have ever changed. */
  changed(): boolean {
    return this.list.length > 1;
  }

  clone(): Memberships {
    const copy = new Memberships([]);
    copy.list = this.list;
    return copy;
  }
}
