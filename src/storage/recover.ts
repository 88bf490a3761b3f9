// What to do with what was found at the start: in IndexedDB, in the second copy, at the marker. Pure: `plan` chooses what is re-executed and how
// far, `settle` judges what came of it. An emptied store is never taken for a new node: what cannot be had again is said, and D8 holds.
import type { NodeId } from '../base/units.ts';
import { aboutOf, intoNotes } from '../history/about.ts';
import type { Run } from '../history/run.ts';
import type { DiskRow } from '../sim/inputs.ts';
import { ENGINE_VERSION } from '../trace/version.ts';
import type { Cut, Loaded, Progress, StoredRun } from './durable.ts';
import type { Marked } from './marker.ts';
import { NOTICES, type StorageNotice } from './notices.ts';
import { rowText } from './rows.ts';
import type { SecondFound } from './second-copy.ts';
import { tipsReach } from './stored.ts';

export type FirstFound =
  | { readonly kind: 'nothing' }
  /** There is no IndexedDB, or it does not open. */
  | { readonly kind: 'unavailable'; readonly why: string }
  /** Something is stored, but not even what a run it is can be read. */
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'run'; readonly loaded: Loaded };

export type SecondState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unavailable'; readonly why: string }
  | { readonly kind: 'run'; readonly found: SecondFound };

export interface Findings {
  readonly first: FirstFound;
  readonly second: SecondState;
  readonly marker: Marked | null;
}

/** The run and the moment to re-execute it to. */
interface Target {
  readonly session: string;
  readonly run: Run;
  readonly cut: Cut;
  /** What both copies are to say from now on. */
  readonly progress: Progress;
}

export type Plan =
  | { readonly act: 'nothing'; readonly notices: readonly StorageNotice[] }
  /** Re-execute and compare with the rows that were found; nodes in `damaged` are known not to be whole. */
  | ({
      readonly act: 'compare';
      readonly rows: StoredRun['disks'];
      readonly damaged: readonly number[];
      /** IndexedDB is to be written anew even where the rows fit. */
      readonly write: boolean;
      readonly notices: readonly StorageNotice[];
    } & Target)
  /** Re-execute: there are no rows to compare with. `otherwise`: what to do if that is not possible. */
  | ({ readonly act: 'rebuild'; readonly notices: readonly StorageNotice[]; readonly otherwise: Plan } & Target)
  /** The journal is gone, the rows are there: every node restarts from its stored disk alone. */
  | { readonly act: 'restart'; readonly from: StoredRun; readonly damaged: readonly number[]; readonly notices: readonly StorageNotice[] };

/** Chooses by session (the later one counts), then by the commits that were acknowledged. */
export function plan(findings: Findings): Plan {
  const { marker } = findings;
  const chosen = choose(findings);
  const session = chosen.act === 'nothing' ? null : chosen.act === 'restart' ? chosen.from.session : chosen.session;
  if (session === null || marker === null || marker.session <= session) return chosen;
  return { ...chosen, notices: [...chosen.notices, NOTICES.laterGone(marker.title)] };
}

function choose({ first, second, marker }: Findings): Plan {
  const found = second.kind === 'run' ? second.found : null;
  if (first.kind === 'run' && (found === null || !isBehind(first.loaded, found))) return keepFirst(first.loaded, second);
  if (found !== null) return rebuildFrom(found, first);
  if (first.kind === 'unreadable') return { act: 'nothing', notices: [NOTICES.unreadable(first.why)] };
  if (marker === null) return { act: 'nothing', notices: [] };
  return {
    act: 'nothing',
    notices: [first.kind === 'unavailable' ? NOTICES.outOfReach(marker.title, first.why) : NOTICES.bothGone(marker.title)],
  };
}

/** IndexedDB has lost something that the second copy has: a later run, or commits that were acknowledged. */
function isBehind({ run, progress }: Loaded, found: SecondFound): boolean {
  const { session } = found.copy.head;
  return session === run.session ? progress.commits < reach(found) : session > run.session;
}

