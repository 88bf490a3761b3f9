// What the page and the engine's worker say to one another. Every request gets exactly one reply with its id: a value or a sentence.
// The page imports this file's types and nothing else of the worker.
import type { EventNumber, Micros, NodeId, Slot } from '../base/units.ts';
import type { Bookmark } from '../history/about.ts';
import type { TrendSeen } from '../history/trend.ts';
import type { Input } from '../sim/inputs.ts';
import type { Config } from '../sim/config.ts';
import type { DescribedEvent, EventTopic, Mark } from '../trace/described.ts';
import type { RecoveryStep } from '../trace/say-recovery.ts';
import type { FlightFrame, Frame, NodeStatus, SlotDetail } from '../view/frame.ts';
import type { SpaceTime } from '../view/space-time.ts';

export type Request =
  /** The first message: resume what is stored, or begin with `fallback` where nothing is. `powerFailure`: restart every node from its stored disk. */
  | { readonly type: 'start'; readonly fallback: Fallback; readonly powerFailure: boolean }
  /** Begins a new run (the old one is replaced; the page has asked). `play`: begin playing at once. */
  | { readonly type: 'open-scenario'; readonly title: string; readonly scenario: string }
  /** `at`: shown first at that virtual time; otherwise at the start. */
  | { readonly type: 'open-config'; readonly title: string; readonly config: Config; readonly at?: Micros }
  | { readonly type: 'open-trace'; readonly name: string; readonly text: string }
  /** The run as a trace file's text. */
  | { readonly type: 'save' }
  /** The same as short as it can be, and the moment shown: for a link. */
  | { readonly type: 'link' }
  /** `toTip`: where it begins in the past, it stands still again at the tip. */
  | { readonly type: 'play'; readonly speed: number; readonly toTip?: boolean }
  | { readonly type: 'pause' }
  | { readonly type: 'speed'; readonly speed: number }
  /** Goes on to just after the next (previous) event, message delivery, choice of a slot, phase change, or landmark. */
  | { readonly type: 'step'; readonly unit: StepUnit; readonly direction: 1 | -1 }
  | { readonly type: 'seek'; readonly event: EventNumber }
  /** By virtual time: to just after the last event at or before it, the playhead at `at`. */
  | { readonly type: 'seek-time'; readonly at: Micros }
  /**
   * Plays from the shown moment until the condition (src/scenario, Conditions) holds, at `speed`; null: goes there at once. Answered when it
   * holds, or when something else ends it first: a pause, a step, a seek, another run, a violation, 100,000 events.
   */
  | { readonly type: 'run-until'; readonly condition: string; readonly speed: number | null }
  /** Whether the condition holds at the shown moment. */
  | { readonly type: 'holds'; readonly condition: string }
  /** An act at the shown moment. In the past it forks. */
  | { readonly type: 'input'; readonly input: Input }
  /** Which slots the log grid shows; null: follow the tip of the log. */
  | { readonly type: 'view'; readonly firstSlot: Slot | null; readonly slots: number }
  | { readonly type: 'events'; readonly from: EventNumber; readonly count: number }
  /** Events that fit, counted from `before` backwards (null: from the shown moment), at most `limit`. */
  | { readonly type: 'find-events'; readonly filter: EventFilter; readonly before: EventNumber | null; readonly limit: number }
  | { readonly type: 'slot-detail'; readonly slot: Slot }
  | { readonly type: 'stored-rows'; readonly node: NodeId; readonly from: number; readonly count: number }
  /** How the node came back from its disk at the event: steps `from` … of the story, at most `count`. */
  | { readonly type: 'recovery'; readonly node: NodeId; readonly event: EventNumber; readonly from: number; readonly count: number }
  /**
   * Messages, syncs and events of the current branch from `from` to `to`, for the space–time diagram; where there are too many, those around
   * `about`. A newer one ends the one that is being made, which is answered with null.
   */
  | { readonly type: 'space-time'; readonly from: Micros; readonly to: Micros; readonly about: Micros; readonly heartbeats: boolean }
  /** A message of the current branch in full, wherever it is by now. */
  | { readonly type: 'past-flight'; readonly flight: number; readonly sentBy: EventNumber }
  | { readonly type: 'switch-branch'; readonly branch: number }
  | { readonly type: 'rename-branch'; readonly branch: number; readonly name: string }
  /** With all that leave from it. */
  | { readonly type: 'remove-branch'; readonly branch: number }
  /** Has back what was removed last. */
  | { readonly type: 'restore-branches' }
  /** Where two branches part, and what came of it; `comparing` messages say how far it is. A second one ends the first. */
  | { readonly type: 'compare-branches'; readonly branches: readonly [number, number] }
  | { readonly type: 'stop-comparing' }
  | { readonly type: 'undo' }
  /** What is written about the run as a whole. */
  | { readonly type: 'about'; readonly title: string; readonly author: string; readonly notes: string }
  /** A bookmark at that moment, or other words for the one that is there. */
  | { readonly type: 'put-bookmark'; readonly bookmark: Bookmark }
  | { readonly type: 'remove-bookmark'; readonly branch: number; readonly event: EventNumber }
  /** Whether what the clients saw up to the shown moment is linearizable (I10). */
  | { readonly type: 'check-history' }
  /** What the branch brought over time, up to its tip. */
  | { readonly type: 'trend' }
  /** For tests and for the console: the digest at the shown moment. */
  | { readonly type: 'digest' }
  /** The page has painted the last frame and wants the next. */
  | { readonly type: 'painted' };

