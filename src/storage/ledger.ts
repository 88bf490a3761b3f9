// What a store holds, in short: per node the lsns of its rows, per branch the events of its journal. From it and a commit follow the puts
// and deletes of one transaction, without reading the store. Changed only after the transaction is complete.
import { assert } from '../base/assert.ts';
import { aboutOf } from '../history/about.ts';
import type { EventNumber, Lsn } from '../base/units.ts';
import type { Commit, DiskChange, Progress, StoredRow, StoredRun } from './durable.ts';
import { aboutText, branchesText, cutText, headerText, storeEntry, type StoredEntry, type StoredText } from './stored.ts';
import { storeRow } from './rows.ts';

/** Mutable, owned by its store. */
export interface Ledger {
  readonly lsns: Lsn[][];
  readonly journal: Map<number, EventNumber[]>;
  /** The checksum of what is written about the run; null: nothing is stored. */
  about: string | null;
}

export const makeLedger = (): Ledger => ({ lsns: [], journal: new Map(), about: null });

/** One transaction in terms of the store: deletes first, then puts. */
export interface Plan {
  /** Rows of `node` from `from` to `to` go. */
  readonly deleteRows: readonly { readonly node: number; readonly from: Lsn; readonly to: Lsn }[];
  /** The journal of `branch` from its `from`th entry (0-based) on goes. */
  readonly deleteJournal: readonly { readonly branch: number; readonly from: number }[];
  readonly rows: readonly StoredRow[];
  readonly journal: readonly StoredEntry[];
  readonly meta: readonly StoredText[];
  /** The ledger when it is done. */
  readonly settle: () => void;
}

interface Draft {
  readonly deleteRows: Plan['deleteRows'][number][];
  readonly deleteJournal: { branch: number; from: number }[];
  readonly rows: StoredRow[];
  readonly journal: StoredEntry[];
  readonly settle: (() => void)[];
  /** Lengths when it is done. */
  readonly nodes: { count: number; last: Lsn }[];
  readonly entries: Map<number, number>;
}

/** @throws AssertionFailure where rows or entries would not be in order: a bug of the caller's. */
export function planCommit(ledger: Ledger, commit: Commit, progress: Progress): Plan {
  const draft = makeDraft(ledger);
  assert(new Set(commit.rows.map((c) => c.node)).size === commit.rows.length, 'a commit has one change for each node');
  for (const change of commit.rows) planDisk(ledger, change, draft);
  if (commit.disks !== undefined) fitDisks(commit.disks, draft);
  for (const { branch, from } of commit.dropJournal ?? []) dropEntries(ledger, branch, from, draft);
  if (commit.branches.length > 0)
    for (const branch of ledger.journal.keys()) if (!commit.branches.some((b) => b.id === branch)) removeBranch(ledger, branch, draft);
  for (const { branch, entry } of commit.journal) {
    const n = draft.entries.get(branch) ?? 0;
    draft.journal.push(storeEntry(branch, n, entry));
    draft.entries.set(branch, n + 1);
    draft.settle.push(() => eventsOf(ledger, branch).push(entry.event));
  }
  const about = commit.about === undefined ? null : aboutText(commit.about);
  const meta = [cutText(commit.cut, progress, draft.nodes, draft.entries, about?.sum ?? ledger.about)];
  if (about !== null) {
    meta.push(about);
    draft.settle.push(() => (ledger.about = about.sum));
  }
  if (commit.branches.length > 0) meta.push(branchesText(commit.branches));
  return { ...draft, meta, settle: () => draft.settle.forEach((settle) => settle()) };
}

/** Everything anew. The store deletes all first. */
export function planReset(ledger: Ledger, run: StoredRun, progress: Progress): Plan {
  const fresh = makeLedger();
  const plan = planCommit(fresh, wholeOf(run), progress);
  const settle = (): void => {
    plan.settle();
    ledger.lsns.splice(0, ledger.lsns.length, ...fresh.lsns);
    ledger.about = fresh.about;
    ledger.journal.clear();
    for (const [branch, events] of fresh.journal) ledger.journal.set(branch, events);
  };
  return { ...plan, meta: [headerText(run), ...plan.meta], settle };
}

function wholeOf(run: StoredRun): Commit {
  const journal = [...run.journal].flatMap(([branch, entries]) => entries.map((entry) => ({ branch, entry })));
  const rows = run.disks.map((add, node) => ({ node, add, remove: [] }));
  return { rows, disks: run.disks.length, journal, branches: run.branches, cut: run.cut, about: aboutOf(run) };
}

