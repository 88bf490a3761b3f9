// A run in this tab's memory, where there is no IndexedDB: the same plan of puts and deletes, on plain maps. Gone when the tab closes.
import type { Commit, Durable, Loaded, Progress, StoredRow, StoredRun } from './durable.ts';
import { makeLedger, planCommit, planReset, type Plan } from './ledger.ts';
import { Assembly, type StoredEntry, type StoredText } from './stored.ts';

/** What lies in it; open to tests, which damage it. */
export interface MemoryTables {
  readonly meta: Map<string, StoredText>;
  /** By branch, in order. */
  readonly journal: Map<number, StoredEntry[]>;
  /** By node, in lsn order. */
  readonly rows: StoredRow[][];
}

export const makeTables = (): MemoryTables => ({ meta: new Map(), journal: new Map(), rows: [] });

/** `tables`: what an earlier one left, for tests; a ledger is made from it by `load`. */
export function makeMemoryDurable(tables: MemoryTables = makeTables()): Durable {
  const ledger = makeLedger();
  return {
    kind: 'memory',
    load: () => Promise.resolve(load(tables, ledger)),
    commit: async (commit: Commit, progress: Progress) => carryOut(tables, planCommit(ledger, commit, progress)),
    reset: async (run: StoredRun, progress: Progress) => {
      const plan = planReset(ledger, run, progress);
      tables.meta.clear();
      tables.journal.clear();
      tables.rows.length = 0;
      carryOut(tables, plan);
    },
    rows: (node, from, count) => Promise.resolve((tables.rows[node] ?? []).slice(from, from + count)),
    counts: () => ledger.lsns.map((l) => l.length),
    close: () => undefined,
  };
}

function load(tables: MemoryTables, ledger: ReturnType<typeof makeLedger>): Loaded | { readonly unreadable: string } | null {
  const entries = [...tables.journal.values()].flat();
  const assembly = new Assembly([...tables.meta.values()], entries);
  for (const rows of tables.rows) assembly.addRows(rows);
  const found = assembly.finish();
  if (found === null || 'unreadable' in found) return found;
  ledger.lsns.splice(0, ledger.lsns.length, ...tables.rows.map((rows) => rows.map((r) => r.lsn)));
  ledger.about = tables.meta.get('about')?.sum ?? null;
  ledger.journal.clear();
  for (const [branch, own] of found.run.journal)
    ledger.journal.set(
      branch,
      own.map((e) => e.event),
    );
  return found;
}

function carryOut(tables: MemoryTables, plan: Plan): void {
  for (const { node, from, to } of plan.deleteRows) tables.rows[node] = (tables.rows[node] ?? []).filter((r) => r.lsn < from || r.lsn > to);
  for (const { branch, from } of plan.deleteJournal) tables.journal.set(branch, (tables.journal.get(branch) ?? []).slice(0, from));
  for (const text of plan.meta) tables.meta.set(text.key, text);
  for (const entry of plan.journal) {
    if (!tables.journal.has(entry.branch)) tables.journal.set(entry.branch, []);
    tables.journal.get(entry.branch)!.push(entry);
  }
  for (const row of plan.rows) putRow(tables, row);
  plan.settle();
}

function putRow(tables: MemoryTables, row: StoredRow): void {
  while (tables.rows.length <= row.node) tables.rows.push([]);
  const rows = tables.rows[row.node]!;
  if (rows.length === 0 || row.lsn > rows.at(-1)!.lsn) rows.push(row);
  else {
    const at = rows.findIndex((r) => r.lsn >= row.lsn);
    rows.splice(at, rows[at]!.lsn === row.lsn ? 1 : 0, row);
  }
}