/** What begins where nothing is stored: the trace where there is one, and the scenario where there is none or it cannot be opened. */
export interface Fallback {
  readonly title: string;
  readonly scenario: string;
  /** `event`: the moment that is shown first; null: its end. */
  readonly trace?: { readonly name: string; readonly text: string; readonly event: EventNumber | null };
}

export type StepUnit = 'event' | 'message' | 'commit' | 'phase' | 'landmark';

export interface EventFilter {
  readonly text: string;
  /** Empty: all. */
  readonly topics: readonly EventTopic[];
  /** 0: anyone. */
  readonly actor: number;
  /** Leave out routine events. */
  readonly notableOnly: boolean;
}

/** What each request's reply carries. */
export interface Replies {
  start: null;
  'open-scenario': null;
  'open-config': null;
  /** A sentence where the trace could be followed only in part, or null. */
  'open-trace': { readonly note: string | null };
  save: { readonly name: string; readonly text: string };
  link: { readonly text: string; readonly event: EventNumber };
  play: null;
  pause: null;
  speed: null;
  step: null;
  seek: null;
  'seek-time': null;
  'run-until': { readonly reached: boolean; readonly event: EventNumber };
  holds: { readonly holds: boolean };
  /** The branch that was made, when the act forked. */
  input: { readonly forked: number | null };
  view: null;
  events: readonly DescribedEvent[];
  'find-events': { readonly events: readonly DescribedEvent[]; readonly searchedBackTo: EventNumber; readonly done: boolean };
  'slot-detail': SlotDetail;
  'stored-rows': {
    readonly kind: 'memory' | 'indexeddb';
    readonly total: number;
    readonly rows: readonly { readonly lsn: number; readonly text: string; readonly sum: string; readonly synced: boolean }[];
  };
  recovery: { readonly at: Micros; readonly total: number; readonly steps: readonly RecoveryStep[] };
  'space-time': (SpaceTime & { readonly branch: number }) | null;
  'past-flight': {
    readonly flight: FlightFrame;
    /** Null: it is under way still. */
    readonly ended: { readonly event: EventNumber; readonly at: Micros; readonly lost: boolean } | null;
  };
  'switch-branch': null;
  'rename-branch': null;
  /** How many went. */
  'remove-branch': { readonly removed: number };
  'restore-branches': null;
  'compare-branches': Comparison;
  'stop-comparing': null;
  /** What was undone, in words, or null when there was nothing. */
  undo: { readonly undone: string | null };
  about: null;
  /** As it stands: of the eldest of the branches that share the moment. */
  'put-bookmark': Bookmark;
  /** What is gone, to put it back. */
  'remove-bookmark': Bookmark;
  'check-history': HistoryReport;
  trend: TrendFrame;
  digest: { readonly digest: string; readonly event: EventNumber; readonly disksMatchStore: boolean };
  painted: null;
}

/** The clients' history, judged key by key. */
export interface HistoryReport {
  /** The moment of which it speaks: so many events. */
  readonly event: EventNumber;
  /** In all; of these without an answer, and answered stale (not judged: Q5). */
  readonly operations: number;
  readonly unknown: number;
  readonly stale: number;
  readonly keys: number;
  /** Operations of long ago that are not kept any more: judged is what came after them. */
  readonly forgotten: number;
  /** Keys whose history is too tangled to be judged. */
  readonly undecided: readonly string[];
  /** Null: linearizable, where nothing is undecided. */
  readonly window: HistoryWindow | null;
}

/** The smallest part of one key's history that no order explains. */
export interface HistoryWindow {
  readonly key: string;
  readonly says: string;
  readonly facts: readonly [string, string];
  readonly operations: readonly HistoryOperation[];
}

export interface HistoryOperation {
  readonly client: number;
  /** `c1#7`. */
  readonly command: string;
  /** `c1 sent x=4 at 1.200 and was answered version 3 at 31.004.` */
  readonly text: string;
  readonly operation: string;
  /** What it was answered: `1 (version 1)`; '' where it was not. */
  readonly told: string;
  readonly invoked: EventNumber;
  readonly invokedAt: Micros;
  /** Null: its outcome is unknown. */
  readonly answered: EventNumber | null;
  readonly answeredAt: Micros | null;
  /** Its answer fits no order. */
  readonly wrong: boolean;
}

/** What a branch brought, bin by bin of virtual time from 0; the last bin ends at its tip. */
export interface TrendFrame extends TrendSeen {
  readonly branch: number;
  readonly event: EventNumber;
  readonly at: Micros;
}

export type ToWorker = { readonly id: number } & Request;

