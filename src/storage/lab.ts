// For tests: a small program around the store, like the worker but without time, pictures or branches in the past. It runs a real world with the
// barrier, journals inputs before they take effect, and is opened again on whatever a test has left of its stores.
import { assert } from '../base/assert.ts';
import type { EventNumber } from '../base/units.ts';
import { onlyTitle } from '../history/about.ts';
import type { Run } from '../history/run.ts';
import type { DiskRow, Input, JournalEntry, RunHeader } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import type { Commit, DiskChange } from './durable.ts';
import { openStore, type Found, type Opened, type OpenOptions, type Replayed, type Store } from './store.ts';

/** The rows that are durable, per node. */
export const durableRows = (world: World): DiskRow[][] =>
  world.nodes.map((n) => Array.from({ length: n.disk.durable }, (_, i) => n.disk.rows.get(i)!));

/** The journal of a branch with what it has of its ancestors. */
export function journalOf(run: Run, id: number): readonly JournalEntry[] {
  const branch = run.branches.find((b) => b.id === id);
  if (branch === undefined) return [];
  const own = run.journal.get(id) ?? [];
  if (branch.parent === null) return own;
  return [...journalOf(run, branch.parent).filter((e) => e.event < branch.forkEvent), ...own];
}

/** A world in which exactly `events` events have been executed. */
export function execute(header: RunHeader, journal: readonly JournalEntry[], events: EventNumber): World {
  const world = makeWorld(header);
  let next = journal.findIndex((e) => e.event >= 0);
  while (world.events < events) {
    const entry = next < 0 ? undefined : journal[next];
    if (entry?.event === world.events) {
      world.apply(entry.input, entry.at);
      next++;
    } else if (world.step() === null) break;
  }
  return world;
}

export class Lab {
  readonly store: Store;
  readonly found: Found;
  readonly header: RunHeader;
  world: World;
  readonly journal: JournalEntry[] = [];
  private stored: DiskRow[][] = [];

  private constructor(opened: Opened, header: RunHeader, world: World) {
    this.store = opened.store;
    this.found = opened.found;
    this.header = header;
    this.world = world;
  }

  /** Starts the program: resumes what is found, or begins a run from `header`. */
  static async start(
    header: RunHeader,
    open: (options: OpenOptions) => Promise<Opened> = openStore,
    options: Partial<OpenOptions> = {},
  ): Promise<Lab> {
    const opened = await open({ replay, ...options });
    const { found } = opened;
    if (found.kind === 'run') return Lab.resume(opened, found.run.header, found.run);
    const lab = new Lab(opened, header, makeWorld(header));
    lab.stored = durableRows(lab.world);
    if (!opened.store.readOnly) await lab.begin();
    return lab;
  }

  private static resume(opened: Opened, header: RunHeader, run: Extract<Found, { kind: 'run' }>['run']): Lab {
    const journal = journalOf({ ...run, current: run.cut.branch }, run.cut.branch);
    const lab = new Lab(opened, header, execute(header, journal, run.cut.event));
    lab.journal.push(...journal);
    lab.stored = run.disks.map((d) => [...d]);
    lab.goThroughJournal();
    return lab;
  }

  private async begin(): Promise<void> {
    const branches = [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 0 }];
    await this.store.begin({
      ...onlyTitle('Lab'),
      header: this.header,
      branches,
      journal: new Map([[0, []]]),
      cut: this.cut(0),
      disks: this.stored,
    });
  }

  /** Executes so many events, with the barrier. */
  async run(events: number): Promise<void> {
    for (let n = 0; n < events; n++) {
      if (this.world.nextKind() === 'sync' && this.world.nextAt() !== this.safeAt) await this.barrier();
      assert(this.world.step() !== null, 'the world goes on');
    }
  }

  /** An input, safe before it takes effect. */
  async act(input: Input): Promise<void> {
    const entry = { event: this.world.events, at: this.world.now, input };
    await this.store.commit({ rows: [], journal: [{ branch: 0, entry }], branches: [], cut: this.cut(0) });
    this.journal.push(entry);
    this.world.apply(input, entry.at);
  }

  /** What the next commit would be: every row that the syncs of the next instant make durable. */
  nextCommit(): Commit {
    const ahead = this.world.clone();
    const at = ahead.nextAt();
    while (ahead.nextAt() === at && ahead.nextKind() === 'sync') ahead.step();
    const target = durableRows(ahead);
    const rows = target.flatMap((to, node) => changeOf(node, this.stored[node] ?? [], to));
    this.stored = target;
    return { rows, journal: [], branches: [], cut: { branch: 0, event: ahead.events, at: ahead.now } };
  }

  private safeAt: number | null = null;

  private async barrier(): Promise<void> {
    this.safeAt = this.world.nextAt();
    await this.store.commit(this.nextCommit());
  }

  private cut(branch: number) {
    return { branch, event: this.world.events, at: this.world.now };
  }

  // Inputs that were journalled and had not taken effect.
  private goThroughJournal(): void {
    const last = this.journal.at(-1);
    if (last !== undefined && last.event >= this.world.events) this.world = execute(this.header, this.journal, last.event + 1);
  }
}

function changeOf(node: number, from: readonly DiskRow[], to: readonly DiskRow[]): DiskChange[] {
  let same = 0;
  while (same < from.length && same < to.length && from[same]!.lsn === to[same]!.lsn && from[same]!.flaw === to[same]!.flaw) same++;
  const add = to.slice(same);
  if (same === from.length) return add.length === 0 ? [] : [{ node, remove: [], add }];
  return [{ node, truncate: Math.min(from[same]!.lsn, to[same]?.lsn ?? Infinity), remove: [], add }];
}

/** Re-execution, as the worker does it. */
export function replay(run: Run, branch: number, event: EventNumber): Promise<Replayed> {
  const world = execute(run.header, journalOf(run, branch), event);
  if (world.events < event) return Promise.resolve({ ok: false, why: `The run ends at event ${world.events}.` });
  return Promise.resolve({ ok: true, cut: { branch, event, at: world.now }, disks: durableRows(world) });
}
