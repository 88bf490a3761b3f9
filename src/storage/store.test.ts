// The store as a whole, with a real world on top: what is found again after what a browser, a kill or a person did to it in between. The database
// is a stand-in, the files are in memory; e2e/ does the same to a real browser.
import { onlyTitle } from '../history/about.ts';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import type { Durable } from './durable.ts';
import { failure } from './failure.ts';
import { makeMemoryFiles, type MemoryFiles } from './files.ts';
import { openIndexedDb } from './indexeddb.ts';
import { durableRows, execute, Lab, replay } from './lab.ts';
import { makeMemoryMarker } from './marker.ts';
import { openWith, type Platform } from './open.ts';
import { rowText } from './rows.ts';
import type { StorageNotice } from './store.ts';
import { corruptRow, deleteDatabase, deleteRowsOf, putRaw } from './tampering.ts';

const HEADER = { config: { ...DEFAULT_CONFIG, nodes: 3, clients: 3, seed: 7 } };
const name = 'synod';

interface Machine {
  readonly files: MemoryFiles;
  readonly marker: ReturnType<typeof makeMemoryMarker>;
  readonly told: StorageNotice[];
  change: (platform: Platform) => Platform;
  start(): Promise<Lab>;
}

let machine: Machine;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  machine = makeMachine();
});

function makeMachine(): Machine {
  const files = makeMemoryFiles();
  const marker = makeMemoryMarker();
  const told: StorageNotice[] = [];
  const platform: Platform = {
    durable: () => openIndexedDb({ name }),
    files: () => Promise.resolve(files),
    marker,
    lock: () => Promise.resolve({ mine: true, release: () => undefined }),
  };
  const own: Machine = {
    files,
    marker,
    told,
    change: (p) => p,
    start: () => Lab.start(HEADER, (options) => openWith(own.change(platform), { ...options, notice: (n) => told.push(n) })),
  };
  return own;
}

/** A run with inputs of several kinds in it; the program is then gone, without any goodbye. */
async function worked(events = 500): Promise<Lab> {
  const lab = await machine.start();
  await lab.run(events);
  await lab.act({ kind: 'command', operation: { op: 'put', key: 'x', value: 'mine' } });
  await lab.run(200);
  await lab.act({ kind: 'crash', node: 1 });
  await lab.run(300);
  await lab.act({ kind: 'restart', node: 1 });
  await lab.run(300);
  lab.store.close();
  return lab;
}

const texts = (lab: Lab): readonly string[][] => durableRows(lab.world).map((rows) => rows.map(rowText));

/** The lab is where the other one was, or further on the same way, and its store equals its disks. */
async function sameRun(lab: Lab, before: Lab): Promise<void> {
  expect(lab.journal).toEqual(before.journal);
  const there = Math.max(lab.world.events, before.world.events);
  const [a, b] = [execute(lab.header, lab.journal, there), execute(before.header, before.journal, there)];
  expect(a.digest()).toBe(b.digest());
  await equalsItsStore(lab);
}

async function equalsItsStore(lab: Lab): Promise<void> {
  for (const [node, rows] of texts(lab).entries()) {
    const stored = await lab.store.rows(node + 1, 0, 1e6);
    expect(stored.map((r) => r.text)).toEqual(rows);
  }
}

const ids = (lab: Lab): readonly string[] => lab.found.notices.map((n) => n.id);

describe('a run that was left', () => {
  it('is found as it was: nothing to say, nothing to rebuild', async () => {
    const before = await worked();
    const after = await machine.start();
    expect(after.found).toMatchObject({ kind: 'run', rebuilt: false, notices: [], lostDisks: [] });
    await sameRun(after, before);
    await after.run(500);
    await equalsItsStore(await restarted(after));
  });

  it('is found after each of many kills, at any event', async () => {
    const lab = await machine.start();
    let current = lab;
    for (let kill = 0; kill < 12; kill++) {
      await current.run(37 * (kill + 1));
      if (kill % 3 === 1) await current.act({ kind: 'campaign', node: 2 });
      const next = await restarted(current);
      expect(next.found).toMatchObject({ kind: 'run', rebuilt: false, notices: [] });
      await sameRun(next, current);
      current = next;
    }
  });

  const restarted = (lab: Lab): Promise<Lab> => {
    lab.store.close();
    return machine.start();
  };
});

