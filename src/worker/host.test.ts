// The host as the page sees it: one reply to every request, time both ways, acts, branches, runs opened and saved, and what is stored.
import { describe, expect, it, vi } from 'vitest';
import { assertNever } from '../base/assert.ts';
import { World } from '../sim/world.ts';
import { config, Device, Page, SCENARIO, SEEN_MILLIS } from './testing.ts';
import type { StepUnit } from './protocol.ts';

// Long for a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const { step } = World.prototype;
const crash = (node: number) => ({ input: { kind: 'crash', node } }) as const;

describe('playing', () => {
  it('begins the fallback where nothing is stored, and stands', async () => {
    const page = await Page.open();
    expect(page.run.title).toBe('A cluster');
    expect(page.run.storage.kind).toBe('indexeddb');
    expect(page.run.session).not.toBe('');
    expect([page.frame.playing, page.frame.live]).toEqual([false, true]);
    await page.pass(500);
    expect(page.frame.frame.event).toBe(page.run.tipEvent);
  });

  it('virtual time goes by at the speed asked for, whatever happens in it', async () => {
    const page = await Page.open();
    const begun = page.frame.shownAt;
    await page.ask('play', { speed: 0.5 });
    await page.pass(1000);
    expect(page.frame.frame.at).toBeLessThanOrEqual(begun + 500_000);
    expect(page.frame.frame.nextAt!).toBeGreaterThan(begun + 490_000); // but for what is being painted
    await page.ask('speed', { speed: 2 });
    await page.pass(1000);
    expect(page.frame.frame.nextAt!).toBeGreaterThan(begun + 2_440_000);
    await page.ask('pause');
    await page.pass(SEEN_MILLIS);
    const { event } = page.frame.frame;
    await page.pass(1000);
    expect([page.frame.frame.event, page.frame.playing]).toEqual([event, false]);
  });

  it('has at most one frame under way, and then sends the latest', async () => {
    const page = await Page.open();
    await page.pass(SEEN_MILLIS);
    page.paints = false;
    await page.ask('play', { speed: 1 });
    await page.pass(SEEN_MILLIS);
    const frames = () => page.said.filter((m) => m.type === 'frame').length;
    const before = frames();
    await page.pass(2000);
    expect(frames()).toBeLessThanOrEqual(before + 1);
    await page.ask('painted');
    expect(frames()).toBeLessThanOrEqual(before + 2);
    expect(page.frame.shownAt).toBeGreaterThan(1_900_000);
  });

  it('plays the recorded future, without storing anything, and then goes on live', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(600);
    await page.ask('pause');
    const { tipEvent } = page.run;
    const stored = page.run.storage;
    await page.ask('seek', { event: 5 });
    await page.pass(SEEN_MILLIS);
    expect([page.frame.live, page.frame.frame.event]).toEqual([false, 5]);
    await page.ask('play', { speed: 1 });
    await page.pass(300);
    await page.ask('pause');
    expect(page.run.tipEvent).toBe(tipEvent);
    expect(page.run.storage).toEqual(stored);
    await page.ask('play', { speed: 1 });
    await page.pass(1000);
    expect([page.frame.live, page.run.tipEvent > tipEvent]).toEqual([true, true]);
  });
});

