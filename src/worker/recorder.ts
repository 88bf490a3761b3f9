// The barrier between the simulated cluster and the store (ARCHITECTURE.md §4): before a sync takes effect, one transaction writes the rows
// that it makes durable, with the cut; an input is committed before it takes effect.
//   forward() → mustWait() → commit → IndexedDB `oncomplete` → the syncs take effect, their messages leave
// Where several sync instants are due at once, the run is executed ahead on a copy and their rows go into one transaction: the live world
// still takes none of these steps before the bytes are safe. When the store fails, the run goes on in memory, whole.
import type { EventNumber, Micros } from '../base/units.ts';
import { aboutOf } from '../history/about.ts';
import { asRunBranch } from '../history/branch.ts';
import type { Moment } from '../history/moment.ts';
import type { Pruned } from '../history/run.ts';
import type { Act, Timeline } from '../history/timeline.ts';
import type { EventRecord } from '../sim/events.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import type { Commit, Cut } from '../storage/durable.ts';
import { toFailure } from '../storage/failure.ts';
import type { NewRun, Store } from '../storage/store.ts';
import { Mirror } from './mirror.ts';
import type { Notice, StorageState } from './protocol.ts';

/** How far one transaction may reach ahead: enough to fill it, short enough to be a few milliseconds. */
const MAX_EVENTS_AHEAD = 500;

const NOWHERE: Cut = { branch: -1, event: -1, at: 0 };

export class Recorder {
  readonly store: Store;
  /** The store's name for this run. */
  session = '';
  private readonly say: (notice: Notice) => void;
  private readonly mirror = new Mirror();
  private cut = NOWHERE;
  private branchesChanged = false;
  private aboutChanged = false;

  constructor(store: Store, say: (notice: Notice) => void) {
    this.store = store;
    this.say = say;
  }

  get readOnly(): boolean {
    return this.store.readOnly;
  }

  state(): StorageState {
    const { store } = this;
    if (store.kind === 'memory') return { kind: 'memory', why: store.why ?? 'The browser offers no database here.' };
    const { commits, rows } = store.counts();
    return { kind: 'indexeddb', commits, rows };
  }

  // What is stored ------------------------------------------------------------------------------------------------------

  /** The run was found in the store, which equals its disks at the tip. */
  resume(t: Timeline, session: string): void {
    this.session = session;
    this.mirror.reset(t.live.world);
    this.cut = cutOf(t, t.live);
  }

  /** A new run replaces what is stored. */
  async begin(t: Timeline): Promise<void> {
    this.mirror.reset(t.live.world);
    this.cut = cutOf(t, t.live);
    this.branchesChanged = false;
    this.aboutChanged = false;
    if (this.readOnly) return;
    try {
      this.session = await this.store.begin(this.whole(t));
    } catch (thrown) {
      await this.goOnInMemory(t, thrown);
    }
  }

  /** Names, forks, a branch gone: they go with the next commit. */
  branchesDiffer(): void {
    this.branchesChanged = true;
  }

  /** Other words about the run: they go with the next commit. */
  aboutDiffers(): void {
    this.aboutChanged = true;
  }

  /** Branches that were gone are there again, with their journals. */
  async branchesBack(t: Timeline, { journal, bookmarks }: Pruned): Promise<void> {
    if (this.readOnly) return;
    this.branchesChanged = true;
    this.aboutChanged ||= bookmarks.length > 0;
    const back = [...journal].flatMap(([branch, entries]) => entries.map((entry) => ({ branch, entry })));
    await this.commit(t, t.live, back);
  }

  /** Another branch is current, or another past. */
  otherDisks(): void {
    this.mirror.doubt();
  }

  /** Sees every live event: which disks it changed otherwise than by adding rows. */
  observe({ happening }: EventRecord): void {
    if (happening.kind !== 'input') return;
    const { input } = happening;
    if (input.kind === 'power-failure') this.mirror.doubt();
    else if (
      input.kind === 'crash' ||
      input.kind === 'restart' ||
      input.kind === 'lose-disk' ||
      input.kind === 'damage' ||
      input.kind === 'free-disk'
    )
      this.mirror.doubt(input.node);
  }

  // Commits -------------------------------------------------------------------------------------------------------------

