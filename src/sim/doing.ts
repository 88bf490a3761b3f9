// What the event being executed has done so far, to be told in its record. Lists are made only where something is put into them: most events
// do little, and a list for each of them would cost more than the event.
import type { NodeId } from '../base/units.ts';
import type { Note } from '../paxos/effects.ts';
import type { Flight, WorldNote } from './events.ts';
import type { DiskRow } from './inputs.ts';

const NOTHING: readonly never[] = Object.freeze([]);

// The list with the item at its end; a new list only where there was none.
function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list === NOTHING) return [item];
  (list as T[]).push(item);
  return list;
}

/** One owner, the world. */
export class Doing {
  notes: readonly Note[] = NOTHING;
  /** For each note the node it is of; null where all are the actor's. */
  noteActors: NodeId[] | null = null;
  worldNotes: readonly WorldNote[] = NOTHING;
  sent: readonly Flight[] = NOTHING;
  written: readonly DiskRow[] = NOTHING;
  held = 0;

  noted(note: Note, by: NodeId): void {
    this.notes = added(this.notes, note);
    this.noteActors?.push(by);
  }

  worldNoted(note: WorldNote): void {
    this.worldNotes = added(this.worldNotes, note);
  }

  launched(flight: Flight): void {
    this.sent = added(this.sent, flight);
  }

  wrote(row: DiskRow): void {
    this.written = added(this.written, row);
  }

  /** From now on each note is told with its node: an input that concerns several. */
  tellActors(): void {
    this.noteActors = [];
  }

  clear(): void {
    this.notes = NOTHING;
    this.noteActors = null;
    this.worldNotes = NOTHING;
    this.sent = NOTHING;
    this.written = NOTHING;
    this.held = 0;
  }
}