describe('stepping and seeking', () => {
  const units: readonly StepUnit[] = ['event', 'message', 'commit', 'phase', 'landmark'];

  it.each(units)('by %s: forward makes new events, back and forward again show the same', async (unit) => {
    const page = await Page.open();
    const seen: string[] = [];
    const here = async (): Promise<string> => JSON.stringify(await page.ask('digest'));
    for (let i = 0; i < 4; i++) {
      await page.ask('step', { unit, direction: 1 });
      seen.push(await here());
      // What a calm run lacks: another election. It is no landmark itself that a person asks for it.
      if (unit === 'phase' || unit === 'landmark') await page.ask('input', { input: { kind: 'campaign', node: 1 + (i % 3) } });
    }
    expect(new Set(seen).size).toBe(4);
    if (unit === 'phase' || unit === 'landmark') return;
    for (const expected of [2, 1, 0]) {
      await page.ask('step', { unit, direction: -1 });
      expect(await here()).toBe(seen[expected]);
    }
    await page.ask('step', { unit, direction: 1 });
    expect(await here()).toBe(seen[1]);
    await page.pass(SEEN_MILLIS);
    expect(page.frame.playing).toBe(false);
  });

  it('what does not come soon does not carry the run away', async () => {
    const page = await Page.open(undefined, {
      fallback: { title: 'Calm', scenario: `${SCENARIO.replace('clients=2', 'clients=0')}run until leader\n` },
    });
    const { tipEvent } = page.run;
    await expect(page.ask('step', { unit: 'commit', direction: 1 })).rejects.toThrow(/^No slot newly chosen within the next 20,000 events/);
    expect(page.run.tipEvent).toBe(tipEvent);
  });

  it('by time: the playhead stands where it was put, between two events', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(800);
    await page.ask('seek-time', { at: 400_123 });
    await page.pass(SEEN_MILLIS);
    const { frame, shownAt, playing } = page.frame;
    expect([shownAt, playing]).toEqual([400_123, false]);
    expect(frame.at <= 400_123 && frame.nextAt! > 400_123).toBe(true);
  });

  it('an older seek that waits is left out', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    await Promise.all([page.ask('seek', { event: 100 }), page.ask('seek', { event: 50 }), page.ask('seek', { event: 7 })]);
    await page.pass(SEEN_MILLIS);
    expect(page.frame.frame.event).toBe(7);
  });

  it('runs until a condition holds, at once or at a speed; a pause ends it', async () => {
    const page = await Page.open();
    const led = await page.ask('run-until', { condition: 'leader', speed: null });
    expect(led.reached).toBe(true);
    expect(await page.ask('holds', { condition: 'leader' })).toEqual({ holds: true });
    const chosen = page.ask('run-until', { condition: 'applied 3 everywhere', speed: 1 });
    await page.pass(5000);
    expect((await chosen).reached).toBe(true);
    await page.pass(SEEN_MILLIS);
    expect(page.frame.playing).toBe(false);
    const never = page.ask('run-until', { condition: 'applied 3000 everywhere', speed: 1 });
    await page.pass(100);
    await page.ask('pause');
    expect((await never).reached).toBe(false);
    await expect(page.ask('run-until', { condition: 'nonsense', speed: 1 })).rejects.toThrow(/nonsense/);
  });
});

describe('acting', () => {
  it('at the tip goes on, in the past forks; undo goes back to the branch before', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    await page.ask('pause');
    expect(await page.ask('input', crash(2))).toEqual({ forked: null });
    expect(page.run.canUndo).toBe(true);
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    await page.ask('pause');
    const old = await page.ask('digest');
    await page.ask('seek', { event: 100 });
    const { forked } = await page.ask('input', crash(1));
    expect(forked).not.toBeNull();
    expect(page.run.branches.map((b) => [b.name, b.current])).toEqual([
      ['First run', false],
      ['Crash n1', true],
    ]);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
    expect(await page.ask('undo')).toEqual({ undone: 'Crash n1' });
    await page.pass(SEEN_MILLIS);
    expect([page.frame.live, page.frame.frame.event]).toEqual([false, 100]);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
    await page.ask('switch-branch', { branch: forked! });
    await page.ask('switch-branch', { branch: page.run.branches[0]!.id });
    expect(await page.ask('digest')).toEqual(old);
  });

  it('what a script did is nobody’s act: not after a reload either', async () => {
    const scripted = `${SCENARIO}crash n2\nrun 5ms\n`;
    const page = await Page.open(new Device(), { fallback: { title: 'A cluster', scenario: scripted } });
    expect([page.run.canUndo, page.run.acts]).toEqual([false, 0]);
    page.kill();
    const again = await Page.open(page.device);
    expect([again.run.canUndo, again.run.acts]).toEqual([false, 0]);
    expect(await again.ask('undo')).toEqual({ undone: null });
    await again.ask('input', crash(3));
    expect([again.run.canUndo, again.run.acts]).toEqual([true, 1]);
    again.kill();
    const third = await Page.open(page.device);
    expect([third.run.canUndo, third.run.acts]).toEqual([true, 1]);
    expect(await third.ask('undo')).toEqual({ undone: 'Crash n3' });
    expect([third.run.canUndo, third.run.acts]).toEqual([false, 1]); // it stays, on its branch
    const { text } = await third.ask('save');
    const other = await Page.open();
    await other.ask('open-trace', { name: 'x', text });
    expect([other.run.canUndo, other.run.acts]).toEqual([false, 1]);
    const lied = text.replace('"seed"', '"scripted":3,"seed"').replace('"scripted":1,', '');
    await expect(other.ask('open-trace', { name: 'x', text: lied })).rejects.toThrow('found 3 scripted inputs; expected at most 2');
  });

  it('what cannot take effect is refused with its reason and leaves no trace', async () => {
    const page = await Page.open();
    const { tipEvent } = page.run;
    await expect(page.ask('input', { input: { kind: 'restart', node: 1 } })).rejects.toThrow('n1 is up; expected it to be crashed.');
    await expect(page.ask('input', crash(8))).rejects.toThrow('There is no n8');
    expect([page.run.tipEvent, page.run.canUndo]).toEqual([tipEvent, false]);
  });

  it('branches are renamed and removed, or a sentence says why not', async () => {
    const page = await Page.open();
    await page.ask('step', { unit: 'commit', direction: 1 });
    await page.ask('seek', { event: 10 });
    await page.ask('input', crash(1));
    const [first, second] = page.run.branches;
    await page.ask('rename-branch', { branch: first!.id, name: 'As it was' });
    expect(page.run.branches[0]!.name).toBe('As it was');
    await expect(page.ask('remove-branch', { branch: first!.id })).rejects.toThrow(/is the first branch/);
    expect(await page.ask('remove-branch', { branch: second!.id })).toEqual({ removed: 1 });
    expect(page.run.branches).toMatchObject([{ id: first!.id, current: true }]);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
  });
});

