// What the cases of the storage contract are made of: the store under test, sample runs and rows, and how a case says that it is broken.
import { aboutOf } from '../history/about.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import type { Commit, Durable, Loaded, StoredRun } from './durable.ts';
import { openIndexedDb } from './indexeddb.ts';
import { rowText } from './rows.ts';
import { putRaw } from './tampering.ts';
import type { DiskRow } from '../sim/inputs.ts';

/** A store under test. */
export interface Subject {
  /** Opens it, as a new start of the program would; what was open before is closed. */
  open(): Promise<Durable>;
  /** Puts something as it is into a table, or deletes it (undefined). */
  tamper(table: 'meta' | 'journal' | 'rows', key: string | readonly [number, number], value: unknown): Promise<void>;
}

/** The real thing, under a name of its own: in a browser, or on a stand-in. */
export function indexedDbSubject(name: string): Subject {
  let open: Durable | null = null;
  return {
    open: async () => {
      open?.close();
      open = await openIndexedDb({ name });
      return open;
    },
    tamper: async (table, key, value) => {
      open?.close();
      await putRaw({ name, table, key: key as IDBValidKey, value });
    },
  };
}

export interface ContractCase {
  readonly name: string;
  readonly run: (subject: Subject) => Promise<void>;
}

export const SESSION = '00000001-00000000000000aa';

export const promise = (lsn: number, round: number): DiskRow => ({
  lsn,
  record: { type: 'promise', ballot: { round, node: 1 }, commitIndex: 0 },
});
export const vote = (lsn: number, slot: number, value = `v${slot}`): DiskRow => ({
  lsn,
  record: {
    type: 'vote',
    ballot: { round: 3, node: 2 },
    slot,
    entry: { type: 'commands', commands: [{ session: 101_000, sequence: slot, operation: { op: 'put', key: 'x', value } }] },
    commitIndex: slot - 1,
  },
});
export const checkpoint = (lsn: number, index: number): DiskRow => ({
  lsn,
  record: {
    type: 'checkpoint',
    checkpoint: {
      index,
      state: {
        items: [
          ['x', `v${index}`, index],
          ['y', null, 3],
        ],
        sessions: [[101_000, index, { version: index, value: 'é', ok: true }]],
      },
      digest: 123_456_789_012_345,
      configurations: [{ from: 1, slot: 0, members: [1, 2, 3] }],
      retired: [],
      bytes: 300,
    },
    ballot: { round: 3, node: 2 },
    commitIndex: index,
  },
});
export const identity = (node: number): DiskRow => ({ lsn: 1, record: { type: 'identity', node, incarnation: 1 } });
export const crashAt = (event: number): JournalEntry => ({ event, at: event * 10, input: { kind: 'crash', node: 1 } });

/** A small run of three nodes. */
export function sampleRun(change: Partial<StoredRun> = {}): StoredRun {
  return {
    session: SESSION,
    title: 'A sample “run” é ∅',
    author: 'Ada',
    notes: 'First line.\nSecond: <b>é</b>',
    bookmarks: [{ branch: 0, event: 7, title: 'n1 goes', text: 'Who leads now?' }],
    header: { config: { ...DEFAULT_CONFIG, nodes: 3 } },
    branches: [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 20 }],
    journal: new Map([[0, [crashAt(7)]]]),
    cut: { branch: 0, event: 20, at: 200 },
    disks: [[identity(1), promise(2, 1)], [identity(2), promise(2, 1), vote(3, 1)], [identity(3)]],
    damage: [],
    ...change,
  };
}

export const commitOf = (change: Partial<Commit>): Commit => ({
  rows: [],
  journal: [],
  branches: [],
  cut: { branch: 0, event: 20, at: 200 },
  ...change,
});

export const at = (commits: number, changes = 0) => ({ commits, changes });

export async function begun(subject: Subject, run = sampleRun()): Promise<Durable> {
  const durable = await subject.open();
  await durable.reset(run, at(0));
  return durable;
}

export async function loaded(subject: Subject): Promise<Loaded> {
  const found = await (await subject.open()).load();
  if (found === null || 'unreadable' in found) throw new Error(`a run was expected, found ${JSON.stringify(found)}`);
  return found;
}

export const words = (run: StoredRun): string =>
  JSON.stringify([
    run.session,
    aboutOf(run),
    run.header,
    run.branches,
    [...run.journal],
    run.cut,
    run.disks.map((d) => d.map(rowText)),
    run.damage,
  ]);

export function same(found: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: found ${a}, expected ${b}`);
}

export const sameRun = (found: StoredRun, expected: StoredRun): void => same(words(found), words(expected), 'the run');

export async function refused(act: () => Promise<unknown>, name: string): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    same((thrown as Error).name, name, 'the failure');
    return;
  }
  throw new Error(`${name} was expected, nothing was thrown`);
}
