// Seek is straight execution; acting in the past forks; going back, undoing and restoring lose nothing and change nothing.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { Input, JournalEntry } from '../sim/inputs.ts';
import { makeWorld } from '../sim/world.ts';
import { onlyTitle } from './about.ts';
import { actsFrom, doneAtFork, partingOf } from './parting.ts';
import { graft, restore } from './restore.ts';
import { drain, findBack, records, stepBack } from './searching.ts';
import { Timeline, type TimelineOptions } from './timeline.ts';
import { isChoice, isDelivery, isEvent, isPhase } from './units.ts';

// Long for a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const make = (change: Partial<Config> = {}, options: TimelineOptions = {}, script: readonly JournalEntry[] = []): Timeline =>
  new Timeline({ config: { ...DEFAULT_CONFIG, ...change } }, script, { nameAct: (i) => i.kind, ...options });

function run(t: Timeline, events: number): void {
  for (let i = 0; i < events; i++) if (t.forward() === null) throw new Error(`the run ends at event ${t.shown.event}`);
}

function act(t: Timeline, input: Input, at = t.shown.at): void {
  const done = t.act(input, at);
  if (!done.ok) throw new Error(done.error);
  t.forward();
}

/** The digest after `event` events, by nothing but a world and the journal. */
function straight(t: Timeline, event: number): number {
  const w = makeWorld(t.header);
  let next = 0;
  while (w.events < event) {
    const entry = t.current.journal[next];
    if (entry?.event === w.events) {
      w.apply(entry.input, entry.at);
      next++;
    } else w.step();
  }
  return w.digest();
}

const crash = (node: number): Input => ({ kind: 'crash', node });

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

