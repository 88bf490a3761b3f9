// A trace file opened by re-execution, its digests compared on the way: the run is the same to the byte, or it is followed to the last digest
// that is equal, and a sentence says so; of a file that lies, little is executed. And the other way: a timeline with the digests that its file carries.
import { ok, refuse, type Result } from '../base/result.ts';
import type { Branch } from '../history/branch.ts';
import type { Moment } from '../history/moment.ts';
import { restore, type RestoreProgress } from '../history/restore.ts';
import type { Run, RunBranch } from '../history/run.ts';
import type { Timeline } from '../history/timeline.ts';
import { ENGINE_VERSION, MAX_DIGEST_GAP, type DigestAt, type TraceFile } from '../trace/version.ts';
import type { Lane } from './lane.ts';
import { optionsFor, Watch } from './live-run.ts';

export interface Followed {
  readonly timeline: Timeline;
  readonly watch: Watch;
  /** How far, where not to the end. */
  readonly note: string | null;
}

/** Told from time to time how far it is. */
type Seen = (progress: RestoreProgress) => void;

/** Events that are executed at most, of all branches together, without a digest that confirms them: a file that lies is soon done with. */
const MAX_UNCONFIRMED = 20_000;

/** Refused where nothing of it is confirmed. */
export async function followTrace(lane: Lane, file: TraceFile, name: string, seen: Seen = () => undefined): Promise<Result<Followed>> {
  const whole = await follow(lane, file, file.run, seen);
  if (!whole.ok) return refuse(`${name}: ${whole.error}`);
  const { timeline, watch, comparison } = whole.value;
  const reached = comparison.reached(timeline);
  if (reached.size === 0) return ok({ timeline, watch, note: noteOnShort(file, timeline) });
  const root = file.run.branches[0]!;
  if (reached.get(root.id) === 0) return refuse(`${name}: ${sayNothingEqual(file, root)}`);
  const run = shortened(file.run, reached);
  const part = await follow(lane, file, run, seen);
  return part.ok ? ok({ ...part.value, note: noteOnPart(file, run, part.value.timeline, reached) }) : refuse(`${name}: ${part.error}`);
}

async function follow(
  lane: Lane,
  file: TraceFile,
  run: Run,
  seen: Seen,
): Promise<Result<Omit<Followed, 'note'> & { comparison: Comparison }>> {
  const watch = new Watch();
  const comparison = new Comparison(file);
  watch.also = (branch, _record, moment) => comparison.see(branch, moment);
  const restored = await lane.drive(
    restore(run, optionsFor(watch), () => comparison.enough),
    seen,
  );
  return restored.ok ? ok({ timeline: restored.value, watch, comparison }) : restored;
}

/** What is executed beside what the file says of it. */
class Comparison {
  /** The branch at hand need not be gone on with: it differs, or too much is unconfirmed. */
  enough = false;
  private readonly file: TraceFile;
  private readonly expected: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Per branch, the last event at which it was equal. */
  private readonly equal = new Map<number, number>();
  private readonly different = new Set<number>();
  private unconfirmed = 0;
  private since = 0;
  private branch = -1;

  constructor(file: TraceFile) {
    this.file = file;
    this.expected = new Map([...file.digests].map(([id, list]) => [id, new Map(list.map((d) => [d.event, d.digest]))]));
  }

  see({ id }: Branch, moment: Moment): void {
    if (id !== this.branch) {
      this.unconfirmed += this.since;
      this.since = 0;
      this.branch = id;
      this.enough = false;
    }
    const digest = this.expected.get(id)?.get(moment.event);
    if (digest === undefined) this.since++;
    else if (digest === moment.world.digest()) {
      this.equal.set(id, moment.event);
      this.since = 0;
    } else {
      this.different.add(id);
      this.enough = true;
    }
    if (this.unconfirmed + this.since > MAX_UNCONFIRMED) this.enough = true;
  }