export interface BranchFrame {
  readonly id: number;
  readonly name: string;
  readonly parent: number | null;
  readonly forkEvent: EventNumber;
  readonly forkAt: Micros;
  readonly tipEvent: EventNumber;
  readonly tipAt: Micros;
  readonly current: boolean;
  /** What was done differently where it begins, in words: “Crash n1”, “Without “Crash n1””; '' where nobody acted there. */
  readonly did: string;
  /** How many acts of a person are its own. */
  readonly acts: number;
  /** It ends where a check does not hold, or where the engine halted. */
  readonly stops: 'violation' | 'halt' | null;
}

/** Two branches of a run side by side. */
export interface Comparison {
  /** The first event that is not the same; null: they are the same as far as both go. */
  readonly parts: EventNumber | null;
  readonly partsAt: Micros;
  /** Of the run that both have, after so many events: found equal by executing it on both. */
  readonly common: { readonly events: EventNumber; readonly digest: string; readonly last: readonly DescribedEvent[] };
  readonly sides: readonly [ComparedSide, ComparedSide];
  /** The first slot in which other things are chosen, and what; null: none. */
  readonly slot: { readonly slot: Slot; readonly chosen: readonly [string, string] } | null;
  /** Where the shorter of them ends. */
  readonly until: Micros;
}

export interface ComparedSide {
  readonly branch: number;
  readonly name: string;
  /** What was done in it from there on: the first few, and how many in all. */
  readonly acts: readonly { readonly event: EventNumber; readonly at: Micros; readonly text: string }[];
  readonly actCount: number;
  /** From there on; between two that do not follow one another everything is as on the other side. */
  readonly events: readonly DescribedEvent[];
  /** Acts aside, the first event that the other side has not. Null: none, as far as both go. */
  readonly differs: EventNumber | null;
  readonly end: Outcome;
  /** When the shorter of them ends. */
  readonly meanwhile: Outcome;
}

/** What has come of a run up to a moment. */
export interface Outcome {
  readonly event: EventNumber;
  readonly at: Micros;
  readonly leader: { readonly node: NodeId; readonly ballot: string } | null;
  /** Slots in which something is chosen, whoever knows it. */
  readonly chosen: number;
  readonly acknowledged: number;
  readonly elections: number;
  readonly messages: number;
  readonly nodes: readonly OutcomeNode[];
  /** `I1: …`, or ''. */
  readonly violation: string;
}

export interface OutcomeNode {
  readonly node: NodeId;
  readonly status: NodeStatus;
  /** `3.n1`, or ''. */
  readonly promised: string;
  readonly applied: Slot;
  /** Of state and sessions after it. */
  readonly digest: string;
}

/** A bookmark, with the virtual time of its moment. */
export interface BookmarkFrame extends Bookmark {
  readonly at: Micros;
}

/** A stretch of the timeline under one leader. */
export interface Reign {
  readonly from: Micros;
  /** Null: it goes on. */
  readonly to: Micros | null;
  readonly node: NodeId;
  readonly ballot: string;
}

/** What the page needs to know of the run as a whole. Sent when it changed. */
export interface RunFrame {
  readonly title: string;
  readonly author: string;
  readonly notes: string;
  /** Of all branches; by branch and event. */
  readonly bookmarks: readonly BookmarkFrame[];
  readonly session: string;
  readonly tipEvent: EventNumber;
  readonly tipAt: Micros;
  readonly branches: readonly BranchFrame[];
  readonly marks: readonly Mark[];
  /** Marks left out because there are too many to send. */
  readonly marksOmitted: number;
  readonly reigns: readonly Reign[];
  /** Times that took part in the marks are of the current branch. */
  readonly storage: StorageState;
  /** Opened elsewhere: everything can be looked at, nothing changed. */
  readonly readOnly: boolean;
  readonly canUndo: boolean;
  /** How many acts of a person the run has, on all its branches: what its script did is none. */
  readonly acts: number;
  /** The engine stopped on a bug of its own: what it said. */
  readonly halted: string | null;
}

export type StorageState =
  { readonly kind: 'indexeddb'; readonly commits: number; readonly rows: number } | { readonly kind: 'memory'; readonly why: string };

/** Something the person should know: stays until dismissed unless it says otherwise. */
export interface Notice {
  readonly id: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly text: string;
}

/** Events executed, of all. */
export interface OpeningProgress {
  readonly done: EventNumber;
  readonly total: EventNumber;
}

export type FromWorker =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: Replies[keyof Replies] }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly error: string }
  /** `shownAt`: the playhead's virtual time now; it advances at `speed` until the frame's `nextAt` while `playing`. */
  | {
      readonly type: 'frame';
      readonly frame: Frame;
      readonly shownAt: Micros;
      readonly playing: boolean;
      readonly speed: number;
      readonly live: boolean;
    }
  | { readonly type: 'run'; readonly run: RunFrame }
  /** A file is executed again before it is shown; null: no more. */
  | { readonly type: 'opening'; readonly progress: OpeningProgress | null }
  /** A comparison that takes long: events looked at, of at most so many. */
  | { readonly type: 'comparing'; readonly done: number; readonly total: number }
  | { readonly type: 'notice'; readonly notice: Notice };