  /** Whether the next event at the tip may only take effect after a commit. */
  mustWait(t: Timeline): boolean {
    const { live, current } = t;
    if (this.readOnly || live.world.nextKind() !== 'sync' || live.actsNext(current.journal)) return false;
    return this.cut.branch !== current.id || live.event >= this.cut.event;
  }

  /** Makes safe what the syncs of this instant cover, and of all further instants up to `horizon`. */
  commitSyncs(t: Timeline, horizon: Micros): Promise<void> {
    return this.commit(t, lookAhead(t.live, t.current.journal, horizon), []);
  }

  /** Makes an act safe; it takes effect afterwards. */
  commitAct(t: Timeline, act: Act): Promise<void> {
    if (act.forked) {
      this.branchesChanged = true;
      this.mirror.doubt();
    }
    return this.commit(t, t.live, [{ branch: t.current.id, entry: act.entry }]);
  }

  /** Makes the tip the cut, so that the run is found again exactly here. */
  async keep(t: Timeline): Promise<void> {
    const { branch, event } = this.cut;
    const asStored = branch === t.current.id && event === t.live.event && !this.branchesChanged && !this.aboutChanged;
    if (this.readOnly || asStored) return;
    await this.commit(t, t.live, []);
  }

  private async commit(t: Timeline, at: Moment, journal: Commit['journal']): Promise<void> {
    const branch = t.current.id;
    if (branch !== this.cut.branch || at.event < this.cut.event) this.mirror.doubt();
    const commit: Commit = {
      rows: this.mirror.bring(at.world),
      disks: at.world.nodes.length,
      journal,
      branches: this.branchesChanged ? branchesOf(t) : [],
      cut: { branch, event: at.event, at: at.at },
      ...(this.aboutChanged ? { about: t.writing.about() } : {}),
    };
    this.cut = commit.cut;
    this.branchesChanged = false;
    this.aboutChanged = false;
    try {
      await this.store.commit(commit);
    } catch (thrown) {
      await this.writeAgain(t, thrown);
    }
  }

  // A connection that was lost is opened anew, once; whatever else fails, the run goes on in memory.
  private async writeAgain(t: Timeline, thrown: unknown): Promise<void> {
    const { reason } = toFailure(thrown);
    if (reason !== 'closed' && reason !== 'aborted') return this.goOnInMemory(t, thrown);
    try {
      await this.store.rewrite(this.whole(t));
    } catch (again) {
      await this.goOnInMemory(t, again);
    }
  }

  private async goOnInMemory(t: Timeline, thrown: unknown): Promise<void> {
    const why = toFailure(thrown).message;
    await this.store.retreat(this.whole(t), why);
    this.say({
      id: 'storage-memory',
      tone: 'warning',
      title: 'The run goes on in memory only',
      text: `${why} Nothing is lost as long as this tab is open; save the run as a file to keep it.`,
    });
  }

  private whole(t: Timeline): NewRun {
    const { header, journal, ...rest } = t.run();
    return { ...aboutOf(rest), header, branches: branchesOf(t), journal, cut: this.cut, disks: this.mirror.rows() };
  }
}

const branchesOf = (t: Timeline): ReturnType<typeof asRunBranch>[] => [...t.branches.all()].map(asRunBranch);

const cutOf = (t: Timeline, { event, at }: Moment): Cut => ({ branch: t.current.id, event, at });

/** The moment after the syncs of this instant; and on, as far as `horizon` and the bounds allow. Stops at an input and at a violation. */
function lookAhead(live: Moment, journal: readonly JournalEntry[], horizon: Micros): Moment {
  const until = live.world.nextAt()!;
  const last = live.event + MAX_EVENTS_AHEAD;
  const ahead = live.clone();
  const goesOn = (m: Moment): boolean => {
    const next = m.world.nextAt();
    if (next === null || m.actsNext(journal) || m.stops(journal)) return false;
    return next === until ? m.world.nextKind() === 'sync' || next <= horizon : next <= horizon && m.event < last;
  };
  try {
    while (goesOn(ahead)) ahead.step(journal);
    return ahead;
  } catch (error) {
    // The live world will halt on the same event, and say so; what is safe to reach is what came before it.
    return upTo(live.clone(), ahead.event, journal, error);
  }
}

function upTo(moment: Moment, event: EventNumber, journal: readonly JournalEntry[], error: unknown): Moment {
  while (moment.event < event && moment.step(journal) !== null);
  console.warn('The engine stops ahead:', error);
  return moment;
}