  /** Up to where each branch can be trusted that cannot be to its tip. */
  reached(t: Timeline): ReadonlyMap<number, number> {
    const reached = new Map<number, number>();
    const tooMuch = this.unconfirmed + this.since > MAX_UNCONFIRMED;
    for (const b of this.file.run.branches)
      if (this.different.has(b.id) || (tooMuch && (t.branches.get(b.id)?.tipEvent ?? -1) < b.tip))
        reached.set(b.id, this.equal.get(b.id) ?? b.forkEvent);
    return reached;
  }
}

// A branch that leaves where another cannot be trusted any more goes, and so does one of which nothing is left.
function shortened(run: Run, reached: ReadonlyMap<number, number>): Run {
  const kept = new Map<number, RunBranch>();
  for (const b of run.branches) {
    const parent = b.parent === null ? null : kept.get(b.parent);
    const tip = reached.get(b.id) ?? b.tip;
    const isLeft = parent === null || (parent !== undefined && b.forkEvent <= parent.tip && (!reached.has(b.id) || tip > b.forkEvent));
    if (isLeft) kept.set(b.id, { ...b, tip });
  }
  const journal = new Map([...kept.values()].map((b) => [b.id, (run.journal.get(b.id) ?? []).filter((e) => e.event < b.tip)]));
  let { current } = run;
  while (!kept.has(current)) current = run.branches.find((b) => b.id === current)!.parent!;
  return { ...run, branches: [...kept.values()], journal, current };
}

const otherEngine = ({ engine }: TraceFile): string =>
  engine === ENGINE_VERSION ? '' : ` It was saved by version ${engine} of the engine; this is version ${ENGINE_VERSION}.`;

function sayNothingEqual(file: TraceFile, root: RunBranch): string {
  const first = file.digests.get(root.id)?.[0];
  const found =
    first === undefined
      ? `no digest of “${root.name}”`
      : `another digest of “${root.name}” after event ${first.event} than this version of Synod comes to`;
  return `found ${found}; expected one that confirms what the file says.${otherEngine(file)}`;
}

function noteOnPart(file: TraceFile, run: Run, t: Timeline, reached: ReadonlyMap<number, number>): string {
  const first = file.run.branches.find((b) => reached.has(b.id))!;
  const gone = file.run.branches.length - run.branches.length;
  const branches = gone === 0 ? '' : ` ${gone === 1 ? 'One branch' : `${gone} branches`} that left it later could not be followed.`;
  const homeless = file.run.bookmarks.length - t.writing.bookmarks().length;
  const bookmarks =
    homeless === 0 ? '' : ` ${homeless === 1 ? 'One bookmark lies' : `${homeless} bookmarks lie`} beyond: what it says is in the notes.`;
  return `“${first.name}” is the same up to event ${reached.get(first.id)!} and then goes another way than the file says; it was opened up to there.${branches}${bookmarks}${otherEngine(file)}`;
}

function noteOnShort(file: TraceFile, t: Timeline): string | null {
  const short = file.run.branches.find((b) => (t.branches.get(b.id)?.tipEvent ?? -1) < b.tip);
  if (short === undefined) return null;
  const branch = t.branches.get(short.id);
  if (branch?.halt || (branch?.end ?? t.live).violation !== null) return null; // the fault that the file is there to show
  return `“${short.name}” ends at event ${branch?.tipEvent ?? short.forkEvent}; the file says ${short.tip}.${otherEngine(file)}`;
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
  // So far apart as a file may have them, at most: the last one is followed by the tip, and it may be nearly one distance away.
  const distance = before.length < 2 ? MAX_DIGEST_GAP : before[1]!.event - before[0]!.event;
  const every = Math.max(1, Math.min(Math.ceil(before.length / atMost), Math.floor(MAX_DIGEST_GAP / distance) - 1));
  const kept = before.filter((_, i) => (i + 1) % every === 0);
  return tip.event === 0 || tip.event === branch.forkEvent ? kept : [...kept, { event: tip.event, digest: tip.world.digest() }];
}