function makeDraft(ledger: Ledger): Draft {
  const nodes = ledger.lsns.map((l) => ({ count: l.length, last: l.at(-1) ?? 0 }));
  const entries = new Map([...ledger.journal].map(([branch, events]) => [branch, events.length]));
  return { deleteRows: [], deleteJournal: [], rows: [], journal: [], settle: [], nodes, entries };
}

// As many disks as there are nodes: on another branch, or after one was added, there may be fewer or more.
function fitDisks(disks: number, { nodes, deleteRows }: Draft): void {
  assert(
    nodes.slice(disks).every((n) => n.count === 0),
    'a disk that is not there has no rows',
    { disks, deleteRows: deleteRows.length },
  );
  nodes.length = Math.min(nodes.length, disks);
  while (nodes.length < disks) nodes.push({ count: 0, last: 0 });
}

function planDisk(ledger: Ledger, change: DiskChange, draft: Draft): void {
  const { node, add } = change;
  const lsns = lsnsOf(ledger, node);
  while (draft.nodes.length <= node) draft.nodes.push({ count: 0, last: 0 });
  const last = lsns.at(-1) ?? 0;
  const onlyBehind = change.truncate === undefined && change.remove.length === 0 && (add[0]?.lsn ?? Infinity) > last;
  if (!onlyBehind) return planRewritten(lsns, change, draft);
  let before = last;
  for (const row of add) {
    assert(row.lsn > before, 'rows are in order', { node, lsn: row.lsn, before });
    draft.rows.push(storeRow(node, before, row));
    before = row.lsn;
  }
  draft.nodes[node] = { count: lsns.length + add.length, last: before };
  draft.settle.push(() => add.forEach((row) => lsns.push(row.lsn)));
}

// Rows go, or take the place of others. Each row names the one before it: where that is another now, the row must come anew.
function planRewritten(lsns: Lsn[], change: DiskChange, draft: Draft): void {
  const { node, truncate = Infinity, remove, add } = change;
  const gone = new Set(remove);
  const stays = (lsn: Lsn): boolean => lsn < truncate && !gone.has(lsn);
  const comes = new Map(add.map((row) => [row.lsn, row]));
  const after = [...new Set([...lsns.filter(stays), ...comes.keys()])].sort((a, b) => a - b);
  after.forEach((lsn, i) => {
    const before = after[i - 1] ?? 0;
    const row = comes.get(lsn);
    if (row !== undefined) draft.rows.push(storeRow(node, before, row));
    else
      assert((lsns[indexOf(lsns, lsn, lsns.length) - 1] ?? 0) === before, 'a row comes anew where the one before it is another', {
        node,
        lsn,
        before,
      });
  });
  draft.deleteRows.push(...rangesOf(node, lsns, (lsn) => !stays(lsn) && !comes.has(lsn)));
  draft.nodes[node] = { count: after.length, last: after.at(-1) ?? 0 };
  draft.settle.push(() => lsns.splice(0, lsns.length, ...after));
}

// Neighbours that go are one range.
function rangesOf(node: number, lsns: readonly Lsn[], goes: (lsn: Lsn) => boolean): Plan['deleteRows'][number][] {
  const ranges: { node: number; from: Lsn; to: Lsn }[] = [];
  let open = false;
  for (const lsn of lsns) {
    const also = goes(lsn);
    if (also && open) ranges[ranges.length - 1]!.to = lsn;
    else if (also) ranges.push({ node, from: lsn, to: lsn });
    open = also;
  }
  return ranges;
}

/** The place of the first lsn at or above `lsn`, below `end`. */
function indexOf(lsns: readonly number[], lsn: number, end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lsns[middle]! < lsn) low = middle + 1;
    else high = middle;
  }
  return low;
}

function dropEntries(ledger: Ledger, branch: number, from: EventNumber, draft: Draft): void {
  const events = eventsOf(ledger, branch);
  const keep = indexOf(events, from, events.length);
  if (keep === events.length) return;
  draft.deleteJournal.push({ branch, from: keep });
  draft.entries.set(branch, keep);
  draft.settle.push(() => (events.length = keep));
}

function removeBranch(ledger: Ledger, branch: number, draft: Draft): void {
  draft.deleteJournal.push({ branch, from: 0 });
  draft.entries.delete(branch);
  draft.settle.push(() => ledger.journal.delete(branch));
}

function lsnsOf(ledger: Ledger, node: number): Lsn[] {
  while (ledger.lsns.length <= node) ledger.lsns.push([]);
  return ledger.lsns[node]!;
}

function eventsOf(ledger: Ledger, branch: number): EventNumber[] {
  let events = ledger.journal.get(branch);
  if (events === undefined) ledger.journal.set(branch, (events = []));
  return events;
}
