// A run with its whole past: the live moment at the tip of the current branch, the moment that is shown, branches, keyframes. Acting at the
// tip goes on; acting before it forks, and what had happened stays as a branch. Everything is had by re-execution from the journal, so
// nothing here is ever wrong but slow. Never waits, never stores: whoever drives it commits an act between `act` and `forward`.
import { assert } from '../base/assert.ts';
import { refuse, ok, type Result } from '../base/result.ts';
import type { EventNumber, Micros } from '../base/units.ts';
import type { EventRecord, Violation } from '../sim/events.ts';
import type { Input, JournalEntry, RunHeader } from '../sim/inputs.ts';
import { onlyTitle, type Bookmark } from './about.ts';
import { asRunBranch, asWhole, haltSentence, hasScript, isEmpty, noteDigest, ownJournal, type Branch } from './branch.ts';
import { Branches, leaves } from './branches.ts';
import { Keyframes } from './keyframes.ts';
import { Moment } from './moment.ts';
import type { Pruned, Run } from './run.ts';
import type { Act, TimelineOptions } from './timeline-options.ts';
import { Writing } from './writing.ts';

export type { Act, Observer, TimelineOptions } from './timeline-options.ts';

/** One owner. */
export class Timeline {
  readonly header: RunHeader;
  readonly writing: Writing;
  readonly branches = new Branches();
  current: Branch;
  /** At the tip of the current branch. */
  live: Moment;
  /** The inputs that the run came with: not a person's acts. */
  private readonly scripted: number;
  private past: Moment | null = null;
  private restoring = false;
  private readonly keyframes: Keyframes;
  private readonly options: TimelineOptions;

  /** `script`: inputs that are to take effect as the run comes to them; how many of them no person made, the header may say. */
  constructor(header: RunHeader, script: readonly JournalEntry[] = [], options: TimelineOptions = {}) {
    this.writing = new Writing(options.about ?? onlyTitle(''));
    this.options = options;
    this.keyframes = new Keyframes(options.maxKeyframes);
    this.live = Moment.first(header);
    this.scripted = Math.min(header.scripted ?? script.length, script.length);
    const { scripted: _, ...rest } = header;
    this.header = this.scripted === 0 ? rest : { ...rest, scripted: this.scripted };
    this.current = this.branches.add(options.first ?? { name: 'First run' }, null, { event: 0, at: 0 }, script);
    this.keyframes.begin(this.current, this.live);
  }

  // Looking ------------------------------------------------------------------------------------------------------------

  /** The moment that is shown: of a past one the timeline's own, so look only. */
  get shown(): Moment {
    return this.past ?? this.live;
  }

  get atTip(): boolean {
    return this.past === null;
  }

  get tipEvent(): EventNumber {
    return this.live.event;
  }

  /** When the next event happens, seen from the shown moment. */
  nextAt(): Micros | null {
    return this.shown.nextAt(this.current.journal);
  }

  /** Why the current branch cannot go on at its tip, in a sentence; null: it can. */
  stopped(): string | null {
    const { violation } = this.live;
    if (violation !== null && this.live.stops(this.current.journal))
      return `The run stopped at event ${violation.event}: ${violation.invariant} does not hold. Step back, and act there to go another way; or go on in spite of it.`;
    return this.current.halt === null ? null : haltSentence(this.current);
  }

  get violation(): Violation | null {
    return this.live.violation;
  }

  /** A moment of the current branch, the caller's own. Requires 0 ≤ event ≤ tip. Costs at most one keyframe distance. */
  momentAt(event: EventNumber): Moment {
    assert(event >= 0 && event <= this.tipEvent, 'a moment lies between the beginning and the tip', { event, tip: this.tipEvent });
    const shown = this.shown;
    const nearest = this.keyframes.nearest(this.current, event);
    const from = shown.event <= event && shown.event >= nearest.event ? shown : nearest;
    return this.runTo(from.clone(), this.current, event);
  }

  /** A moment of any branch, the caller's own. Requires 0 ≤ event ≤ its tip. Costs at most one keyframe distance. */
  momentOf(branch: Branch, event: EventNumber): Moment {
    if (branch === this.current) return this.momentAt(event);
    if (event === branch.tipEvent) return branch.end!.clone();
    return this.runTo(this.keyframes.nearest(branch, event).clone(), branch, event);
  }

  /** The same just after the last event at or before virtual time `at`. */
  momentOfTime(branch: Branch, at: Micros): Moment {
    if (at >= branch.tipAt) return this.momentOf(branch, branch.tipEvent);
    const moment = this.keyframes.nearestAt(branch, Math.max(0, at)).clone();
    for (let next = moment.nextAt(branch.journal); next !== null && next <= at; next = moment.nextAt(branch.journal))
      moment.step(branch.journal);
    return moment;
  }

