// What frames say beside role, ballot and disk: folded slots, checkpoints, members, leases, clocks, full disks, and what is waited for.
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { EventRecord } from '../sim/events.ts';
import type { Input } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import type { Frame, NodeFrame } from './frame.ts';
import { projectFrame, slotDetail } from './project-frame.ts';
import { stageText } from './stage-text.ts';

const world = (change: Partial<Config> = {}): World => makeWorld({ config: { ...DEFAULT_CONFIG, ...change } });
const look = (w: World, firstSlot: number | null = null): Frame => projectFrame(w, { firstSlot, slots: 24 }, null, 'A sentence.');
const act = (w: World, input: Input): EventRecord => w.apply(input, w.now);

function until(w: World, holds: (r: EventRecord, f: Frame) => boolean, bound = 20_000): Frame {
  for (let i = 0; i < bound; i++) {
    const r = w.step()!;
    const f = look(w, 1);
    if (holds(r, f)) return f;
  }
  throw new Error('it did not come to that');
}
const says = (f: Frame, text: RegExp): boolean => f.nodes.some((n) => text.test(n.waitsFor));
const node = (f: Frame, id: number): NodeFrame => f.nodes[id - 1]!;

describe('checkpoints', () => {
  it('what they cover is folded, at each node that has cut its log, and in fact where nobody holds a row', () => {
    const w = world({ checkpointEvery: 10, serialiseMicrosPerKib: 20_000 });
    const taken = until(w, (_, f) => f.nodes.some((n) => n.checkpoint!.taking?.until !== null && n.checkpoint!.taking !== null));
    const { taking } = taken.nodes.find((n) => n.checkpoint!.taking !== null)!.checkpoint!;
    expect(taking!.index).toBe(10);
    expect(taking!.until!).toBeGreaterThan(taking!.setAt);
    expect(says(taken, /Serialises a checkpoint at slot 10/)).toBe(true);
    until(w, (_, f) => f.nodes.every((n) => n.logFloor! >= 10));
    const f = look(w, 1);
    for (const row of f.log.rows) expect(row.cells.slice(0, 10).map((c) => c.state)).toEqual(Array.from({ length: 10 }, () => 'folded'));
    expect(f.log.truth.slice(0, 10).every((c) => c.state === 'folded')).toBe(true);
    expect(f.log.rows.every((r) => r.cells.every((c) => c.state !== 'gap' || f.log.first > 10))).toBe(true);
    expect(stageText(f).join(' ')).toContain('Its checkpoint is at slot 10, and its log is cut up to there.');
    expect(node(f, 1).checkpoint).toMatchObject({ index: 10, installingFrom: 0 });
    expect(slotDetail(w, 3).lines[0]).toMatch(/^Slot 3 lies under a checkpoint/);
  });

  it('messages of checkpoints are catch-up squares, with size and content', () => {
    const w = world({ checkpointEvery: 8, nodes: 3, bandwidthKibPerSecond: 8 });
    act(w, { kind: 'crash', node: 3 });
    until(w, (_, f) => node(f, 1).logFloor! >= 16 || node(f, 2).logFloor! >= 16);
    act(w, { kind: 'restart', node: 3 });
    const f = until(w, (_, g) => g.flights.some((x) => x.type === 'InstallCheckpoint'));
    const flight = f.flights.find((x) => x.type === 'InstallCheckpoint')!;
    expect(flight).toMatchObject({ shape: 'catch-up', to: 3, ballot: null });
    expect(flight.fields.map(([name]) => name)).toEqual(['Up to', 'Holds', 'Members', 'Size', 'Digest']);
    const installing = until(w, (_, g) => node(g, 3).checkpoint!.installingFrom !== 0);
    expect(node(installing, 3).waitsFor).toMatch(/^Waits for the sync of the checkpoint at slot/);
  });
});

