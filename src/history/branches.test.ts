// Acting in the past forks; going back, undoing, removing and having back lose nothing and change nothing.
import { describe, expect, it } from 'vitest';
import { actsFrom, doneAtFork, partingOf } from './parting.ts';
import { graft } from './restore.ts';
import { drain } from './searching.ts';
import { act, crash, make, run, straight, twiceForked } from './testing.ts';

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
    const t = twiceForked();
    expect(t.rename(3, '  First run ').ok).toBe(true);
    expect(t.current.name).toBe('First run (2)');
    expect(t.rename(9, 'x').ok || t.rename(1, '  ').ok).toBe(false);
    expect(t.prune(1)).toMatchObject({ ok: false, error: '“First run” is the first branch: all others leave from it, so it stays.' });
    expect(t.prune(9).ok).toBe(false);
    expect(t.prune(2).ok).toBe(true);
    expect([t.branches.size, t.current.id, t.atTip, t.tipEvent]).toEqual([1, 1, true, 300]);
  });

  it('that were removed are had back as they were, while what is shown stays', () => {
    const t = twiceForked();
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