describe('what was lost is put right', () => {
  it('IndexedDB is empty: executed again from the second copy, to the byte', async () => {
    const before = await worked();
    await deleteDatabase({ name });
    const after = await machine.start();
    expect(after.found).toMatchObject({ kind: 'run', rebuilt: true });
    expect(ids(after)).toEqual(['storage-rebuilt']);
    await sameRun(after, before);
    after.store.close();
    const again = await machine.start();
    expect(again.found).toMatchObject({ kind: 'run', rebuilt: false, notices: [] });
    await sameRun(again, before);
  });

  it('IndexedDB went back to an earlier moment', async () => {
    const lab = await machine.start();
    await lab.run(800);
    lab.store.close();
    const old = await dump();
    const later = await machine.start();
    await later.run(800);
    await later.act({ kind: 'pause', node: 3 });
    await later.run(400);
    later.store.close();
    globalThis.indexedDB = new IDBFactory();
    const durable = await openIndexedDb({ name });
    await durable.reset(old.run, old.progress);
    durable.close();
    const after = await machine.start();
    expect(ids(after)).toEqual(['storage-rebuilt']);
    await sameRun(after, later);
  });

  it.each([
    ['all rows of a node are deleted', () => deleteRowsOf({ name, node: 1 })],
    ['a row in the middle is deleted', () => deleteRowsOf({ name, node: 1, from: 5, only: 1 })],
    ['the last rows are deleted', () => deleteRowsOf({ name, node: 1, from: 9 })],
    ['a row is corrupted', () => corruptRow({ name, node: 1, nth: 4 })],
  ])('%s: rebuilt by re-execution, and the node is named', async (_, tamper) => {
    const before = await worked();
    await tamper();
    const after = await machine.start();
    expect(after.found).toMatchObject({ kind: 'run', rebuilt: true, lostDisks: [] });
    expect(after.found.notices.map((n) => n.title)).toEqual(['n2: stored rows rebuilt']);
    await sameRun(after, before);
  });

  it('the second copy is gone: written anew, and good for the next loss', async () => {
    const before = await worked();
    machine.files.bytes.clear();
    const after = await machine.start();
    expect(ids(after)).toEqual(['storage-second-missing']);
    after.store.close();
    await deleteDatabase({ name });
    const again = await machine.start();
    expect(ids(again)).toEqual(['storage-rebuilt']);
    await sameRun(again, before);
  });

  it('the second copy lost its end, IndexedDB is whole', async () => {
    const before = await worked();
    for (const file of ['journal-a', 'journal-b']) machine.files.bytes.set(file, machine.files.bytes.get(file)!.slice(0, -40));
    const after = await machine.start();
    expect(ids(after)).toEqual(['storage-second-damaged']);
    await sameRun(after, before);
  });

  it('the journal in IndexedDB is damaged: taken from the second copy', async () => {
    const before = await worked();
    await putRaw({ name, table: 'journal', key: [0, 1] });
    const after = await machine.start();
    expect(after.found).toMatchObject({ rebuilt: true });
    expect(ids(after)).toEqual(['storage-journal-mended']);
    await sameRun(after, before);
  });

  it('everything is gone but the marker: said, and no run is pretended', async () => {
    await worked();
    await deleteDatabase({ name });
    machine.files.bytes.clear();
    const after = await machine.start();
    expect(after.found.kind).toBe('nothing');
    expect(ids(after)).toEqual(['storage-both-gone']);
  });
});