describe('members', () => {
  it('a newcomer is a learner, then a member; the quorum in fact is one of those who govern; who is removed says so', () => {
    const w = world({ nodes: 3, window: 2, alpha: 2 });
    until(w, (_, f) => f.leader !== null && f.log.commitIndex > 3);
    act(w, { kind: 'add-node' });
    act(w, { kind: 'add-node' });
    expect([node(look(w), 1).membership, node(look(w), 4).membership]).toEqual(['member', 'learner']);
    expect(stageText(look(w)).join(' ')).toContain('n4, learner, not a member yet, has promised nothing.');
    expect(node(look(w), 4).waitsFor).toMatch(/^Waits until the leader is asked to make it a member/);
    expect(look(w).log.members).toBeUndefined();
    act(w, { kind: 'reconfigure', members: [1, 2, 3, 4, 5], policy: 'stop-the-world' });
    const leader = look(w).leader!.node;
    const proposed = until(w, (r) => r.notes.some((n) => n.kind === 'propose' && n.entry.type === 'configuration'));
    expect(proposed.log.rows[leader - 1]!.cells.some((c) => c.text === '{n1 n2 n3 n4 n5}')).toBe(true);
    until(w, (_, f) => f.nodes.every((n) => n.membership === 'member'));
    const f = look(w, 1);
    expect(f.log.members?.at(-1)?.members).toEqual([1, 2, 3, 4, 5]);
    until(w, (_, g) => g.log.commitIndex > f.log.commitIndex + 6);
    act(w, { kind: 'reconfigure', members: [1, 2, 3, 4], policy: 'stop-the-world' });
    until(w, (_, g) => node(g, 5).membership === 'removed');
  });

  it('a newcomer that knows its configuration before that governs is not taken for one that was removed', () => {
    const w = world({ nodes: 3, window: 6, alpha: 6, clients: 6, thinkMicros: 0 });
    until(w, (_, f) => f.leader !== null && f.log.commitIndex > 20);
    act(w, { kind: 'add-node' });
    act(w, { kind: 'reconfigure', members: [1, 2, 3, 4], policy: 'alpha-window' });
    const soon = until(w, (_, f) => node(f, 4).membership === 'member' && f.members?.includes(4) === false);
    expect(node(soon, 4).unaware).toBeUndefined();
    until(w, (_, f) => f.members?.includes(4) === true);
  });

  it('says what a change waits for', () => {
    const w = world({ nodes: 3, clients: 6, thinkMicros: 0 });
    until(w, (_, f) => f.leader !== null && f.log.commitIndex > 20);
    act(w, { kind: 'add-node' });
    act(w, { kind: 'reconfigure', members: [1, 2, 4], policy: 'stop-the-world' });
    until(w, (_, f) => says(f, /caught up; then it proposes n1, n2 and n4 as members\.$/));
    until(w, (_, f) => says(f, /^Admits nothing until all open slots are chosen/));
  });
});

describe('leases and clocks', () => {
  it('a leader’s lease runs out in true time; acceptors are bound longer; clocks are told in words', () => {
    const w = world({
      leaseMicros: 150_000,
      followerLeaseMicros: 40_000,
      driftPpm: 20_000,
      clockOffsetMicros: 9_000,
      readMode: 'follower-lease',
      readPercent: 80,
    });
    const f = until(w, (_, g) => g.nodes.some((n) => n.leases!.some((l) => l.what === 'follower')));
    const leader = f.nodes.find((n) => n.role === 'leader')!;
    const own = leader.leases!.find((l) => l.what === 'leader')!;
    expect(own.until).toBeGreaterThan(f.at);
    expect(own.until).toBeLessThan(f.at + 160_000);
    expect(leader.leases!.some((l) => l.what === 'holder')).toBe(true);
    expect(stageText(f).join(' ')).toMatch(/The lease of n\d counts for another .* It holds off candidates other than n\d for another/);
    const bound = f.nodes.flatMap((n) => n.leases!.filter((l) => l.what === 'bound'));
    expect(bound.length).toBeGreaterThan(0);
    expect(bound.every((l) => l.node === leader.id)).toBe(true);
    expect(f.nodes.every((n) => /^[+−]\d/.test(n.clock!))).toBe(true);
    expect(node(look(world()), 1).clock).toBe('');
  });
});

describe('disks and processors', () => {
  it('a full disk, a failed battery, a busy processor', () => {
    const w = world({ battery: true, receiveMicros: 4_000, clients: 8, thinkMicros: 0 });
    expect(node(look(w), 1).disk).toMatchObject({ battery: 'works' });
    act(w, { kind: 'battery-failure', node: 1 });
    expect(node(look(w), 1).disk).toMatchObject({ battery: 'failed' });
    act(w, { kind: 'fill-disk', node: 2 });
    expect(node(look(w), 2).disk).toMatchObject({ full: true });
    until(w, (_, f) => node(f, 2).status === 'damaged' && /its disk is full/.test(node(f, 2).waitsFor));
    expect(stageText(look(w)).join(' ')).toMatch(/The battery behind its cache has failed\..*n2, its disk is full/);
    const f = until(w, (_, g) => says(g, /^Its processor is busy/));
    expect(f.nodes.some((n) => n.processor!.waiting > 0 && n.processor!.busyUntil > f.at)).toBe(true);
  });

  it('a batch that fills', () => {
    const w = world({ batchSize: 8, batchMicros: 30_000, clients: 6 });
    until(w, (_, f) => says(f, /^Collects a batch: \d of 8 commands so far\.$/));
  });
});