describe('looking', () => {
  it('at what the clients saw: judged at the shown moment, in numbers and words', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 100 });
    await page.pass(50);
    await page.ask('pause');
    await page.pass(SEEN_MILLIS);
    const now = await page.ask('check-history');
    expect(now).toMatchObject({ window: null, undecided: [], forgotten: 0, stale: 0, event: page.run.tipEvent });
    expect(now.operations - now.unknown).toBe(page.frame.frame.counters.acknowledged);
    await page.ask('seek', { event: 300 });
    const then = await page.ask('check-history');
    expect(then.event).toBe(300);
    expect(then.operations).toBeLessThan(now.operations);
    page.kill();
    const again = await Page.open(page.device);
    expect(await again.ask('check-history')).toEqual(now);
  });

  it('events in words, by number and by filter, newest first', async () => {
    const page = await Page.open();
    await page.ask('step', { unit: 'commit', direction: 1 });
    const all = await page.ask('events', { from: 3, count: 20 });
    expect(all.map((e) => e.event)).toEqual(Array.from({ length: 20 }, (_, i) => i + 3));
    const filter = { text: '', topics: ['election' as const], actor: 0, notableOnly: true };
    const found = await page.ask('find-events', { filter, before: null, limit: 5 });
    expect(found.events.length).toBeGreaterThan(0);
    expect(found.events.every((e, i, list) => e.topics.includes('election') && (i === 0 || e.event < list[i - 1]!.event))).toBe(true);
    const none = await page.ask('find-events', { filter: { ...filter, text: 'no such words' }, before: 50, limit: 5 });
    expect(none).toEqual({ events: [], searchedBackTo: 0, done: true });
  });

  it('stored rows as they are stored, and what is only in the cache', async () => {
    const page = await Page.open();
    await page.ask('step', { unit: 'commit', direction: 1 });
    await page.pass(SEEN_MILLIS);
    const { total, rows, kind } = await page.ask('stored-rows', { node: 1, from: 0, count: 50 });
    expect([kind, rows.length]).toEqual(['indexeddb', total]);
    expect(rows[0]!.text).toContain('identity');
    expect(rows.filter((r) => r.synced).length).toBe(page.frame.frame.nodes[0]!.disk.synced);
  });

  it('a slot in words, and the window of the log that is asked for', async () => {
    const page = await Page.open();
    await page.ask('step', { unit: 'commit', direction: 1 });
    expect((await page.ask('slot-detail', { slot: 1 })).lines.length).toBeGreaterThan(0);
    await page.ask('view', { firstSlot: 3, slots: 5 });
    await page.pass(SEEN_MILLIS);
    expect([page.frame.frame.log.first, page.frame.frame.log.count]).toEqual([3, 5]);
  });
});

