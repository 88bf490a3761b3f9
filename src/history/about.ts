// What people have written about a run: its title, who made it, notes, and bookmarks: moments with a title and a text. Nothing of it changes
// what happens; everything of it is kept, saved and opened with the run. Values, and the bounds that they have everywhere.
import type { EventNumber } from '../base/units.ts';

/** A moment that is worth showing: the one after `event` events of the branch. */
export interface Bookmark {
  /** The branch that the event is of; for a moment that several branches share, the eldest. */
  readonly branch: number;
  readonly event: EventNumber;
  readonly title: string;
  readonly text: string;
}

export interface About {
  readonly title: string;
  readonly author: string;
  readonly notes: string;
  /** By branch and event; no two at one moment. */
  readonly bookmarks: readonly Bookmark[];
}

/** In characters, and for bookmarks how many. */
export const ABOUT_LIMITS = { title: 200, author: 200, notes: 20_000, bookmarks: 200, bookmarkTitle: 120, bookmarkText: 2_000 } as const;

/** A run about which only its title is known. */
export const onlyTitle = (title: string): About => ({ title, author: '', notes: '', bookmarks: [] });

/** That part of whatever has it. */
export const aboutOf = ({ title, author, notes, bookmarks }: About): About => ({ title, author, notes, bookmarks });

/**
 * Bookmarks whose moments are not there any more go into the notes, each as a paragraph, as far as there is room: what was written stays.
 * `left`: how many found none.
 */
export function intoNotes(about: About, homeless: readonly Bookmark[]): { readonly about: About; readonly left: number } {
  let { notes } = about;
  let left = 0;
  for (const b of homeless) {
    const paragraph = `${notes === '' ? '' : '\n\n'}Bookmark at event ${b.event}, “${b.title}”${b.text === '' ? '.' : `: ${b.text}`}`;
    if (notes.length + paragraph.length > ABOUT_LIMITS.notes) left++;
    else notes += paragraph;
  }
  return { about: { ...about, notes, bookmarks: about.bookmarks.filter((b) => !homeless.includes(b)) }, left };
}
