// Whole random runs through the barrier: every feature, every fault, logs cut at their heads, nodes added. Killed at any commit, the run is
// found again with the disks that it had; without its journal, it goes on from what the stored disks hold.
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { below, makeStream } from '../base/prng.ts';
import { Timeline } from '../history/timeline.ts';
import type { Config } from '../sim/config.ts';
import type { Input, RunHeader } from '../sim/inputs.ts';
import { Chaos } from '../sim/search/chaos.ts';
import { drawConfig } from '../sim/search/draw-config.ts';
import type { Durable } from '../storage/durable.ts';
import { openIndexedDb } from '../storage/indexeddb.ts';
import { openWith, type Platform } from '../storage/open.ts';
import { LiveRun, optionsFor, Watch } from './live-run.ts';
import { Recorder } from './recorder.ts';
import { config, Device, Page, SEEN_MILLIS } from './testing.ts';

vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** What is stored in the stand-in for IndexedDB; the rest as in any device. */
class IndexedDevice extends Device {
  override platform(): Platform {
    return { ...super.platform(), durable: async () => this.wrap(await openIndexedDb({ name: 'chaos' })) };
  }
}

/** Dies at a commit: made and never told, or never made. */
function killer(commits: number, made: boolean): { readonly wrap: (d: Durable) => Durable; readonly dead: Promise<void> } {
  let left = commits;
  let die: () => void = () => undefined;
  const dead = new Promise<void>((resolve) => (die = resolve));
  const never = new Promise<never>(() => undefined);
  const wrap = (d: Durable): Durable => ({
    ...d,
    commit: async (c, p) => {
      if (left-- > 0) return d.commit(c, p);
      if (made) await d.commit(c, p);
      die();
      return never;
    },
  });
  return { wrap, dead };
}

/** Lives the run of a seed in a store until it ends, or for so many events. */
async function live(device: Device, header: RunHeader, seed: number, events: number, mayAct: (input: Input) => boolean): Promise<LiveRun> {
  const { store } = await openWith(device.platform(), { replay: () => Promise.resolve({ ok: false, why: 'There is nothing yet.' }) });
  const watch = new Watch();
  const timeline = new Timeline(header, [], optionsFor(watch));
  const recorder = new Recorder(store, () => undefined);
  await recorder.begin(timeline);
  const run = new LiveRun(timeline, watch, recorder);
  const chaos = new Chaos(seed);
  const ahead = makeStream(seed, 'horizon');
  while (timeline.tipEvent < events) {
    const record = await run.forwardSafely((timeline.nextAt() ?? 0) + below(ahead, 3) * 20_000);
    if (record === null) break;
    for (const input of chaos.after(record, timeline.live.world)) if (mayAct(input)) await run.act(input, timeline.live.at);
  }
  await recorder.keep(timeline);
  return run;
}

const anything = (): boolean => true;

const lived = async (device: Device, seed: number, header: RunHeader = { config: drawConfig(seed, []) }): Promise<void> => {
  const random = makeStream(seed, 'kill');
  const { wrap, dead } = killer(3 + below(random, 400), below(random, 2) === 0);
  device.wrap = wrap;
  await Promise.race([live(device, header, seed, 1_500, anything), dead]);
  device.wrap = (d) => d;
};

describe.each([
  ['memory', () => new Device()],
  ['IndexedDB', () => new IndexedDevice()],
] as const)('a random run in %s, killed at a random commit', (kind, make) => {
  it('is found again, with every disk as it is stored', async () => {
    let truncated = 0;
    let added = 0;
    for (let seed = 1; seed <= (kind === 'memory' ? 60 : 20); seed++) {
      const device = make();
      if (kind !== 'memory') globalThis.indexedDB = new IDBFactory();
      await lived(device, seed);
      const page = await Page.open(device);
      expect([seed, page.notices]).toEqual([seed, []]);
      expect([seed, (await page.ask('digest')).disksMatchStore]).toEqual([seed, true]);
      const { nodes } = page.frame.frame;
      added += nodes.length > drawConfig(seed, []).nodes ? 1 : 0;
      for (const n of nodes) {
        const { rows } = await page.ask('stored-rows', { node: n.id, from: 0, count: 2000 });
        if (rows.some((r) => r.text.startsWith('{"type":"checkpoint"'))) truncated++;
      }
    }
    expect(truncated).toBeGreaterThan(10);
    expect(added).toBeGreaterThan(0);
  });
});

