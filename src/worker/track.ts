// What the time track shows of each branch, kept as the events happen: marks, and the stretches under one leader. Bounded: of too many marks
// the least telling go first, and how many went is said.
import type { EventNumber, Micros, NodeId } from '../base/units.ts';
import type { Branch } from '../history/branch.ts';
import type { Moment } from '../history/moment.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Note } from '../paxos/effects.ts';
import type { EventRecord } from '../sim/events.ts';
import type { Mark } from '../trace/described.ts';
import { marksOf } from '../trace/marks.ts';
import type { Reign } from './protocol.ts';

const MAX_MARKS = 600;
const MAX_REIGNS = 400;

/** The most telling first. */
const ORDER: readonly Mark['kind'][] = [
  'violation',
  'power-failure',
  'crash',
  'election',
  'restart',
  'cut',
  'healed',
  'filled',
  'adopted',
  'membership',
  'installed',
  'input',
  'lost',
];

interface OpenReign extends Reign {
  readonly fromEvent: EventNumber;
  readonly toEvent: EventNumber | null;
}

interface BranchTrack {
  marks: Mark[];
  omitted: number;
  reigns: OpenReign[];
}

const makeTrack = (): BranchTrack => ({ marks: [], omitted: 0, reigns: [] });

export class Track {
  private readonly branches = new Map<number, BranchTrack>();

  onEvent(branch: Branch, record: EventRecord, moment: Moment): void {
    const violated = moment.violation !== null && moment.violation.event === record.number;
    if (!violated && !mayMark(record)) return;
    const track = this.of(branch);
    track.marks.push(...marksOf(record, moment.world));
    if (violated) track.marks.push(violationMark(record, moment));
    if (track.marks.length > MAX_MARKS) thin(track);
    follow(track, record);
  }

  onFork(child: Branch, parent: Branch): void {
    const { marks, omitted, reigns } = this.of(parent);
    const before = child.forkEvent;
    this.branches.set(child.id, {
      marks: marks.filter((m) => m.event < before),
      omitted,
      reigns: reigns
        .filter((r) => r.fromEvent < before)
        .map((r) => (r.toEvent !== null && r.toEvent < before ? r : { ...r, to: null, toEvent: null })),
    });
  }

  onGone(branch: Branch): void {
    this.branches.delete(branch.id);
  }

  /** For the page. */
  frameOf(branch: Branch): { readonly marks: readonly Mark[]; readonly marksOmitted: number; readonly reigns: readonly Reign[] } {
    const { marks, omitted, reigns } = this.of(branch);
    return { marks, marksOmitted: omitted, reigns: reigns.map(({ from, to, node, ballot }) => ({ from, to, node, ballot })) };
  }

  private of(branch: Branch): BranchTrack {
    let track = this.branches.get(branch.id);
    if (track === undefined) this.branches.set(branch.id, (track = makeTrack()));
    return track;
  }
}

// Most events make no mark and end no reign: told without making anything.
/** Kinds of notes that make marks, or end a reign. */
const MARKING: ReadonlySet<string> = new Set(['lead', 'step-down', 'abdicate', 'install', 'configuration', 'membership']);

function mayMark({ happening, notes, worldNotes }: EventRecord): boolean {
  if (happening.kind === 'lose' || happening.kind === 'input') return true;
  for (const n of notes) if (MARKING.has(n.kind) || (n.kind === 'propose' && n.why !== 'new')) return true;
  return worldNotes.some((n) => n.kind === 'crashed' || n.kind === 'dropped');
}

function violationMark({ number, at, actor }: EventRecord, moment: Moment): Mark {
  const { invariant, says } = moment.violation!;
  return { event: number, at, kind: 'violation', actor, text: `${invariant}: ${says}` };
}

// Half of the least telling kind goes, the older half.
function thin(track: BranchTrack): void {
  const kind = ORDER.findLast((k) => track.marks.filter((m) => m.kind === k).length > 1) ?? 'lost';
  let toGo = track.marks.filter((m) => m.kind === kind).length >> 1;
  const before = track.marks.length;
  track.marks = track.marks.filter((m) => m.kind !== kind || toGo-- <= 0);
  track.omitted += before - track.marks.length;
}

function follow(track: BranchTrack, record: EventRecord): void {
  const { number, at, actor, notes, worldNotes } = record;
  for (const n of worldNotes) if (n.kind === 'crashed') end(track, n.node, number, at);
  for (const n of notes) {
    if (n.kind === 'lead') {
      end(track, 0, number, at);
      const reign = { from: at, to: null, fromEvent: number, toEvent: null, node: actor, ballot: printBallot(n.ballot) };
      track.reigns.push(reign);
      if (track.reigns.length > MAX_REIGNS) track.reigns.shift();
    } else if (isEnd(n)) end(track, actor, number, at);
  }
}

const isEnd = (n: Note): boolean =>
  (n.kind === 'step-down' && n.was === 'leader') || n.kind === 'abdicate' || (n.kind === 'membership' && n.stage === 'handed-over');

// `node` 0: whoever leads.
function end(track: BranchTrack, node: NodeId, event: EventNumber, at: Micros): void {
  const last = track.reigns.at(-1);
  if (last === undefined || last.to !== null || (node !== 0 && last.node !== node)) return;
  track.reigns[track.reigns.length - 1] = { ...last, to: at, toEvent: event };
}