/** Up to which commit the second copy can bring the run back. */
const reach = ({ whole, acknowledged, copy }: SecondFound): number =>
  whole ? acknowledged.commits : Math.min(acknowledged.commits, copy.progress.commits);

function keepFirst(loaded: Loaded, second: SecondState): Plan {
  const found = second.kind === 'run' ? second.found : null;
  const { progress, journalWhole, aboutWhole, damagedNodes } = loaded;
  const notices: StorageNotice[] = [];
  const same = found !== null && found.copy.head.session === loaded.run.session;
  const run: StoredRun = aboutWhole || !same ? loaded.run : { ...loaded.run, ...found.copy.about };
  if (!aboutWhole) notices.push(same ? NOTICES.aboutMended(found.whole) : NOTICES.aboutGone());
  if (same && found.acknowledged.commits > progress.commits)
    notices.push(NOTICES.commitsLost(found.acknowledged.commits - progress.commits));
  const base = { rows: run.disks, damaged: damagedNodes, cut: run.cut, session: run.session, progress };
  if (journalWhole) {
    if (second.kind === 'nothing') notices.push(NOTICES.secondMissing());
    else if (same && !found.whole) notices.push(NOTICES.secondDamaged(found.damage));
    return { act: 'compare', run: runOf(run), ...base, write: !aboutWhole, notices };
  }
  // The rows are IndexedDB's, the journal is the second copy's.
  if (same && found.whole && found.copy.progress.changes >= progress.changes && found.copy.branches.some((b) => b.id === run.cut.branch))
    return {
      act: 'compare',
      run: runOfCopy(found, run.cut),
      ...base,
      progress: later(progress, found.copy.progress),
      write: true,
      notices: [...notices, NOTICES.journalMended(run.damage)],
    };
  return { act: 'restart', from: run, damaged: damagedNodes, notices: [...notices, NOTICES.journalGone(run.damage)] };
}

function rebuildFrom(found: SecondFound, first: FirstFound): Plan {
  const { head, progress } = found.copy;
  const notices: StorageNotice[] = [];
  const stored = first.kind === 'run' ? first.loaded : null;
  const begun = found.acknowledged.commits === 0 && stored !== null && stored.run.session !== head.session;
  if (!begun) notices.push(rebuiltNotice(found.copy.about.title, first));
  if (!found.whole) notices.push(NOTICES.journalShort(found.damage));
  if (head.engine !== ENGINE_VERSION) notices.push(NOTICES.otherEngine());
  const otherwise: Plan = stored === null ? { act: 'nothing', notices: [] } : keepFirst(stored, { kind: 'unavailable', why: '' });
  return {
    act: 'rebuild',
    session: head.session,
    run: runOfCopy(found, found.cut),
    cut: found.cut,
    progress: {
      ...later(progress, found.acknowledged),
      commits: Math.max(progress.commits, found.acknowledged.commits, stored?.progress.commits ?? 0) + 1,
    },
    notices,
    otherwise,
  };
}

function rebuiltNotice(title: string, first: FirstFound): StorageNotice {
  if (first.kind === 'unavailable') return NOTICES.rebuiltInMemory(title, first.why);
  if (first.kind === 'unreadable') return NOTICES.rebuiltFromUnreadable(title, first.why);
  return first.kind === 'nothing' ? NOTICES.rebuiltFromNothing(title) : NOTICES.rebuiltFromBehind(title);
}

/** The disks of the run at the plan's cut, or why it could not be executed that far. */
export type ReplayOutcome =
  { readonly ok: true; readonly cut: Cut; readonly disks: StoredRun['disks'] } | { readonly ok: false; readonly why: string };

export type Settled =
  /** Resume `run`. `write`: IndexedDB is written anew from it. */
  | {
      readonly act: 'resume';
      readonly run: StoredRun;
      readonly progress: Progress;
      readonly write: boolean;
      readonly notices: readonly StorageNotice[];
    }
  /** What was planned is not possible: do this instead. */
  | { readonly act: 'instead'; readonly plan: Plan };