describe('branches', () => {
  it('acting in the past forks, and the old future is there to go back to', () => {
    const t = make();
    run(t, 2500);
    const old = t.live.world.digest();
    t.seek(1200);
    act(t, crash(2));
    run(t, 900);
    expect([...t.branches.all()].map((b) => [b.name, b.parent?.id ?? null, b.forkEvent])).toEqual([
      ['First run', null, 0],
      ['crash', 1, 1200],
    ]);
    const forked = t.live.world.digest();
    expect(forked).toBe(straight(t, 2101));
    expect(t.switchTo(1).ok).toBe(true);
    expect(t.live.world.digest()).toBe(old);
    run(t, 100);
    t.switchTo(2);
    expect(t.live.world.digest()).toBe(forked);
    t.seek(700);
    expect(t.shown.world.digest()).toBe(straight(t, 700));
  });

  it('an act takes effect within the shown moment, at the time asked for', () => {
    const t = make();
    run(t, 500);
    const { at } = t.shown;
    const next = t.nextAt()!;
    const done = t.act({ kind: 'heal' }, at + 1_000_000_000);
    expect(done.ok && done.value.entry.at).toBe(next);
    expect(t.forward()!.happening.kind).toBe('input');
  });

  it('undo goes to the branch without the act; undoing a fork goes back to the branch that it left', () => {
    const t = make();
    run(t, 800);
    act(t, crash(1));
    run(t, 800);
    const with1 = t.live.world.digest();
    const undone = t.undo();
    expect(undone.ok && undone.value?.input).toEqual(crash(1));
    expect([t.current.name, t.shown.event, t.lastAct()]).toEqual(['Without “crash”', 800, null]);
    run(t, 50);
    expect(t.live.world.digest()).toBe(straight(make(), 850));
    t.switchTo(1);
    expect(t.live.world.digest()).toBe(with1);

    t.seek(300);
    act(t, crash(3));
    run(t, 100);
    const back = t.undo();
    expect(back.ok && back.value?.input).toEqual(crash(3));
    expect([t.current.id, t.shown.event, t.atTip]).toEqual([1, 300, false]);
  });

  it('undo after undo leaves no empty branches behind', () => {
    const t = make();
    for (const node of [1, 2, 3]) {
      run(t, 200);
      act(t, { kind: 'pause', node });
    }
    run(t, 10);
    for (const node of [3, 2, 1]) {
      const undone = t.undo();
      expect(undone.ok && undone.value?.input).toEqual({ kind: 'pause', node });
    }
    expect(t.undo()).toEqual({ ok: true, value: null });
    expect(t.branches.size).toBe(2);
    expect(t.current.parent?.id).toBe(1);
  });

  it('a script takes effect as the run comes to it; acting before its end forks, and it is not undone', () => {
    const script = [{ event: 600, at: 0, input: crash(1) }];
    const plain = make();
    run(plain, 600);
    const at = plain.shown.at;
    const t = make({}, {}, [{ ...script[0]!, at }]);
    run(t, 601);
    expect(t.live.world.node(1).status).toBe('crashed');
    expect(t.lastAct()).toBeNull();
    const early = make({}, {}, [{ ...script[0]!, at }]);
    run(early, 100);
    act(early, crash(2));
    run(early, 900);
    expect(early.live.world.node(1).status).toBe('up');
    early.switchTo(1);
    run(early, 600);
    expect(early.live.world.node(1).status).toBe('crashed');
  });

  it('are renamed, kept apart by name, and removed with all that leave from them', () => {
    const t = make();
    run(t, 300);
    t.seek(100);
    act(t, crash(1));
    run(t, 100);
    t.seek(150);
    act(t, crash(2));
    expect(t.rename(3, '  First run ').ok).toBe(true);
    expect(t.current.name).toBe('First run (2)');
    expect(t.rename(9, 'x').ok || t.rename(1, '  ').ok).toBe(false);
    expect(t.prune(1)).toMatchObject({ ok: false, error: '“First run” is the first branch: all others leave from it, so it stays.' });
    expect(t.prune(9).ok).toBe(false);
    expect(t.prune(2).ok).toBe(true);
    expect([t.branches.size, t.current.id, t.atTip, t.tipEvent]).toEqual([1, 1, true, 300]);
  });

  it('that were removed are had back as they were, while what is shown stays', () => {
    const t = make();
    run(t, 300);
    t.seek(100);
    act(t, crash(1));
    run(t, 100);
    t.seek(150);
    act(t, crash(2));
    run(t, 60);
    t.putBookmark({ branch: 3, event: 180, title: 'Look', text: 'Two are down.' });
    const whole = t.run();
    const digests = [2, 3].map((id) => t.momentOf(t.branches.get(id)!, t.branches.get(id)!.tipEvent).world.digest());
    const pruned = t.prune(2);
    if (!pruned.ok) throw new Error(pruned.error);
    t.seek(77);
    const shown = t.shown.world.digest();
    expect(drain(graft(t, pruned.value))).toEqual({ ok: true, value: null });
    expect([t.current.id, t.shown.event, t.shown.world.digest()]).toEqual([1, 77, shown]);
    expect(t.run()).toEqual({ ...whole, current: 1 });
    expect([2, 3].map((id) => t.momentOf(t.branches.get(id)!, t.branches.get(id)!.tipEvent).world.digest())).toEqual(digests);
    const again = t.prune(3);
    t.prune(2);
    expect(again.ok && drain(graft(t, again.value))).toMatchObject({
      ok: false,
      error: 'The branch that “crash (2)” left is not there any more.',
    });
  });

  it('part where one has an input that the other has not, or ends', () => {
    const t = make();
    run(t, 300);
    t.seek(100);
    act(t, crash(1));
    run(t, 100);
    t.switchTo(1);
    t.seek(100);
    act(t, crash(1));
    run(t, 50);
    t.seek(120);
    act(t, crash(2));
    run(t, 50);
    const [first, second, third, fourth] = [1, 2, 3, 4].map((id) => t.branches.get(id)!);
    expect(partingOf(first!, second!)).toBe(100);
    expect(partingOf(second!, third!)).toBe(third!.tipEvent); // the same act twice
    expect(partingOf(fourth!, second!)).toBe(120);
    expect(actsFrom(fourth!, 101).map((e) => e.input)).toEqual([crash(2)]);
    expect(doneAtFork(second!)).toMatchObject({ entry: { input: crash(1) }, without: false });
    expect(doneAtFork(first!)).toBeNull();
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
