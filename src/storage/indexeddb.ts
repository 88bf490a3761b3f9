// A run in IndexedDB: one database, three stores (meta, journal, rows), one read-write transaction for each commit.
// Durability is 'relaxed': measured, no acknowledged transaction was lost to SIGKILL either way, strict costs a third of the commits a second
// (2,500–3,500 against 4,300–4,700), and what a cut of the machine's own power may take is in the second copy, which is flushed.
import { openDB, unwrap, type DBSchema, type IDBPDatabase } from 'idb';
import type { Durable, Loaded, StoredRow } from './durable.ts';
import { failure, toFailure } from './failure.ts';
import { makeLedger, planCommit, planReset, type Ledger, type Plan } from './ledger.ts';
import { Assembly, isNode, type StoredEntry, type StoredText } from './stored.ts';

interface Tables extends DBSchema {
  meta: { key: string; value: StoredText };
  journal: { key: [number, number]; value: StoredEntry };
  rows: { key: [number, number]; value: StoredRow };
}
type Database = IDBPDatabase<Tables>;

const VERSION = 1;
const STORES = ['meta', 'journal', 'rows'] as const;
/** A `getAll` of 10,000 rows takes 55 ms: pages keep the thread alive between them. */
const PAGE = 5_000;
/** A database that does not open in this time is taken as blocked; some browsers never answer. */
const OPEN_MS = 5_000;

export interface IndexedDbOptions {
  readonly name: string;
  /** Told how many rows have been read so far. */
  readonly progress?: (rows: number) => void;
}

/** @throws StorageFailure where there is no IndexedDB, or another tab blocks it */
export async function openIndexedDb(options: IndexedDbOptions): Promise<Durable> {
  const connection = await connect(options.name);
  const ledger = makeLedger();
  const write = async (plan: Plan, fresh: boolean): Promise<void> => {
    await carryOut(connection.use(), plan, fresh);
    plan.settle();
  };
  return {
    kind: 'indexeddb',
    load: () => guarded(() => load(connection.use(), ledger, options.progress)),
    commit: (commit, progress) => guarded(() => write(planCommit(ledger, commit, progress), false)),
    reset: (run, progress) => guarded(() => write(planReset(ledger, run, progress), true)),
    rows: (node, from, count) => guarded(() => readRows(connection.use(), ledger, node, from, count)),
    counts: () => ledger.lsns.map((l) => l.length),
    close: connection.close,
  };
}

async function guarded<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (thrown) {
    // A broken assumption of our own is a bug and not the platform's failure.
    if (thrown instanceof Error && thrown.name === 'AssertionFailure') throw thrown;
    throw toFailure(thrown);
  }
}

interface Connection {
  /** @throws StorageFailure once it has been closed */
  readonly use: () => Database;
  readonly close: () => void;
}

async function connect(name: string): Promise<Connection> {
  if (typeof indexedDB === 'undefined') throw failure('unavailable');
  let closed = false;
  const open = (): Promise<Database> =>
    openDB<Tables>(name, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('meta', { keyPath: 'key' });
        fresh.createObjectStore('journal', { keyPath: ['branch', 'n'] });
        fresh.createObjectStore('rows', { keyPath: ['node', 'lsn'] });
      },
      // Another tab deletes or upgrades the database: it goes on, this one notices at its next commit.
      blocking: (_current, _wanted, event) => {
        closed = true;
        (event.target as IDBDatabase).close();
      },
      terminated: () => (closed = true),
    });
  const db = await inTime(persistently(open));
  const use = (): Database => {
    if (closed) throw failure('closed');
    return db;
  };
  const close = (): void => {
    closed = true;
    db.close();
  };
  return { use, close };
}

/** After a browser was killed, its files may be damaged, or held by what is left of it: it says so, and opens them when it is asked again. */
const OPEN_TRIES = 6;
const BETWEEN_TRIES_MS = 400;

async function persistently(open: () => Promise<Database>): Promise<Database> {
  for (let tries = 1; ; tries++) {
    try {
      return await open();
    } catch (thrown) {
      if (tries >= OPEN_TRIES || !(thrown instanceof Error) || thrown.name !== 'UnknownError') throw thrown;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    }
  }
}

async function inTime(opening: Promise<Database>): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), OPEN_MS)));
  try {
    const first = await Promise.race([opening, late]);
    if (first !== 'late') return first;
    void opening.then((db) => db.close()).catch(toFailure);
    throw failure('blocked');
  } catch (thrown) {
    const failed = toFailure(thrown);
    throw failed.reason === 'closed' || failed.reason === 'unknown' ? failure('unavailable') : failed;
  } finally {
    clearTimeout(timer);
  }
}

// Bare requests: a promise for each of some hundred puts would cost as much as the puts. Their errors abort the transaction.
async function carryOut(db: Database, plan: Plan, fresh: boolean): Promise<void> {
  const tx = db.transaction(STORES, 'readwrite', { durability: 'relaxed' });
  const done = tx.done;
  try {
    const [meta, journal, rows] = STORES.map((name) => unwrap(tx.objectStore(name)) as unknown as IDBObjectStore) as [
      IDBObjectStore,
      IDBObjectStore,
      IDBObjectStore,
    ];
    if (fresh) for (const store of [meta, journal, rows]) store.clear();
    for (const { node, from, to } of plan.deleteRows) rows.delete(IDBKeyRange.bound([node, from], [node, to]));
    for (const { branch, from } of plan.deleteJournal) journal.delete(IDBKeyRange.bound([branch, from], [branch, Infinity]));
    for (const text of plan.meta) meta.put(text);
    for (const entry of plan.journal) journal.put(entry);
    for (const row of plan.rows) rows.put(row);
    tx.commit();
  } catch (thrown) {
    // Nothing of a half-made commit may stay.
    tx.abort();
    await Promise.allSettled([done]);
    throw thrown;
  }
  await done;
}

// One transaction, so that what is read is one moment of the run, even where another tab is writing.
async function load(
  db: Database,
  ledger: Ledger,
  progress: IndexedDbOptions['progress'],
): Promise<Loaded | { readonly unreadable: string } | null> {
  const tx = db.transaction(STORES, 'readonly');
  const texts = await tx.objectStore('meta').getAll();
  const entries = await tx.objectStore('journal').getAll();
  const assembly = new Assembly(texts, entries);
  const lsns: number[][] = [];
  let read = 0;
  for (let range: IDBKeyRange | null = null; ;) {
    const page: StoredRow[] = await tx.objectStore('rows').getAll(range, PAGE);
    assembly.addRows(page);
    for (const row of page) if (isNode(row.node)) (lsns[row.node] ??= []).push(row.lsn);
    read += page.length;
    progress?.(read);
    if (page.length < PAGE) break;
    range = IDBKeyRange.lowerBound([page.at(-1)!.node, page.at(-1)!.lsn], true);
  }
  const found = assembly.finish();
  if (found === null || 'unreadable' in found) return found;
  ledger.lsns.splice(0, ledger.lsns.length, ...Array.from(lsns, (l) => l ?? []));
  ledger.about = texts.find((t) => t.key === 'about')?.sum ?? null;
  ledger.journal.clear();
  for (const [branch, own] of found.run.journal)
    ledger.journal.set(
      branch,
      own.map((e) => e.event),
    );
  return found;
}

function readRows(db: Database, ledger: Ledger, node: number, from: number, count: number): Promise<readonly StoredRow[]> {
  const first = ledger.lsns[node]?.[from];
  if (first === undefined || count <= 0) return Promise.resolve([]);
  return db.getAll('rows', IDBKeyRange.bound([node, first], [node, Infinity]), count);
}
