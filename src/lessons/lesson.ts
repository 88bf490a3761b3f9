// What a lesson is: data, no code. A run in parts: each stop says what is done and what is waited for before it, what to read and look at
// there, what to predict, and what the student may be asked to bring about. Conditions and scenario lines are texts of the scenario language
// (src/scenario), so that a stop is found by the state of the world, never by an event’s number. Within a lesson another run may begin.
import type { ClientId, NodeId, Slot } from '../base/units.ts';
import type { Input } from '../sim/inputs.ts';

/** An input that a lesson may make by itself: all but those that name a single message under way. */
export type LessonAct = Exclude<Input, { kind: 'drop' | 'delay' | 'duplicate' }>;

export interface Lesson {
  /** In addresses: `leader-dies`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what one knows after it. */
  readonly about: string;
  readonly minutes: number;
  /** Rows of MISSION.md that it teaches, and questions of its §5: `P6`, `Q3`. */
  readonly teaches: readonly string[];
  /** Up to the first stop: a scenario’s text, without its title. */
  readonly scenario: string;
  /** Virtual seconds per second at which the lesson plays. */
  readonly pace: number;
  readonly stops: readonly LessonStop[];
}

export interface LessonStop {
  /** In addresses and in test names: `chosen-unknown`. */
  readonly id: string;
  readonly title: string;
  /**
   * From the stop before it to here: what the lesson does at once, then the condition that it plays until (null: nothing runs). Where
   * a scenario ends, the lesson’s at its first stop or a stop’s own, there is neither.
   */
  readonly acts: readonly LessonAct[];
  readonly until: string | null;
  /**
   * A run of its own begins here: this text leads to the stop as the lesson’s does to its first, and later stops go on from it. So one story
   * is told twice, with a rule turned off (`break=…`: the run stops where a check finds the violation, `until: 'violation I9'`; the act
   * `go-on` goes on past it), and by the rules.
   */
  readonly scenario?: string;
  /** The way here plays at this pace, where the lesson’s does not fit: a flight of messages slowly, a long wait fast. */
  readonly pace?: number;
  /** Paragraphs. `code` in backticks, a term where it is explained in *asterisks*; nothing else is marked (markup.ts). */
  readonly prose: readonly string[];
  readonly look: readonly Look[];
  readonly question: Question | null;
  readonly task: Task | null;
}

/** Where to look: a panel, and in it what is lit. */
export interface Look {
  readonly panel: 'stage' | 'log' | 'events' | 'clients' | 'disks' | 'timeline' | 'checks' | 'numbers' | 'bands' | 'raft';
  readonly nodes?: readonly NodeId[];
  readonly slots?: readonly Slot[];
  readonly clients?: readonly ClientId[];
  /** A few words beside it: "the row In fact". */
  readonly label: string;
}

export interface Question {
  readonly ask: string;
  /**
   * `as-it-happens`: the student chooses, the lesson plays on to the next stop, and there the reply is shown above the prose.
   * `at-once`: the reply is shown when it is chosen.
   */
  readonly answered: 'as-it-happens' | 'at-once';
  readonly options: readonly Option[];
}

export interface Option {
  readonly text: string;
  readonly right: boolean;
  /** Why it is right or wrong: whole sentences. */
  readonly reply: string;
}

/** Something for the student to bring about by acting. Not needed to go on. */
export interface Task {
  readonly ask: string;
  /** A state (not a moment) of the condition language: done once it holds. */
  readonly goal: string;
  readonly done: string;
}