/** Judges a re-execution. */
export function settle(planned: Extract<Plan, { act: 'compare' | 'rebuild' }>, replayed: ReplayOutcome): Settled {
  if (planned.act === 'rebuild') return settleRebuild(planned, replayed);
  const { damaged, rows } = planned;
  if (!replayed.ok) return restartInstead(planned, NOTICES.notReplayed(replayed.why));
  const most = rows.length > replayed.disks.length ? rows : replayed.disks;
  const differ = most.flatMap((_, node) => (sameRows(rows[node] ?? [], replayed.disks[node] ?? []) ? [] : [node]));
  const odd = differ.filter((node) => !damaged.includes(node));
  if (odd.length > 0) return restartInstead(planned, NOTICES.differs(odd.map(idOf)));
  const notices = damaged.length === 0 ? planned.notices : [...planned.notices, NOTICES.rowsRebuilt(damaged.map(idOf))];
  const run = resumed(planned, replayed.cut, replayed.disks);
  return { act: 'resume', run, progress: planned.progress, write: planned.write || damaged.length > 0, notices };
}

function settleRebuild(planned: Extract<Plan, { act: 'rebuild' }>, replayed: ReplayOutcome): Settled {
  if (replayed.ok)
    return {
      act: 'resume',
      run: resumed(planned, replayed.cut, replayed.disks),
      progress: planned.progress,
      write: true,
      notices: planned.notices,
    };
  const { otherwise } = planned;
  return { act: 'instead', plan: { ...otherwise, notices: [NOTICES.notRebuilt(planned.run.title, replayed.why), ...otherwise.notices] } };
}

function restartInstead(planned: Extract<Plan, { act: 'compare' }>, why: StorageNotice): Settled {
  const from = resumed(planned, planned.cut, planned.rows);
  return { act: 'instead', plan: { act: 'restart', from, damaged: planned.damaged, notices: [...planned.notices, why] } };
}

/** A new run in which every node recovers from its stored disk alone; a disk that is not whole is empty, so that its node never votes (D7, D8). */
export function restartFromDisks(planned: Extract<Plan, { act: 'restart' }>): {
  readonly run: Omit<StoredRun, 'session' | 'disks'>;
  readonly lostDisks: readonly NodeId[];
} {
  const { from, damaged } = planned;
  const disks = from.disks.map((rows, node) => (damaged.includes(node) ? [] : withoutTornTail(rows)));
  const run = {
    ...intoNotes(aboutOf(from), from.bookmarks).about,
    header: { config: from.header.config, disks },
    branches: [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 0 }],
    journal: new Map([[0, []]]),
    cut: { branch: 0, event: 0, at: 0 },
    damage: from.damage,
  };
  return { run, lostDisks: damaged.map(idOf) };
}

// D7: the first invalid record at the tail ends the log.
function withoutTornTail(rows: readonly DiskRow[]): readonly DiskRow[] {
  let end = rows.length;
  while (end > 0 && rows[end - 1]!.flaw === 'torn') end--;
  return rows.slice(0, end);
}

const idOf = (node: number): NodeId => node + 1;

function sameRows(a: readonly DiskRow[], b: readonly DiskRow[]): boolean {
  return a.length === b.length && a.every((row, i) => row.lsn === b[i]!.lsn && rowText(row) === rowText(b[i]!));
}

function resumed(target: Target, cut: Cut, disks: StoredRun['disks']): StoredRun {
  const { session, run } = target;
  return {
    session,
    ...aboutOf(run),
    header: run.header,
    branches: tipsReach(run.branches, cut),
    journal: run.journal,
    cut,
    disks,
    damage: [],
  };
}

const runOf = (r: StoredRun): Run => ({
  ...aboutOf(r),
  header: r.header,
  branches: r.branches,
  journal: r.journal,
  current: r.cut.branch,
});

function runOfCopy({ copy }: SecondFound, cut: Cut): Run {
  return {
    ...copy.about,
    header: copy.head.header,
    branches: tipsReach(copy.branches, cut),
    journal: copy.journal,
    current: cut.branch,
  };
}

const later = (a: Progress, b: Progress): Progress => ({
  commits: Math.max(a.commits, b.commits),
  changes: Math.max(a.changes, b.changes),
});
