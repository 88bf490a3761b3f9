// What the event being executed has done so far; at its end, a record. Lists are made only for what an event did: most do little, and a list
// for each would cost more than the event.
import type { Address, EventNumber, Micros, NodeId } from '../base/units.ts';
import type { Note } from '../paxos/effects.ts';
import type { EventRecord, Flight, Happening, WorldNote } from './events.ts';
import type { DiskRow } from './inputs.ts';

/** What an event did not do. Shared. */
export const NOTHING: readonly never[] = Object.freeze([]);

/** Begun anew by each event. */
export class Unfolding {
  private notes: readonly Note[] = NOTHING;
  private noteActors: NodeId[] | null = null;
  private worldNotes: readonly WorldNote[] = NOTHING;
  private sent: readonly Flight[] = NOTHING;
  private written: readonly DiskRow[] = NOTHING;
  private held = 0;

  begin(): void {
    this.notes = NOTHING;
    this.noteActors = null;
    this.worldNotes = NOTHING;
    this.sent = NOTHING;
    this.written = NOTHING;
    this.held = 0;
  }

  note(node: NodeId, note: Note): void {
    this.notes = added(this.notes, note);
    this.noteActors?.push(node);
  }

  noteOfWorld(note: WorldNote): void {
    this.worldNotes = added(this.worldNotes, note);
  }

  send(flight: Flight): void {
    this.sent = added(this.sent, flight);
  }

  write(row: DiskRow): void {
    this.written = added(this.written, row);
  }

  hold(messages: number): void {
    this.held += messages;
  }

  /** From now on each note of this event is told with its node: an input that concerns several. */
  tellActors(): void {
    this.noteActors = [];
  }

  record(number: EventNumber, at: Micros, cause: EventNumber | null, actor: Address, happening: Happening): EventRecord {
    const { notes, noteActors, worldNotes, sent, written, held } = this;
    return { number, at, cause, actor, happening, notes, noteActors, worldNotes, sent, written, held };
  }
}

// The list with the item at its end; a new list only where there was none.
function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list === NOTHING) return [item];
  (list as T[]).push(item);
  return list;
}
