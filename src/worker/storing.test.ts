// What is stored is what happened: the barrier, resuming after a kill at any moment, power failure, a store that fails, another tab.
import { describe, expect, it, vi } from 'vitest';
import { makeStream, below } from '../base/prng.ts';
import type { Durable } from '../storage/durable.ts';
import { failure } from '../storage/failure.ts';
import { config, Device, Page, SEEN_MILLIS } from './testing.ts';

// Whole runs, with everything in them: long for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const LOADED = `title Loaded
about Five nodes, six clients without think time.

cluster n1 n2 n3 n4 n5 seed=8 clients=6
run 1ms
`;
const loaded = { fallback: { title: 'Loaded', scenario: LOADED } };

/** A database that makes the next commit and does not say so. */
const silent = (d: Durable): Durable => ({ ...d, commit: (c, p) => d.commit(c, p).then(() => new Promise(() => undefined)) });

/** A database that takes `commits` commits and never answers the next one. */
const hangsAfter =
  (commits: number) =>
  (d: Durable): Durable => {
    let left = commits;
    return { ...d, commit: (c, p) => (left-- > 0 ? d.commit(c, p) : new Promise(() => undefined)) };
  };

const acknowledged = (page: Page): number => page.frame.frame.counters.acknowledged;

describe('the barrier', () => {
  it('nothing that needed a sync has left before its rows are stored', async () => {
    const device = new Device();
    let stored = 0;
    device.wrap = (d) => ({
      ...d,
      commit: async (c, p) => {
        await d.commit(c, p);
        stored = d.counts().reduce((sum, n) => sum + n, 0);
      },
    });
    const page = await Page.open(device, loaded);
    for (let i = 0; i < 400; i++) {
      await page.ask('step', { unit: 'event', direction: 1 });
      await page.pass(SEEN_MILLIS);
      const synced = page.frame.frame.nodes.reduce((sum, n) => sum + n.disk.synced, 0);
      expect(stored).toBeGreaterThanOrEqual(synced);
    }
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
  });

  it('several sync instants that are due at once share one transaction', async () => {
    const page = await Page.open(new Device(), loaded);
    await page.ask('play', { speed: 1000 });
    await page.pass(20);
    await page.ask('pause');
    const { storage, tipEvent } = page.run;
    if (storage.kind !== 'indexeddb') throw new Error(storage.kind);
    expect(tipEvent).toBeGreaterThan(10_000);
    expect(storage.commits).toBeLessThan(tipEvent / 100);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
  });

  it('while a commit is under way the syncs have not taken effect, and the page is still answered', async () => {
    const device = new Device();
    device.wrap = hangsAfter(3);
    const page = await Page.open(device, loaded);
    void page.ask('play', { speed: 1 });
    await page.pass(500);
    const { event } = page.frame.frame;
    await page.pass(500);
    expect(page.frame.frame.event).toBe(event);
    expect(await page.ask('painted')).toBeNull();
  });
});

describe('resuming', () => {
  it('goes on exactly where it stood, with the same digest', async () => {
    const page = await Page.open(new Device(), loaded);
    await page.ask('play', { speed: 1 });
    await page.pass(700);
    await page.ask('pause');
    const digest = await page.ask('digest');
    page.kill();
    const again = await Page.open(page.device, loaded);
    expect(await again.ask('digest')).toEqual(digest);
    expect([again.run.session, again.run.title, again.notices]).toEqual([page.run.session, 'Loaded', []]);
    await again.pass(SEEN_MILLIS);
    expect(again.frame.playing).toBe(false);
  });

  it('after a kill at any commit, twice in a row, everything acknowledged is there and every disk equals its rows', async () => {
    const random = makeStream(1, 'kills');
    for (let round = 0; round < 12; round++) {
      const device = new Device();
      device.wrap = hangsAfter(5 + below(random, 120));
      const page = await Page.open(device, loaded);
      void page.ask('play', { speed: 1 + below(random, 4) * 20 });
      const act = below(random, 3);
      await page.pass(100 + below(random, 400));
      if (act > 0) void page.ask('input', { input: { kind: 'crash', node: 1 + below(random, 5) } });
      if (act > 1) void page.ask('input', { input: { kind: 'command', operation: { op: 'put', key: 'k', value: String(round) } } });
      await page.pass(1500);
      const seen = acknowledged(page);
      const { tipEvent } = page.run;
      page.kill();

      device.wrap = hangsAfter(below(random, 4));
      const second = await Page.open(device, loaded);
      expect(acknowledged(second)).toBeGreaterThanOrEqual(0);
      void second.ask('play', { speed: 5 });
      await second.pass(300);
      second.kill();

      device.wrap = (d) => d;
      const third = await Page.open(device, loaded);
      expect((await third.ask('digest')).disksMatchStore).toBe(true);
      expect(third.notices).toEqual([]);
      // What had been told comes again on the way on: the same events, whatever was lost of memory.
      await third.ask('play', { speed: 50 });
      for (let i = 0; i < 100 && (third.run.tipEvent < tipEvent || acknowledged(third) < seen); i++) await third.pass(50);
      await third.ask('pause');
      expect(third.run.tipEvent).toBeGreaterThanOrEqual(tipEvent);
      expect(acknowledged(third)).toBeGreaterThanOrEqual(seen);
      expect((await third.ask('digest')).disksMatchStore).toBe(true);
    }
  });

  it('an input that was safe and had not taken effect takes effect', async () => {
    const device = new Device();
    let stalled = false;
    device.wrap = (d) => ({ ...d, commit: (c, p) => (stalled ? silent(d).commit(c, p) : d.commit(c, p)) });
    const page = await Page.open(device, loaded);
    await page.ask('step', { unit: 'commit', direction: 1 });
    const { event } = await page.ask('digest');
    // The engine dies after the commit, before it has gone on: the commit is made and never told.
    stalled = true;
    void page.ask('input', { input: { kind: 'crash', node: 2 } });
    await page.pass(SEEN_MILLIS);
    page.kill();
    stalled = false;
    const again = await Page.open(device, loaded);
    const found = await again.ask('events', { from: event, count: 1 });
    expect(found[0]!.text).toMatch(/^n2 crashes/);
  });

  it('brings back every branch, and the one that was current', async () => {
    const page = await Page.open(new Device(), loaded);
    await page.ask('play', { speed: 1 });
    await page.pass(600);
    await page.ask('seek', { event: 200 });
    await page.ask('input', { input: { kind: 'crash', node: 1 } });
    await page.ask('step', { unit: 'commit', direction: 1 });
    await page.ask('seek', { event: 100 });
    await page.ask('input', { input: { kind: 'pause', node: 2 } });
    await page.ask('switch-branch', { branch: page.run.branches[1]!.id });
    const digest = await page.ask('digest');
    const { branches, marks, reigns } = page.run;
    page.kill();
    const again = await Page.open(page.device, loaded);
    expect([again.run.branches, again.run.marks, again.run.reigns]).toEqual([branches, marks, reigns]);
    expect(await again.ask('digest')).toEqual(digest);
  });
});

describe('power failure', () => {
  it('every node comes back from its stored rows alone; what was acknowledged is there; undo brings back the run before', async () => {
    const page = await Page.open(new Device(), loaded);
    await page.ask('play', { speed: 1 });
    await page.pass(900);
    await page.ask('pause');
    const before = await page.ask('digest');
    const seen = acknowledged(page);
    page.kill();
    const again = await Page.open(page.device, { ...loaded, powerFailure: true });
    await again.pass(SEEN_MILLIS);
    const { frame } = again.frame;
    expect(frame.nodes.every((n) => n.role === 'follower' && n.leader === 0 && n.disk.written === n.disk.synced)).toBe(true);
    expect((await again.ask('digest')).disksMatchStore).toBe(true);
    const { reached } = await again.ask('run-until', { condition: 'leader', speed: null });
    expect(reached).toBe(true);
    await again.ask('play', { speed: 10 });
    await again.pass(500);
    await again.ask('pause');
    expect(again.frame.frame.violation).toBeNull();
    expect(acknowledged(again)).toBeGreaterThan(seen);
    expect(await again.ask('undo')).toEqual({ undone: 'Cut the power' });
    expect(await again.ask('digest')).toEqual(before);
  });
});

describe('a store that fails', () => {
  it.each(['quota', 'unavailable', 'unknown'] as const)('%s: it is said, and the run goes on in memory, whole', async (reason) => {
    const device = new Device();
    let left = 20;
    device.wrap = (d) => ({ ...d, commit: (c, p) => (left-- > 0 ? d.commit(c, p) : Promise.reject(failure(reason))) });
    const page = await Page.open(device, loaded);
    await page.ask('play', { speed: 1 });
    await page.pass(1500);
    await page.ask('pause');
    expect(page.notices).toEqual(['storage-memory']);
    expect(page.run.storage.kind).toBe('memory');
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
    expect(acknowledged(page)).toBeGreaterThan(20);
    const plain = await Page.open(new Device(), loaded);
    await plain.ask('run-until', { condition: 'leader', speed: null });
    await plain.ask('play', { speed: 50 });
    await plain.pass(50);
    await plain.ask('seek', { event: 500 });
    await page.ask('seek', { event: 500 });
    expect((await page.ask('digest')).digest).toBe((await plain.ask('digest')).digest);
  });

  it('a connection that was lost is opened again, and nothing needs to be said', async () => {
    const device = new Device();
    let left = 20;
    device.wrap = (d) => ({ ...d, commit: (c, p) => (left-- === 0 ? Promise.reject(failure('closed')) : d.commit(c, p)) });
    const page = await Page.open(device, loaded);
    await page.ask('play', { speed: 1 });
    await page.pass(1500);
    await page.ask('pause');
    expect([page.notices, page.run.storage.kind]).toEqual([[], 'indexeddb']);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
    const digest = await page.ask('digest');
    page.kill();
    device.wrap = (d) => d;
    expect(await (await Page.open(device, loaded)).ask('digest')).toEqual(digest);
  });
});

describe('stopping', () => {
  it('a violation stops the run at its event; it is there again after a reload; before it one can go another way', async () => {
    const device = new Device();
    const page = await Page.open(device);
    await page.ask('open-config', { title: 'Broken', config: config({ switches: ['vote-before-sync'], syncMicros: 50_000, clients: 4 }) });
    await page.ask('play', { speed: 1 });
    await page.pass(1200);
    for (const node of [1, 2, 3, 1, 2, 3]) {
      if (page.frame.frame.violation !== null) break;
      await page.ask('input', { input: { kind: 'crash', node } });
      await page.ask('input', { input: { kind: 'restart', node } }).catch(() => undefined);
      await page.pass(700);
    }
    const { violation, event } = page.frame.frame;
    expect(violation).not.toBeNull();
    expect([page.frame.playing, event]).toEqual([false, violation!.event + 1]);
    expect(page.run.marks.at(-1)!.kind).toBe('violation');
    await expect(page.ask('play', { speed: 1 })).rejects.toThrow(/does not hold/);
    await page.pass(SEEN_MILLIS);
    page.kill();
    const again = await Page.open(device);
    expect(again.frame.frame.violation).toEqual(violation);
    await again.ask('seek', { event: violation!.event - 1 });
    await again.ask('input', { input: { kind: 'heal' } });
    await again.ask('play', { speed: 1 });
    await again.pass(50);
    expect(again.run.branches).toHaveLength(2);
  });

  it('in spite of a violation it goes on, and is there again beyond it; its trace opens beyond it as well', async () => {
    const device = new Device();
    const page = await Page.open(device);
    await page.ask('open-config', { title: 'Broken', config: config({ switches: ['reply-early'] }) });
    await page.ask('play', { speed: 1 });
    await page.pass(1500);
    const { violation } = page.frame.frame;
    expect(violation?.invariant).toBe('I9');
    await page.ask('input', { input: { kind: 'go-on' } });
    await page.ask('play', { speed: 1 });
    await page.pass(300);
    await page.ask('pause');
    await page.pass(SEEN_MILLIS);
    expect(page.frame.frame).toMatchObject({ violation, wentOn: true });
    expect(page.run.tipEvent).toBeGreaterThan(violation!.event + 50);
    const digest = await page.ask('digest');
    const { name, text } = await page.ask('save');
    page.kill();
    const again = await Page.open(device);
    expect(await again.ask('digest')).toEqual(digest);
    expect(again.frame.frame).toMatchObject({ violation, wentOn: true });
    expect(await again.ask('open-trace', { name, text })).toEqual({ note: null });
    expect(await again.ask('digest')).toMatchObject({ digest: digest.digest, event: digest.event });
  });
});

describe('another tab', () => {
  it('can look at everything and change nothing', async () => {
    const page = await Page.open(new Device(), loaded);
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    await page.ask('pause');
    const digest = await page.ask('digest');
    page.device.mine = false;
    const other = await Page.open(page.device, loaded);
    expect([other.run.readOnly, other.notices]).toEqual([true, ['storage-read-only']]);
    expect((await other.ask('digest')).digest).toBe(digest.digest);
    await other.ask('seek', { event: 10 });
    await other.ask('step', { unit: 'message', direction: 1 });
    await other.ask('play', { speed: 100 });
    await other.pass(500);
    expect([other.frame.live, other.frame.playing, other.run.tipEvent]).toEqual([true, false, page.run.tipEvent]);
    for (const asked of [
      other.ask('input', { input: { kind: 'crash', node: 1 } }),
      other.ask('undo'),
      other.ask('play', { speed: 1 }),
      other.ask('open-config', { title: 'x', config: config() }),
    ])
      await expect(asked).rejects.toThrow(/open in another tab/);
  });
});

describe('disks', () => {
  it('crashes, torn tails, lost and damaged disks and forks are stored as they are', async () => {
    const random = makeStream(4, 'faults');
    const page = await Page.open(new Device(), loaded);
    await page.ask('input', { input: { kind: 'set', field: 'syncMicros', value: 30_000 } });
    for (let i = 0; i < 60; i++) {
      const node = 1 + below(random, 5);
      const kinds = ['crash', 'crash', 'restart', 'restart', 'lose-disk', 'campaign', 'pause', 'resume'] as const;
      await page.ask('input', { input: { kind: kinds[below(random, kinds.length)]!, node } }).catch(() => undefined);
      if (i % 9 === 0) await page.ask('input', { input: { kind: 'damage', node, lsn: 3 } }).catch(() => undefined);
      if (i % 13 === 12) await page.ask('seek', { event: Math.floor(page.run.tipEvent / 2) });
      await page.ask('play', { speed: 1 });
      await page.pass(60);
      await page.ask('pause');
      expect((await page.ask('digest')).disksMatchStore).toBe(true);
    }
    expect(page.run.branches.length).toBeGreaterThan(3);
    const digest = await page.ask('digest');
    page.kill();
    const again = await Page.open(page.device, loaded);
    expect([await again.ask('digest'), again.notices]).toEqual([digest, []]);
  });
});
