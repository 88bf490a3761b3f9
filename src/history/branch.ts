// A branch of a run: where it leaves its parent, its own inputs, how far it has been executed, and its keyframes. Data with a few questions;
// what is done with branches is the timeline's.
import type { EventNumber, Micros } from '../base/units.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import type { Moment } from './moment.ts';
import type { RunBranch } from './run.ts';

/** The run's digest after `event` events. */
export interface DigestAt {
  readonly event: EventNumber;
  readonly digest: number;
}

/** The engine came to a state that its rules exclude: the run cannot go on from here. */
export interface Halt {
  readonly event: EventNumber;
  readonly says: string;
}

/** Mutable, owned by the timeline. */
export interface Branch {
  readonly id: number;
  name: string;
  readonly parent: Branch | null;
  readonly forkEvent: EventNumber;
  readonly forkAt: Micros;
  /** All inputs from the run's beginning: the ancestors' below the fork, then its own. */
  readonly journal: JournalEntry[];
  /** How many of them are the ancestors'. */
  readonly inherited: number;
  tipEvent: EventNumber;
  tipAt: Micros;
  /** The moment at its tip, while the branch is not current. */
  end: Moment | null;
  halt: Halt | null;
  /** Rising. From the fork on; earlier ones are the parent's. */
  keyframes: Moment[];
  digests: DigestAt[];
}

export function makeBranch(
  id: number,
  name: string,
  parent: Branch | null,
  fork: { readonly event: EventNumber; readonly at: Micros },
  own: readonly JournalEntry[] = [],
): Branch {
  const inherited = parent === null ? [] : parent.journal.filter((e) => e.event < fork.event);
  return {
    id,
    name,
    parent,
    forkEvent: fork.event,
    forkAt: fork.at,
    journal: [...inherited, ...own],
    inherited: inherited.length,
    tipEvent: fork.event,
    tipAt: fork.at,
    end: null,
    halt: null,
    keyframes: [],
    digests: [],
  };
}

/** Its own inputs, in order. */
export const ownJournal = (b: Branch): readonly JournalEntry[] => b.journal.slice(b.inherited);

/** Whether inputs wait beyond its tip: a script that has not been played to its end. */
export const hasScript = (b: Branch): boolean => (b.journal.at(-1)?.event ?? -1) >= b.tipEvent;

/** Nothing was done in it and nothing happened: it holds nothing that its parent does not. */
export const isEmpty = (b: Branch): boolean => b.parent !== null && b.journal.length === b.inherited && b.tipEvent === b.forkEvent;

/** As it is stored and written to files. */
export const asRunBranch = (b: Branch): RunBranch => ({
  id: b.id,
  name: b.name,
  parent: b.parent?.id ?? null,
  forkEvent: b.forkEvent,
  tip: b.tipEvent,
});

/** One that halted is executed one event further when it is had again: so that it halts again. */
export const asWhole = (b: Branch): RunBranch => ({ ...asRunBranch(b), tip: b.halt === null ? b.tipEvent : b.tipEvent + 1 });

/** Digests are kept every so many events, thinned like keyframes. */
const DIGEST_EVERY = 1000;
const MAX_DIGESTS = 4096;
/** A trace file has one at least every 10,000 events. */
const MAX_DIGEST_DISTANCE = 8000;

/** Why the branch cannot go on. */
export const haltSentence = (b: Branch): string =>
  `The engine stopped before event ${b.halt!.event}, on a state that its rules exclude: ${b.halt!.says}.`;

/** Keeps the digest, where one is due. Call after every event at the tip. */
export function noteDigest(branch: Branch, moment: Moment): void {
  if (moment.event % DIGEST_EVERY !== 0) return;
  branch.digests.push({ event: moment.event, digest: moment.world.digest() });
  const { digests } = branch;
  if (digests.length > MAX_DIGESTS && digests[1]!.event - digests[0]!.event < MAX_DIGEST_DISTANCE)
    branch.digests = branch.digests.filter((_, i) => i % 2 === 1);
}
