// Branches removed and had back, and compared: where they part, what follows from it, what has come of each; stored, and carried by a trace.
import { describe, expect, it } from 'vitest';
import type { Comparison } from './protocol.ts';
import { Page, SCENARIO } from './testing.ts';

const CALM = `${SCENARIO}run until leader\n`;

/** A first run, and a branch from its 200th event or so, in which the leader crashes. */
async function forked(): Promise<{ page: Page; ids: readonly [number, number]; fork: number }> {
  const page = await Page.open(undefined, { fallback: { title: 'Calm', scenario: CALM } });
  await page.ask('run-until', { condition: 'acknowledged 6', speed: null });
  const fork = page.run.tipEvent - 60;
  await page.ask('seek', { event: fork });
  const leader = (await frameOf(page)).leader!.node;
  const { forked: second } = await page.ask('input', { input: { kind: 'crash', node: leader } });
  await page.ask('run-until', { condition: 'leader', speed: null });
  return { page, ids: [page.run.branches[0]!.id, second!], fork };
}

async function frameOf(page: Page): Promise<Page['frame']['frame']> {
  await page.pass(100);
  return page.frame.frame;
}

const compare = (page: Page, branches: readonly [number, number]): Promise<Comparison> => page.ask('compare-branches', { branches });

describe('comparing', () => {
  it('finds where two branches part, what follows, and what has come of each', async () => {
    const { page, ids, fork } = await forked();
    const c = await compare(page, ids);
    expect(c.parts).toBe(fork);
    expect(c.common).toMatchObject({ events: fork });
    await page.ask('seek', { event: fork });
    expect((await page.ask('digest')).digest).toBe(c.common.digest);
    const [first, second] = c.sides;
    expect(first.acts).toEqual([]);
    expect(second.acts).toMatchObject([{ event: fork, text: expect.stringMatching(/^Crash n\d$/) }]);
    expect(second.events[0]).toMatchObject({ event: fork, topics: expect.arrayContaining(['fault']) });
    expect(c.common.last.at(-1)!.event).toBe(fork - 1);
    // What follows: not the act itself, and not the same.
    const [left, right] = [first, second].map((s) => s.events.find((e) => e.event === s.differs)!);
    expect(left!.text).not.toBe(right!.text);
    expect(right!.event).toBeGreaterThan(fork);
    expect(first.end.leader).not.toEqual(second.end.leader);
    expect(c.until).toBe(Math.min(first.end.at, second.end.at));
    expect(first.meanwhile.at).toBeLessThanOrEqual(c.until);
    const crashed = second.end.nodes.find((n) => n.status === 'crashed')!;
    expect(crashed.digest).toBe('');
    expect(first.end.nodes[0]!.digest).toMatch(/^[0-9a-f]{14}$/);
    // The other way round it is the same, the sides exchanged.
    const turned = await compare(page, [ids[1], ids[0]]);
    expect(turned.sides[1]).toEqual(first);
  });

  it('says where two do not part: the same act twice, or one that is merely longer', async () => {
    const { page, ids, fork } = await forked();
    await page.ask('switch-branch', { branch: ids[0] });
    await page.ask('seek', { event: fork });
    const crash = (await compare(page, ids)).sides[1].acts[0]!;
    const { forked: third } = await page.ask('input', { input: { kind: 'crash', node: Number(crash.text.slice(-1)) } });
    const c = await compare(page, [ids[1], third!]);
    expect(c.parts).toBeNull();
    expect(c.sides[0].differs).toBeNull();
    expect(c.slot).toBeNull();
    await expect(compare(page, [ids[0], ids[0]])).rejects.toThrow(/compared with itself/);
    await expect(compare(page, [ids[0], 99])).rejects.toThrow('There is no branch 99.');
  });

  it('that takes long says how far it is, lets the run go on, and can be stopped', async () => {
    const page = await Page.open(undefined, { fallback: { title: 'Calm', scenario: CALM } });
    await page.ask('run-until', { condition: 'acknowledged 400', speed: null });
    await page.ask('seek', { event: 100 });
    // No effect for as long as nobody needs it.
    const { forked: other } = await page.ask('input', { input: { kind: 'set', field: 'clientTimeoutMicros', value: 900_000 } });
    await page.ask('run-until', { condition: 'acknowledged 400', speed: null });
    await page.ask('run-until', { condition: 'acknowledged 400', speed: null });
    page.slow = 20;
    const asked = compare(page, [1, other!]);
    const stopped = expect(asked).rejects.toThrow('The comparison was stopped.');
    await page.pass(1);
    const told = page.said.filter((m) => m.type === 'comparing');
    expect(told.length).toBeGreaterThan(0);
    expect(told.at(-1)!.done).toBeLessThan(told.at(-1)!.total);
    await page.ask('stop-comparing');
    await page.pass(100);
    await stopped;
  });
});

describe('removing', () => {
  it('takes all that leave from a branch with it; had back, they are as they were, in the store as well', async () => {
    const { page, ids } = await forked();
    await page.ask('seek', { event: page.run.tipEvent - 5 });
    await page.ask('input', { input: { kind: 'heal' } });
    await page.ask('step', { unit: 'commit', direction: 1 });
    const branches = page.run.branches;
    const tip = await page.ask('digest');
    expect(branches.map((b) => [b.parent, b.did !== '', b.acts])).toEqual([
      [null, false, 0],
      [1, true, 1],
      [2, true, 1],
    ]);
    expect(await page.ask('remove-branch', { branch: ids[1] })).toEqual({ removed: 2 });
    expect(page.run.branches.map((b) => [b.id, b.current])).toEqual([[1, true]]);
    await expect(page.ask('remove-branch', { branch: 1 })).rejects.toThrow(/is the first branch/);
    await page.ask('restore-branches');
    expect(page.run.branches.map((b) => ({ ...b, current: false }))).toEqual(branches.map((b) => ({ ...b, current: false })));
    await expect(page.ask('restore-branches')).rejects.toThrow('No branch was removed that could be had back.');
    page.kill();
    const again = await Page.open(page.device);
    expect(again.notices).toEqual([]);
    await again.ask('switch-branch', { branch: 3 });
    expect(await again.ask('digest')).toEqual(tip);
  });

  it('a trace carries the tree: names, forks and acts, to the byte', async () => {
    const { page, ids } = await forked();
    await page.ask('rename-branch', { branch: ids[1], name: 'Without its leader' });
    const { text } = await page.ask('save');
    const compared = await compare(page, ids);
    const other = await Page.open();
    expect(await other.ask('open-trace', { name: 'x', text })).toEqual({ note: null });
    expect(other.run.branches).toEqual(page.run.branches);
    expect(await compare(other, ids)).toEqual(compared);
  });
});
