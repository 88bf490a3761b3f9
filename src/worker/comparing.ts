// Two branches of a run compared by executing both again: where they part, the first event that follows from it, and what has come of each.
// Everything that belongs to the run is taken in `beginComparison`; the work itself goes on copies, so that the run may go on meanwhile.
import { printDigest } from '../base/digest.ts';
import type { EventNumber, Micros } from '../base/units.ts';
import type { Branch } from '../history/branch.ts';
import type { Moment } from '../history/moment.ts';
import { actsFrom, partingOf } from '../history/parting.ts';
import type { Timeline } from '../history/timeline.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import type { DescribedEvent } from '../trace/described.ts';
import { describeInput } from '../trace/say-input.ts';
import { firstOtherSlot, outcomeOf } from './outcome.ts';
import type { ComparedSide, Comparison } from './protocol.ts';
import { inWords } from './words.ts';

/** Events shown: of the common run, after the parting, and around the first event that follows from it. */
const BEFORE = 3;
const AFTER_PARTING = 4;
const AROUND = 3;
const ACTS_SHOWN = 5;
/** Events of one side that are shown at most, but for those around what follows. */
const MOST_SHOWN = 12;
/** Events on each side between two yields. */
const PIECE = 100;

export interface CompareProgress {
  readonly done: number;
  readonly total: number;
}

/** One side while it is followed. */
interface Walker {
  readonly branch: Branch;
  readonly journal: readonly JournalEntry[];
  readonly tip: EventNumber;
  readonly moment: Moment;
  readonly events: DescribedEvent[];
  /** The last few that are not among them. */
  recent: DescribedEvent[];
  readonly end: Moment;
  readonly meanwhile: Moment;
}

/** Takes what the comparison needs of the timeline; the generator that it gives needs it no longer. */
export function beginComparison(t: Timeline, a: Branch, b: Branch): Generator<CompareProgress, Comparison> {
  const parting = partingOf(a, b);
  const until = Math.min(a.tipAt, b.tipAt);
  const walker = (branch: Branch): Walker => ({
    branch,
    journal: [...branch.journal],
    tip: branch.tipEvent,
    moment: t.momentOf(branch, Math.max(0, parting - BEFORE)),
    events: [],
    recent: [],
    end: t.momentOf(branch, branch.tipEvent),
    meanwhile: t.momentOfTime(branch, until),
  });
  return compare([walker(a), walker(b)], parting, until);
}

function* compare(sides: readonly [Walker, Walker], parting: EventNumber, until: Micros): Generator<CompareProgress, Comparison> {
  const [a, b] = sides;
  const common = stepTo(a, parting);
  stepTo(b, parting);
  const digest = a.moment.world.digest();
  // Equal by the rules; were it otherwise, the engine would not be the same twice.
  if (digest !== b.moment.world.digest())
    throw new Error(`the branches differ before event ${parting}, where neither has an input of its own`);
  const ends = parting >= Math.min(a.tip, b.tip);
  const partsAt = Math.min(...sides.map((s) => s.moment.nextAt(s.journal) ?? s.moment.at));
  const found = yield* firstConsequence(a, b, parting);
  for (const s of sides) follow(s, AROUND);
  return {
    parts: ends ? null : parting,
    partsAt: ends ? until : partsAt,
    common: { events: parting, digest: printDigest(digest), last: common },
    sides: [sideOf(a, parting, found?.[0] ?? null), sideOf(b, parting, found?.[1] ?? null)],
    slot: firstOtherSlot(a.end, b.end),
    until,
  };
}

const sideOf = (s: Walker, parting: EventNumber, differs: EventNumber | null): ComparedSide => {
  const acts = actsFrom({ ...s.branch, journal: [...s.journal], tipEvent: s.tip }, parting);
  return {
    branch: s.branch.id,
    name: s.branch.name,
    acts: acts.slice(0, ACTS_SHOWN).map(({ event, at, input }) => ({ event, at, text: describeInput(input) })),
    actCount: acts.length,
    events: s.events,
    differs,
    end: outcomeOf(s.end),
    meanwhile: outcomeOf(s.meanwhile),
  };
};

/** The numbers of the first events that differ, acts aside; null: as far as both go there is none. */
function* firstConsequence(a: Walker, b: Walker, parting: EventNumber): Generator<CompareProgress, [EventNumber, EventNumber] | null> {
  const total = Math.min(a.tip, b.tip) - parting;
  for (let n = 1; ; n++) {
    const left = nextOfWorld(a);
    const right = nextOfWorld(b);
    if (left === null || right === null) return null;
    if (!sameEvent(left, right)) {
      keep(a, left);
      keep(b, right);
      return [left.event, right.event];
    }
    pass(a, left, parting);
    pass(b, right, parting);
    if (n % PIECE === 0) yield { done: a.moment.event - parting, total };
  }
}

// By what a person would see of it: numbers of events and messages are shifted by an act.
const sameEvent = (a: DescribedEvent, b: DescribedEvent): boolean => a.at === b.at && a.actor === b.actor && a.text === b.text;

// On to the next event that is no act; acts on the way are kept.
function nextOfWorld(s: Walker): DescribedEvent | null {
  for (;;) {
    if (s.moment.event >= s.tip) return null;
    const acts = s.moment.actsNext(s.journal);
    const event = step(s);
    if (event === null || !acts) return event;
    if (s.events.length < MOST_SHOWN) keep(s, event);
  }
}

// An event that the other side has too: kept near the parting, otherwise for as long as something may follow.
function pass(s: Walker, event: DescribedEvent, parting: EventNumber): void {
  if (event.event < parting + AFTER_PARTING && s.events.length < AFTER_PARTING) s.events.push(event);
  else s.recent = [...s.recent.slice(1 - AROUND), event];
}

function keep(s: Walker, event: DescribedEvent): void {
  s.events.push(...s.recent, event);
  s.recent = [];
}

function follow(s: Walker, count: number): void {
  for (let n = 0; n < count && s.moment.event < s.tip; n++) {
    const event = step(s);
    if (event === null) return;
    keep(s, event);
  }
}

function stepTo(s: Walker, event: EventNumber): DescribedEvent[] {
  const seen: DescribedEvent[] = [];
  while (s.moment.event < event) {
    const one = step(s);
    if (one === null) break;
    seen.push(one);
  }
  return seen;
}

function step({ moment, journal }: Walker): DescribedEvent | null {
  const record = moment.step(journal);
  return record === null ? null : inWords(record, moment);
}