describe('the default world, with a checkpoint every 50 slots', () => {
  const busy = (change: Partial<Config> = {}): Config => config({ clients: 6, thinkMicros: 0, ...change });

  it('stores what is on the disks, and little more than the last checkpoint and what came after it', async () => {
    const page = await Page.open();
    await page.ask('open-config', { title: 'Busy', config: busy() });
    await page.ask('play', { speed: 100 });
    await page.pass(300);
    await page.ask('pause');
    expect(page.frame.frame.counters.acknowledged).toBeGreaterThan(1000);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
    for (const node of [1, 2, 3]) expect((await page.ask('stored-rows', { node, from: 0, count: 1 })).total).toBeLessThan(200);
    const digest = await page.ask('digest');
    page.kill();
    const again = await Page.open(page.device, { powerFailure: true });
    expect(again.notices).toEqual([]);
    await again.ask('play', { speed: 100 });
    await again.pass(100);
    await again.ask('pause');
    expect(again.frame.frame.violation).toBeNull();
    await again.ask('undo');
    expect(await again.ask('digest')).toEqual(digest);
  });

  it('adding a node, and going back to before it was added, changes how many disks are stored', async () => {
    const page = await Page.open();
    await page.ask('open-config', { title: 'Grows', config: busy() });
    await page.ask('play', { speed: 10 });
    await page.pass(100);
    await page.ask('input', { input: { kind: 'add-node' } });
    await page.ask('input', { input: { kind: 'reconfigure', members: [1, 2, 4], policy: 'alpha-window' } });
    await page.ask('play', { speed: 10 });
    await page.pass(200);
    await page.ask('pause');
    const grown = await page.ask('digest');
    await page.pass(SEEN_MILLIS);
    expect([page.frame.frame.nodes.length, grown.disksMatchStore]).toEqual([4, true]);
    page.kill();
    const again = await Page.open(page.device);
    expect([await again.ask('digest'), again.notices]).toEqual([grown, []]);
    await again.ask('seek', { event: 20 });
    await again.ask('input', { input: { kind: 'crash', node: 1 } });
    const forked = await again.ask('digest');
    await again.pass(SEEN_MILLIS);
    expect([again.frame.frame.nodes.length, forked.disksMatchStore]).toEqual([3, true]);
    again.kill();
    const third = await Page.open(page.device);
    expect([await third.ask('digest'), third.notices]).toEqual([forked, []]);
    await third.ask('switch-branch', { branch: third.run.branches[0]!.id });
    expect(await third.ask('digest')).toEqual(grown);
  });
});

describe('without its journal', () => {
  const nothingLost = ({ kind }: Input): boolean => kind !== 'lose-disk' && kind !== 'damage';

  it('a run goes on from the checkpoints and logs on its disks, and no check speaks', async () => {
    for (let seed = 1; seed <= 16; seed++) {
      const device = new Device();
      const header = { config: { ...drawConfig(seed, []), checkpointEvery: 5, battery: false } };
      await live(device, header, seed, 1_200, nothingLost);
      const bare = new Device();
      for (const [key, text] of device.tables.meta) bare.tables.meta.set(key, text);
      bare.tables.rows.push(...device.tables.rows);
      const page = await Page.open(bare);
      expect([seed, page.notices]).toEqual([seed, ['storage-restarted']]);
      await page.ask('play', { speed: 300 });
      await page.pass(40);
      await page.ask('pause');
      const { violation } = page.frame.frame;
      expect([seed, violation?.says ?? null, page.run.halted]).toEqual([seed, null, null]);
      expect((await page.ask('digest')).disksMatchStore).toBe(true);
      const history = await page.ask('check-history');
      expect([seed, history.window]).toEqual([seed, null]);
    }
  });
});