  /** The place of the latest keyframe of the current branch before the event; 0 at the beginning. */
  keyframeBefore(event: EventNumber): EventNumber {
    return event <= 0 ? 0 : this.keyframes.nearest(this.current, event - 1).event;
  }

  // Moving -------------------------------------------------------------------------------------------------------------

  /** Shows the moment after `event` events. */
  seek(event: EventNumber): void {
    const target = Math.max(0, Math.min(event, this.tipEvent));
    if (target === this.tipEvent) this.past = null;
    else if (this.past !== null && this.past.event <= target && target - this.past.event <= this.keyframes.every)
      this.runTo(this.past, this.current, target);
    else this.past = this.momentAt(target);
  }

  /** Shows the moment just after the last event at or before virtual time `at`. */
  seekTime(at: Micros): void {
    if (at >= this.live.at) {
      this.past = null;
      return;
    }
    this.past = this.momentOfTime(this.current, at);
  }

  /** On by one event: in the past the one that is recorded, at the tip a new one. Null where nothing happens any more, or the run has stopped. */
  forward(): EventRecord | null {
    if (this.past === null) return this.advance();
    const record = this.past.step(this.current.journal);
    if (this.past.event >= this.tipEvent) this.past = null;
    return record;
  }

  // A new event at the tip.
  private advance(): EventRecord | null {
    if (this.current.halt !== null || this.live.stops(this.current.journal)) return null;
    const { event } = this.live;
    let record: EventRecord | null;
    try {
      record = this.live.step(this.current.journal);
      if (record === null) return null;
    } catch (error) {
      this.halt(event, error);
      return null;
    }
    this.reached(record);
    return record;
  }

  private reached(record: EventRecord): void {
    const { current, live } = this;
    current.tipEvent = live.event;
    current.tipAt = live.at;
    this.keyframes.note(current, live, this.branches.all());
    noteDigest(current, live);
    this.writing.passed(current.id, live.event, live.at);
    this.options.observer?.onEvent(current, record, live);
  }

  // The moment that threw is half changed: it is made anew, up to the event before.
  private halt(event: EventNumber, error: unknown): void {
    this.current.halt = { event, says: error instanceof Error ? error.message : String(error) };
    this.live = this.runTo(this.keyframes.nearest(this.current, event).clone(), this.current, event);
  }

  private runTo(moment: Moment, branch: Branch, event: EventNumber): Moment {
    while (moment.event < event)
      assert(moment.step(branch.journal) !== null, 'what happened once happens again', { event, at: moment.event });
    return moment;
  }

  // Acting -------------------------------------------------------------------------------------------------------------

  /** Journals an input at the shown moment, at virtual time `at` (brought within the shown moment). Before the tip, or before a script's end, it forks. */
  act(input: Input, at: Micros): Result<Act> {
    const refusal = this.whyNot(input);
    if (refusal !== null) return refuse(refusal);
    const { shown } = this;
    const entry: JournalEntry = { event: shown.event, at: Math.max(shown.at, Math.min(at, shown.world.nextAt() ?? at)), input };
    const forked = !this.atTip || hasScript(this.current);
    if (forked) {
      const made = this.fork(this.past ?? this.live.clone(), this.nameOf(input, false));
      if (!made.ok) return made;
    }
    this.current.journal.push(entry);
    return ok({ entry, branch: this.current, forked });
  }

  // A run that a violation has stopped takes one act, which goes on past it; no other run takes that one.
  private whyNot({ kind }: Input): string | null {
    const violated = this.atTip && this.current.halt === null && this.live.stops(this.current.journal);
    if (kind === 'go-on') return violated ? null : 'No violation stops the run here: there is nothing to go on in spite of.';
    return this.atTip ? this.stopped() : null;
  }

  /** How many acts of a person the run has, on all its branches. */
  get acts(): number {
    let acts = 0;
    for (const b of this.branches.all()) acts += this.actsOf(b);
    return acts;
  }

  /** And how many are the branch's own. */
  actsOf(b: Branch): number {
    return b.journal.length - b.inherited - (b.parent === null ? this.scripted : 0);
  }

  /** The act that `undo` would undo: the last that took effect on this branch and was not part of its script. */
  lastAct(): JournalEntry | null {
    const { journal } = this.current;
    let i = journal.length - 1;
    while (i >= 0 && journal[i]!.event >= this.tipEvent) i--;
    return i < 0 || this.isScripted(journal[i]!) ? null : journal[i]!;
  }

  /**
   * Takes the last act back: to the branch that it left, or, where it left none, to a new branch without it. Nothing is lost: the branch with
   * the act stays. Shows the moment of the act. Null: there was nothing.
   */
  undo(): Result<JournalEntry | null> {
    const act = this.lastAct();
    if (act === null) return ok(null);
    const { current } = this;
    if (current.parent !== null && current.journal[current.inherited] === act && act.event === current.forkEvent) {
      this.switchTo(current.parent.id);
      this.seek(act.event);
      return ok(act);
    }
    const made = this.fork(this.momentAt(act.event), this.nameOf(act.input, true));
    return made.ok ? ok(act) : made;
  }