describe('runs', () => {
  it('saved and opened again, it is the same run with the same branches', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(900);
    await page.ask('seek', { event: 300 });
    await page.ask('input', crash(1));
    await page.ask('step', { unit: 'message', direction: 1 });
    const digest = await page.ask('digest');
    const { branches } = page.run;
    const { name, text } = await page.ask('save');
    expect(name).toBe('a-cluster.synod.json');
    await page.ask('open-config', { title: 'Other', config: config({ seed: 9 }) });
    expect(page.run.title).toBe('Other');
    expect(await page.ask('open-trace', { name, text })).toEqual({ note: null });
    expect(await page.ask('digest')).toEqual(digest);
    expect(page.run.branches).toEqual(branches);
  });

  it('a trace that goes another way is opened up to the last equal digest, and says so', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(4500);
    await page.ask('pause');
    const { name, text } = await page.ask('save');
    const bent = text.replace(/("event":2000,"digest":")./, '$1f');
    expect(bent).not.toBe(text);
    const { note } = await page.ask('open-trace', { name, text: bent });
    expect(note).toMatch(/is the same up to event 1000 and then goes another way/);
    expect(page.run.tipEvent).toBe(1000);
  });

  it('a trace whose input has an impossible time is refused with the place', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(600);
    await page.ask('input', crash(1));
    await page.ask('pause');
    const { name, text } = await page.ask('save');
    const bent = text.replace(/("type":"input".*"at":)(\d+)/, '$11');
    expect(bent).not.toBe(text);
    await expect(page.ask('open-trace', { name, text: bent })).rejects.toThrow(/an input at time 1; expected one from \d+ to \d+/);
  });

  it('what cannot be opened changes nothing, and says where it is wrong', async () => {
    const page = await Page.open();
    const { session } = page.run;
    await expect(page.ask('open-scenario', { title: 'x', scenario: `${SCENARIO}\nrun until moonlight` })).rejects.toThrow(/moonlight/);
    await expect(page.ask('open-trace', { name: 'x', text: '{}' })).rejects.toThrow(/Line 1/);
    await expect(page.ask('open-config', { title: 'x', config: { nodes: 70 } as never })).rejects.toThrow(/nodes is 70/);
    expect(page.run.session).toBe(session);
  });
});

describe('requests', () => {
  it('each gets exactly one reply; nonsense gets a sentence', async () => {
    const page = await Page.open();
    await expect(page.ask('no such thing' as never)).rejects.toThrow('The request');
    await expect(page.ask('play', { speed: Number.NaN })).rejects.toThrow('speed');
    await expect(page.ask('input', { input: { kind: 'crash' } as never })).rejects.toThrow('node');
    page.send(null);
    page.send({ type: 'play' });
    expect(await page.ask('painted')).toBeNull();
  });

  it('before a run is open they are refused with a sentence', async () => {
    await expect(new Page().ask('play', { speed: 1 })).rejects.toThrow('No run is open yet.');
  });
});

describe('halting', () => {
  it('a bug of the engine halts the run before its event; the run up to there is whole, and its file shows the fault again', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    await page.ask('pause');
    const { tipEvent } = page.run;
    const halting = vi.spyOn(World.prototype, 'step').mockImplementation(function (this: World) {
      return this.events >= tipEvent + 40 ? assertNever('a state that is not foreseen' as never) : step.call(this);
    });
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    expect(page.run.halted).toMatch(/^The engine stopped before event \d+, .*not foreseen/);
    expect([page.run.tipEvent, page.frame.playing]).toEqual([tipEvent + 40, false]);
    await expect(page.ask('play', { speed: 1 })).rejects.toThrow(/The engine stopped/);
    await expect(page.ask('input', crash(1))).rejects.toThrow(/The engine stopped/);
    expect((await page.ask('digest')).disksMatchStore).toBe(true);
    const { name, text } = await page.ask('save');
    await page.ask('open-trace', { name, text });
    expect(page.run.halted).toMatch(/not foreseen/);
    halting.mockRestore();
    page.kill();
    const again = await Page.open(page.device);
    expect([again.run.tipEvent, again.run.halted]).toEqual([tipEvent + 40, null]);
  });
});