describe('[D8] what cannot be put right', () => {
  it('rows and both journals damaged: the node is lost for good and never votes, the others go on from their disks', async () => {
    const before = await worked();
    await deleteRowsOf({ name, node: 2, from: 3 });
    await putRaw({ name, table: 'journal', key: [0, 0] });
    machine.files.bytes.clear();
    const after = await machine.start();
    expect(after.found).toMatchObject({ kind: 'run', rebuilt: true, lostDisks: [3] });
    expect(ids(after)).toEqual(['storage-restarted', 'storage-disk-lost']);
    expect(after.world.node(3)).toMatchObject({ status: 'damaged' });
    expect(texts(after)[0]).toEqual(texts(before)[0]);
    await after.run(500);
    expect(after.world.node(3).node.damage).toContain('its disk is empty');
    after.store.close();
    const again = await machine.start();
    expect(again.found).toMatchObject({ kind: 'run', rebuilt: false, notices: [] });
    expect(again.world.node(3).status).toBe('damaged');
  });

  it('an engine that works differently does not overwrite whole rows', async () => {
    const before = await worked();
    const lab = await Lab.start(HEADER, (options) =>
      openWith(platformOf(machine), {
        ...options,
        replay: async (run, branch, event) => {
          const replayed = await replay(run, branch, event);
          return replayed.ok && event > 0 ? { ...replayed, disks: replayed.disks.map((d) => d.slice(0, -1)) } : replayed;
        },
      }),
    );
    expect(lab.found.notices[0]?.id).toBe('storage-restarted');
    expect(texts(lab)).toEqual(texts(before));
  });
});