  private isScripted(entry: JournalEntry): boolean {
    if (this.scripted === 0) return false;
    const first = this.branches.first();
    const place = first.journal.indexOf(entry);
    return place >= 0 && place < this.scripted;
  }

  // Branches -----------------------------------------------------------------------------------------------------------

  /** Makes the branch current, at its tip. */
  switchTo(id: number): Result<null> {
    const target = this.branches.get(id);
    if (target === undefined) return refuse(`There is no branch ${id}.`);
    this.past = null;
    if (target === this.current) return ok(null);
    this.leave();
    this.current = target;
    this.live = target.end!;
    target.end = null;
    return ok(null);
  }

  rename(id: number, name: string): Result<null> {
    return this.branches.rename(id, name);
  }

  /** Removes a branch and all that leave from it; where one of them is shown, the branch that they left is shown then. What is gone, as data. */
  prune(id: number): Result<Pruned> {
    const found = this.branches.prunable(id);
    if (!found.ok) return found;
    const gone = this.branches.within(found.value);
    const bookmarks = this.writing.bookmarks().filter((m) => gone.some((b) => b.id === m.branch));
    const pruned = { branches: gone.map(asWhole), journal: new Map(gone.map((b) => [b.id, ownJournal(b)])), bookmarks };
    if (gone.includes(this.current)) this.switchTo(found.value.parent!.id);
    for (const b of gone.reverse()) if (this.branches.get(b.id) === b) this.drop(b);
    return ok(pruned);
  }

  /** A bookmark at the moment after `event` events of the branch, or other words for the one that is there. */
  putBookmark({ branch: id, event, title, text }: Bookmark): Result<Bookmark> {
    const branch = this.branches.get(id);
    if (branch === undefined) return refuse(`There is no branch ${id}.`);
    if (event > branch.tipEvent) return refuse(`“${branch.name}” has ${branch.tipEvent} events; event ${event} is not among them.`);
    const owner = leaves(branch, event);
    const put = { branch: owner.id, event, at: this.timeOf(owner, event), title, text };
    const done = this.writing.put(put);
    return done.ok ? ok(put) : done;
  }

  private timeOf(branch: Branch, event: EventNumber): Micros {
    const known = this.writing.at(branch.id, event) ?? (branch === this.current && this.shown.event === event ? this.shown : undefined);
    return known?.at ?? this.runTo(this.keyframes.nearest(branch, event).clone(), branch, event).at;
  }

  /** The run as data. */
  run(): Run {
    const all = [...this.branches.all()];
    return {
      ...this.writing.about(),
      header: this.header,
      branches: all.map(asRunBranch),
      journal: new Map(all.map((b) => [b.id, ownJournal(b)])),
      current: this.current.id,
    };
  }

  /** Adds a branch as a run has it and goes to its beginning; for restorations (restore.ts). Requires the parent to have come that far. */
  adopt(as: { readonly id: number; readonly name: string }, parent: Branch, fork: EventNumber, own: readonly JournalEntry[]): void {
    this.restoring = true;
    this.switchTo(parent.id);
    this.begin(as, this.momentAt(fork), own);
    this.restoring = false;
  }

  /** After a restoration: the branch that is current, at its tip. */
  settleAt(id: number): void {
    if (this.branches.get(id) !== undefined) {
      this.restoring = true;
      this.switchTo(id);
      this.restoring = false;
    }
  }

  // `moment` becomes the new branch's, at its fork.
  private fork(moment: Moment, name: string): Result<null> {
    const room = this.branches.room();
    if (!room.ok) return room;
    this.begin({ name: this.branches.unused(name) }, moment);
    return ok(null);
  }

  private begin(as: { readonly id?: number; readonly name: string }, moment: Moment, own: readonly JournalEntry[] = []): void {
    const parent = leaves(this.current, moment.event);
    const child = this.branches.add(as, parent, moment, own);
    this.options.observer?.onFork(child, parent);
    this.leave();
    this.past = null;
    this.current = child;
    this.live = moment;
    this.keyframes.begin(child, moment);
  }

  // A branch in which nothing was done and nothing happened is not kept.
  private leave(): void {
    const left = this.current;
    left.end = this.live;
    if (!this.restoring && isEmpty(left) && !this.branches.hasChildren(left)) this.drop(left);
  }

  private drop(branch: Branch): void {
    this.keyframes.forget(branch);
    this.writing.forget(branch.id);
    this.branches.drop(branch);
    this.options.observer?.onGone(branch);
  }

  private nameOf(act: Input, without: boolean): string {
    const name = this.options.nameAct?.(act);
    if (name === undefined) return `Branch ${this.branches.next}`;
    return without ? `Without “${name}”` : name;
  }
}
