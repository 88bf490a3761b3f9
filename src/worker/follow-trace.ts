// A trace file opened by re-execution, its digests compared on the way: the run is the same to the byte, or it is followed to the last digest
// that is equal, and a sentence says so. And the other way: a timeline with the digests that its file carries.
import { ok, refuse, type Result } from '../base/result.ts';
import type { Branch } from '../history/branch.ts';
import type { Moment } from '../history/moment.ts';
import { restore } from '../history/restore.ts';
import type { Run, RunBranch } from '../history/run.ts';
import type { Timeline } from '../history/timeline.ts';
import { ENGINE_VERSION, type DigestAt, type TraceFile } from '../trace/trace-file.ts';
import type { Lane } from './lane.ts';
import { optionsFor, Watch } from './live-run.ts';

export interface Followed {
  readonly timeline: Timeline;
  readonly watch: Watch;
  /** How far, where not to the end. */
  readonly note: string | null;
}

/** Where a branch first differs from the file, and the last event at which it did not. */
interface Difference {
  readonly branch: RunBranch;
  readonly equalUpTo: number;
}

/** Refused where not even the beginning is the same. */
export async function followTrace(lane: Lane, file: TraceFile, name: string): Promise<Result<Followed>> {
  let { run } = file;
  let first: Difference | null = null;
  // Each round shortens the branch that differs; the branches that left it later go.
  for (let round = 0; round <= file.run.branches.length; round++) {
    const watch = new Watch();
    const comparison = compare(file, run);
    watch.also = comparison.see;
    const restored = await lane.drive(restore(run, optionsFor(watch)));
    if (!restored.ok) return refuse(`${name}: ${restored.error}`);
    const difference = comparison.found();
    if (difference === null) return ok({ timeline: restored.value, watch, note: noteOn(file, run, first, restored.value) });
    first ??= difference;
    run = shorten(run, difference);
  }
  return refuse(`${name} cannot be followed: this version of Synod executes it differently from the beginning.`);
}

function compare(
  file: TraceFile,
  run: Run,
): { see: (branch: Branch, record: unknown, moment: Moment) => void; found: () => Difference | null } {
  const expected = new Map(run.branches.map((b) => [b.id, new Map((file.digests.get(b.id) ?? []).map((d) => [d.event, d.digest]))]));
  const equal = new Map<number, number>();
  let difference: Difference | null = null;
  return {
    see: (branch, _record, moment) => {
      const digest = expected.get(branch.id)?.get(moment.event);
      if (digest === undefined || difference !== null) return;
      if (digest === moment.world.digest()) equal.set(branch.id, moment.event);
      else difference = { branch: run.branches.find((b) => b.id === branch.id)!, equalUpTo: equal.get(branch.id) ?? branch.forkEvent };
    },
    found: () => difference,
  };
}

function shorten(run: Run, { branch, equalUpTo }: Difference): Run {
  const gone = new Set<number>();
  const branches: RunBranch[] = [];
  for (const b of run.branches) {
    if (b.parent !== null && (gone.has(b.parent) || (b.parent === branch.id && b.forkEvent > equalUpTo))) gone.add(b.id);
    else branches.push(b.id === branch.id ? { ...b, tip: equalUpTo } : b);
  }
  const journal = new Map([...run.journal].filter(([id]) => !gone.has(id)));
  journal.set(
    branch.id,
    (journal.get(branch.id) ?? []).filter((e) => e.event < equalUpTo),
  );
  return { ...run, branches, journal, current: gone.has(run.current) ? branch.id : run.current };
}

function noteOn(file: TraceFile, run: Run, first: Difference | null, t: Timeline): string | null {
  const other =
    file.engine === ENGINE_VERSION ? '' : ` It was saved by version ${file.engine} of the engine; this is version ${ENGINE_VERSION}.`;
  if (first !== null) {
    const gone = file.run.branches.length - run.branches.length;
    const branches =
      gone === 0 ? '' : ` ${gone === 1 ? 'One branch that left' : `${gone} branches that left`} it later could not be followed.`;
    return `“${first.branch.name}” is the same up to event ${first.equalUpTo} and then goes another way than the file says; it was opened up to there.${branches}${other}`;
  }
  const short = run.branches.find((b) => (t.branches.get(b.id)?.tipEvent ?? -1) < b.tip);
  if (short === undefined) return null;
  const branch = t.branches.get(short.id);
  if (branch?.halt || (branch?.end ?? t.live).violation !== null) return null; // the fault that the file is there to show
  return `“${short.name}” ends at event ${branch?.tipEvent ?? short.forkEvent}; the file says ${short.tip}.${other}`;
}

/**
 * The run as a file carries it: digests at intervals, at most so many a branch, and at every tip. A branch that halted is written one event
 * longer, so that it halts again.
 */
export function tracedRun(
  t: Timeline,
  atMost = Infinity,
): { readonly run: Run; readonly digests: ReadonlyMap<number, readonly DigestAt[]> } {
  const run = t.run();
  const digests = new Map<number, readonly DigestAt[]>();
  const branches: RunBranch[] = [];
  const journal = new Map<number, Run['journal'] extends ReadonlyMap<number, infer E> ? E : never>();
  for (const b of run.branches) {
    const branch = t.branches.get(b.id)!;
    const tip = branch.halt === null ? b.tip : b.tip + 1;
    branches.push({ ...b, tip });
    journal.set(
      b.id,
      (run.journal.get(b.id) ?? []).filter((e) => e.event < tip),
    );
    digests.set(b.id, digestsOf(branch, branch.end ?? t.live, atMost));
  }
  return { run: { ...run, branches, journal }, digests };
}

function digestsOf(branch: Branch, tip: Moment, atMost: number): readonly DigestAt[] {
  const before = branch.digests.filter((d) => d.event < tip.event);
  const every = Math.max(1, Math.ceil(before.length / atMost));
  const kept = before.filter((_, i) => (i + 1) % every === 0);
  return tip.event === 0 || tip.event === branch.forkEvent ? kept : [...kept, { event: tip.event, digest: tip.world.digest() }];
}