describe('a platform that fails', () => {
  it('no IndexedDB: memory, said plainly, and the journal brings the run back all the same', async () => {
    machine.change = (p) => ({ ...p, durable: () => Promise.reject(failure('unavailable')) });
    const lab = await machine.start();
    expect([lab.store.kind, lab.store.why]).toEqual(['memory', failure('unavailable').message]);
    expect(ids(lab)).toEqual(['storage-memory']);
    const before = await worked();
    const after = await machine.start();
    expect(ids(after)).toEqual(['storage-rebuilt', 'storage-memory']);
    await sameRun(after, before);
  });

  it('no files: said plainly, and the run is kept in IndexedDB', async () => {
    machine.change = (p) => ({ ...p, files: () => Promise.resolve(null) });
    const before = await worked();
    expect(before.store.secondCopy.kept).toBe(false);
    const after = await machine.start();
    expect(ids(after)).toEqual(['storage-no-second']);
    await sameRun(after, before);
  });

  it('quota: a failed commit changes neither copy; rewriting and going on in memory both work', async () => {
    let full = false;
    machine.change = (p) => ({ ...p, durable: async () => failingWhen(await p.durable(), () => full) });
    const lab = await machine.start();
    await lab.run(600);
    full = true;
    await expect(lab.act({ kind: 'crash', node: 1 })).rejects.toMatchObject({ reason: 'quota' });
    full = false;
    await lab.act({ kind: 'crash', node: 2 });
    await lab.run(100);
    const run = { ...onlyTitle('Lab'), header: HEADER, branches: [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 0 }] };
    const whole = {
      ...run,
      journal: new Map([[0, lab.journal]]),
      cut: { branch: 0, event: lab.world.events, at: lab.world.now },
      disks: durableRows(lab.world),
    };
    await lab.store.rewrite(whole);
    await lab.store.retreat(whole, 'The browser’s storage is full.');
    expect([lab.store.kind, lab.store.why]).toEqual(['memory', 'The browser’s storage is full.']);
    await lab.act({ kind: 'restart', node: 2 });
    lab.store.close();
    await deleteDatabase({ name });
    const after = await machine.start();
    expect(after.journal.map((e) => e.input)).toEqual([
      { kind: 'crash', node: 2 },
      { kind: 'restart', node: 2 },
    ]);
    await sameRun(after, lab);
  });

  it('an input whose commit failed is in neither copy', async () => {
    let full = false;
    machine.change = (p) => ({ ...p, durable: async () => failingWhen(await p.durable(), () => full) });
    const lab = await machine.start();
    await lab.run(300);
    full = true;
    await expect(lab.act({ kind: 'crash', node: 1 })).rejects.toMatchObject({ reason: 'quota' });
    full = false;
    await lab.act({ kind: 'crash', node: 2 });
    lab.store.close();
    await deleteDatabase({ name });
    const after = await machine.start();
    expect(after.journal.map((e) => e.input)).toEqual([{ kind: 'crash', node: 2 }]);
    await sameRun(after, lab);
  });

  it('the connection is lost: the commit fails with its reason, and rewriting opens it anew', async () => {
    const lab = await machine.start();
    await lab.run(400);
    await deleteDatabase({ name });
    await expect(lab.act({ kind: 'crash', node: 1 })).rejects.toMatchObject({ reason: 'closed' });
    const branches = [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 0 }];
    const cut = { branch: 0, event: lab.world.events, at: lab.world.now };
    await lab.store.rewrite({
      ...onlyTitle('Lab'),
      header: HEADER,
      branches,
      journal: new Map([[0, lab.journal]]),
      cut,
      disks: durableRows(lab.world),
    });
    await lab.run(200);
    lab.store.close();
    const after = await machine.start();
    expect(after.found).toMatchObject({ kind: 'run', rebuilt: false, notices: [] });
    await sameRun(after, lab);
  });

  it('the second copy cannot be written any more: said once, given up, never read as the run', async () => {
    const lab = await machine.start();
    await lab.run(400);
    machine.files.failing = true;
    await lab.act({ kind: 'crash', node: 1 });
    await lab.act({ kind: 'restart', node: 1 });
    expect(machine.told.map((n) => n.id)).toEqual(['storage-second-lost']);
    expect(lab.store.secondCopy.kept).toBe(false);
    lab.store.close();
    machine.files.failing = false;
    const after = await machine.start();
    await sameRun(after, lab);
  });

  it('a second tab looks and writes nothing', async () => {
    const first = await machine.start();
    await first.run(500);
    machine.change = (p) => ({ ...p, lock: () => Promise.resolve({ mine: false, release: () => undefined }) });
    const second = await machine.start();
    expect([second.store.readOnly, ids(second)]).toEqual([true, ['storage-read-only']]);
    await expect(second.act({ kind: 'heal' })).rejects.toMatchObject({ reason: 'read-only' });
    await first.run(500);
    first.store.close();
    machine.change = (p) => p;
    const third = await machine.start();
    expect(third.found).toMatchObject({ rebuilt: false, notices: [] });
    await sameRun(third, first);
  });

  it('a new run is another session, and its marker follows', async () => {
    const before = await worked();
    const marked = machine.marker.marked!;
    expect(marked.title).toBe('Lab');
    const after = await machine.start();
    const branches = [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 0 }];
    const session = await after.store.begin({
      ...onlyTitle('Another'),
      header: HEADER,
      branches,
      journal: new Map([[0, []]]),
      cut: { branch: 0, event: 0, at: 0 },
      disks: durableRows(execute(HEADER, [], 0)),
    });
    expect(session > marked.session).toBe(true);
    expect(machine.marker.marked).toEqual({ session, title: 'Another' });
    expect(before.journal.length).toBe(3);
    after.store.close();
    const third = await machine.start();
    expect(third.found).toMatchObject({ kind: 'run', run: { title: 'Another', session } });
  });
});

const platformOf = (m: Machine): Platform => ({
  durable: () => openIndexedDb({ name }),
  files: () => Promise.resolve(m.files),
  marker: m.marker,
  lock: () => Promise.resolve({ mine: true, release: () => undefined }),
});

const failingWhen = (durable: Durable, full: () => boolean): Durable => ({
  ...durable,
  commit: (commit, progress) => (full() ? Promise.reject(failure('quota')) : durable.commit(commit, progress)),
});

async function dump() {
  const durable = await openIndexedDb({ name });
  const loaded = await durable.load();
  durable.close();
  if (loaded === null || 'unreadable' in loaded) throw new Error('a run was expected');
  return loaded;
}
