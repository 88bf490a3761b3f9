// Seek is straight execution; stepping, stopping and restoring lose nothing and change nothing. Branches have a test of their own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input, JournalEntry } from '../sim/inputs.ts';
import { onlyTitle } from './about.ts';
import { restore } from './restore.ts';
import { drain, findBack, records, stepBack } from './searching.ts';
import { act, crash, make, run, straight } from './testing.ts';
import { isChoice, isDelivery, isEvent, isPhase } from './units.ts';

describe('seeking', () => {
  it('shows what straight execution gives, wherever one goes and in whatever order', () => {
    const t = make({ lossPpm: 20_000, seed: 7 });
    run(t, 3000);
    act(t, crash(1));
    run(t, 3000);
    act(t, { kind: 'restart', node: 1 });
    run(t, 1000);
    fc.assert(
      fc.property(fc.array(fc.nat(7002), { minLength: 1, maxLength: 4 }), (events) => {
        for (const e of events) {
          t.seek(e);
          expect(t.shown.event).toBe(e);
          expect(t.shown.world.digest()).toBe(straight(t, e));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('by time: after the last event at or before it', () => {
    const t = make({ jitterMicros: 0, syncJitterPercent: 0, clients: 6 });
    run(t, 2500);
    const times = records(t, 0, 2500).map((r) => r.at);
    for (const at of [0, 1, times[700]!, times[700]! + 1, times[256]!, times[1900]! - 1, times[2498]!]) {
      t.seekTime(at);
      expect(t.shown.event).toBe(times.filter((x) => x <= at).length);
      expect(t.shown.world.digest()).toBe(straight(t, t.shown.event));
    }
    t.seekTime(times[2499]!);
    expect(t.atTip).toBe(true);
  });

  it('leaves the tip as it was', () => {
    const t = make();
    run(t, 2000);
    const digest = t.live.world.digest();
    t.seek(17);
    run(t, 300);
    t.seek(2000);
    expect(t.atTip).toBe(true);
    expect(t.live.world.digest()).toBe(digest);
  });

  it('plays what is recorded, then goes on live', () => {
    const a = make();
    run(a, 1500);
    a.seek(400);
    run(a, 1600);
    const b = make();
    run(b, 2000);
    expect(a.atTip).toBe(true);
    expect(a.live.world.digest()).toBe(b.live.world.digest());
  });

  it('keeps a bounded number of keyframes, however long the run', () => {
    const t = make({ clients: 1 }, { maxKeyframes: 20 });
    run(t, 30_000);
    expect(t.current.keyframes.length).toBeLessThanOrEqual(20);
    for (const e of [0, 1, 255, 256, 12_345, 29_999]) {
      t.seek(e);
      expect(t.shown.world.digest()).toBe(straight(t, e));
    }
  });

  it('goes anywhere in a hundred thousand events', () => {
    const t = make({ seed: 3 });
    run(t, 100_000);
    const digests = new Map(t.current.digests.map((d) => [d.event, d.digest]));
    for (const e of [1000, 64_000, 99_000, 3000, 50_000]) {
      t.seek(e);
      expect(t.shown.world.digest()).toBe(digests.get(e));
    }
  });

  it('the checks and the counts of a moment are those of that moment', () => {
    const t = make();
    run(t, 700);
    const tried = { ...t.live.checks.tried };
    const counters = { ...t.live.counters };
    run(t, 1300);
    t.seek(700);
    expect(t.shown.checks.tried).toEqual(tried);
    expect(t.shown.counters).toEqual(counters);
    expect(t.shown.record).toEqual(records(t, 699, 1)[0]);
  });
});

describe('stepping', () => {
  const units = { event: isEvent, message: isDelivery, commit: isChoice, phase: isPhase };

  it.each(Object.entries(units))('back by %s undoes forward by it', (_, wanted) => {
    const t = make();
    run(t, 4000);
    t.seek(0);
    const stops: number[] = [];
    for (let r = t.forward(); r !== null && !t.atTip; r = t.forward()) if (wanted(r, t.shown.world)) stops.push(t.shown.event);
    t.seek(stops.at(-1)!);
    for (const stop of stops.slice(-6, -1).reverse()) {
      t.seek(drain(stepBack(t, wanted)));
      expect(t.shown.event).toBe(stop);
    }
    t.seek(stops[0]!);
    expect(drain(stepBack(t, wanted))).toBe(0);
  });

  it('a choice is told once a slot, and a phase begins with candidate, leader and first Accept', () => {
    const t = make();
    run(t, 3000);
    const slots = new Set<number>();
    let phases = 0;
    t.seek(0);
    for (let r = t.forward(); !t.atTip; r = t.forward()) {
      if (isChoice(r!, t.shown.world)) for (const n of r!.notes) if (n.kind === 'chosen' && n.how === 'quorum') slots.add(n.slot);
      if (isPhase(r!, t.shown.world)) phases++;
    }
    expect(slots.size).toBe(t.live.world.nodes.reduce((most, n) => Math.max(most, n.node.commitIndex), 0));
    expect(phases).toBeGreaterThanOrEqual(3);
    expect(phases).toBeLessThan(10);
  });

  it('finds the last event that fits, over many keyframes, or none', () => {
    const t = make();
    run(t, 3000);
    expect(drain(findBack(t, 3000, (r) => r.number === 5))).toBe(5);
    expect(drain(findBack(t, 3000, () => false))).toBeNull();
    expect(drain(findBack(t, 3000, (r) => r.number === 5, 6))).toBeNull();
  });
});

describe('stopping', () => {
  it('a violation stops the run at its event, on the branch where it is, and nowhere else', () => {
    const t = make({
      seed: 5,
      switches: ['small-quorum', 'vote-before-sync', 'ignore-promise'],
      lossPpm: 200_000,
      clients: 6,
      syncMicros: 20_000,
    });
    for (let i = 0; i < 60_000 && t.violation === null; i++) {
      if (i % 400 === 399) act(t, { kind: 'campaign', node: 1 + (((i / 400) % 5) | 0) });
      t.forward();
    }
    const found = t.violation!;
    expect(found.event).toBe(t.tipEvent - 1);
    expect(t.forward()).toBeNull();
    expect(t.act(crash(1), t.shown.at)).toMatchObject({ ok: false });
    t.seek(found.event);
    expect(t.shown.violation).toBeNull();
    t.forward();
    expect(t.shown.violation).toEqual(found);
    t.seek(found.event - 50);
    act(t, { kind: 'heal' });
    expect(t.violation).toBeNull();
    t.switchTo(1);
    expect(t.violation).toEqual(found);
  });

  it('a person goes on in spite of a violation: it stays found, stops nothing more, and the run is had again from its journal', () => {
    const t = make({ seed: 5, switches: ['reply-early'] });
    const goOn: Input = { kind: 'go-on' };
    run(t, 40);
    expect(t.act(goOn, t.shown.at)).toMatchObject({ ok: false });
    while (t.forward() !== null);
    const found = t.violation!;
    act(t, goOn);
    run(t, 2_000);
    act(t, crash(1));
    run(t, 500);
    expect(t.violation).toEqual(found);
    expect(t.shown.wentOn).toBe(true);
    expect(t.act(goOn, t.shown.at)).toMatchObject({ ok: false });
    const { tipEvent } = t;
    t.seek(found.event + 1);
    expect([t.shown.violation, t.shown.wentOn]).toEqual([found, false]);
    t.seek(tipEvent - 1);
    expect(t.shown.world.digest()).toBe(straight(t, tipEvent - 1));
    const again = drain(restore(t.run()));
    expect(again.ok && [again.value.tipEvent, again.value.live.world.digest()]).toEqual([tipEvent, t.live.world.digest()]);
  });

  it('a bug of the engine halts the run before the event, and what came before can be looked at', () => {
    const t = make();
    run(t, 400);
    const digest = t.live.world.digest();
    const bad: JournalEntry = { event: 401, at: -1, input: { kind: 'heal' } }; // an input before its time
    run(t, 1);
    t.current.journal.push(bad);
    expect(t.forward()).toBeNull();
    expect(t.stopped()).toMatch(/^The engine stopped before event 401, .*an input takes effect between two events/);
    expect(t.tipEvent).toBe(401);
    t.seek(400);
    expect(t.shown.world.digest()).toBe(digest);
  });
});

describe('restoring', () => {
  it('gives back every branch to the byte, and the acts that had not taken effect', () => {
    const t = make({ lossPpm: 10_000 });
    run(t, 900);
    act(t, crash(4));
    run(t, 900);
    t.seek(500);
    act(t, {
      kind: 'partition',
      groups: [
        [1, 2],
        [3, 4, 5],
      ],
    });
    run(t, 2000);
    t.seek(900);
    act(t, { kind: 'heal' });
    run(t, 10);
    t.switchTo(2);
    t.act(crash(5), t.shown.at);
    const again = drain(restore(t.run()));
    if (!again.ok) throw new Error(again.error);
    const r = again.value;
    expect(r.run()).toEqual(t.run());
    for (const id of [1, 2, 3]) {
      t.switchTo(id);
      r.switchTo(id);
      expect([id, r.live.world.digest(), r.tipEvent]).toEqual([id, t.live.world.digest(), t.tipEvent]);
    }
    r.switchTo(2);
    expect(r.forward()!.happening).toEqual({ kind: 'input', input: crash(5) });
  });

  it('refuses branches that do not hang together', () => {
    const { header } = make();
    const branch = (id: number, parent: number | null) => ({ id, name: `b${id}`, parent, forkEvent: 0, tip: 0 });
    const run = (branches: ReturnType<typeof branch>[]) =>
      drain(restore({ ...onlyTitle(''), header, branches, journal: new Map(), current: 1 }));
    expect(run([])).toMatchObject({ ok: false });
    expect(run([branch(1, null), branch(2, 7)])).toMatchObject({ ok: false });
    expect(run([branch(1, null), branch(2, null)])).toMatchObject({ ok: false });
    expect(run([branch(1, null), branch(2, 1)])).toMatchObject({ ok: true });
  });
});
