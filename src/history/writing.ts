// What people have written about the run of a timeline, while it is changed: title, author, notes, and bookmarks with the virtual time of their
// moments. A bookmark that came with the run has its time when its moment has been executed. Decides nothing about branches: the timeline does.
import { ok, refuse, type Result } from '../base/result.ts';
import type { EventNumber, Micros } from '../base/units.ts';
import { ABOUT_LIMITS, intoNotes, type About, type Bookmark } from './about.ts';

export interface PlacedBookmark extends Bookmark {
  readonly at: Micros;
}

/** By branch, by event. */
type Places<T> = Map<number, Map<EventNumber, T>>;

/** Owned by the timeline. */
export class Writing {
  title: string;
  author: string;
  notes: string;
  private readonly placed: Places<PlacedBookmark> = new Map();
  /** Not executed yet. */
  private readonly waiting: Places<Bookmark> = new Map();

  constructor({ title, author, notes, bookmarks }: About) {
    this.title = title;
    this.author = author;
    this.notes = notes;
    for (const b of bookmarks) {
      if (b.event === 0) at(this.placed, b.branch).set(0, { ...b, at: 0 });
      else at(this.waiting, b.branch).set(b.event, b);
    }
  }

  /** As data; by branch and event. */
  about(): About {
    const { title, author, notes } = this;
    const all = [...listed<Bookmark>(this.placed), ...listed(this.waiting)].sort(inOrder);
    const bookmarks = all.map((b): Bookmark => ({ branch: b.branch, event: b.event, title: b.title, text: b.text }));
    return { title, author, notes, bookmarks };
  }

  /** Those whose moments are there; by branch and event. */
  bookmarks(): readonly PlacedBookmark[] {
    return listed(this.placed).sort(inOrder);
  }

  at(branch: number, event: EventNumber): PlacedBookmark | undefined {
    return this.placed.get(branch)?.get(event);
  }

  /** A new one, or others words at its moment. */
  put(bookmark: PlacedBookmark): Result<null> {
    const { branch, event } = bookmark;
    const isNew = this.at(branch, event) === undefined;
    if (isNew && listed(this.placed).length >= ABOUT_LIMITS.bookmarks)
      return refuse(`The run has ${ABOUT_LIMITS.bookmarks} bookmarks; remove one before you add another.`);
    at(this.placed, branch).set(event, bookmark);
    return ok(null);
  }

  remove(branch: number, event: EventNumber): Result<PlacedBookmark> {
    const found = this.at(branch, event);
    if (found === undefined) return refuse(`There is no bookmark at event ${event} of branch ${branch}.`);
    this.placed.get(branch)!.delete(event);
    return ok(found);
  }

  /** The branch has come to the event for the first time. Cheap: called for every event at a tip. */
  passed(branch: number, event: EventNumber, time: Micros): void {
    const found = this.waiting.size === 0 ? undefined : this.waiting.get(branch)?.get(event);
    if (found === undefined) return;
    this.waiting.get(branch)!.delete(event);
    at(this.placed, branch).set(event, { ...found, at: time });
  }

  /** The branch is gone, and its moments with it. */
  forget(branch: number): void {
    this.placed.delete(branch);
    this.waiting.delete(branch);
  }

  /** After a restoration: what waits still will not come. Its words go into the notes. Gives how many did. */
  settle(): number {
    const homeless = listed(this.waiting).sort(inOrder);
    this.notes = intoNotes(this.about(), homeless).about.notes;
    this.waiting.clear();
    return homeless.length;
  }
}

const inOrder = (a: Bookmark, b: Bookmark): number => a.branch - b.branch || a.event - b.event;

const listed = <T>(places: Places<T>): T[] => [...places.values()].flatMap((events) => [...events.values()]);

function at<T>(places: Places<T>, branch: number): Map<EventNumber, T> {
  let events = places.get(branch);
  if (events === undefined) places.set(branch, (events = new Map()));
  return events;
}
