// Frames of real worlds: what the row "In fact" says against an account kept apart, what a node that is down shows, and that nothing is unbounded.
import { describe, expect, it } from 'vitest';
import type { DiskRecord } from '../paxos/records.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { EventRecord } from '../sim/events.ts';
import type { Input } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import type { Frame } from './frame.ts';
import { MAX_FLIGHTS, projectFlight } from './project-flight.ts';
import { projectFrame, slotDetail } from './project-frame.ts';

const world = (change: Partial<Config> = {}): World => makeWorld({ config: { ...DEFAULT_CONFIG, ...change } });
const look = (w: World, firstSlot: number | null = null, slots = 24): Frame => projectFrame(w, { firstSlot, slots }, null, 'A sentence.');
const act = (w: World, input: Input): EventRecord => w.apply(input, w.now);

function until(w: World, holds: (r: EventRecord) => boolean, bound = 20_000): EventRecord {
  for (let i = 0; i < bound; i++) {
    const r = w.step()!;
    if (holds(r)) return r;
  }
  throw new Error('it did not come to that');
}

/** Another way to the same truth: every row that ever became durable, counted from the start. */
class Account {
  private seen: number[] = [];
  private votes = new Map<string, Set<number>>();
  readonly chosen = new Map<number, string>();

  look(w: World): void {
    for (const n of w.nodes) {
      const from = Math.min(this.seen[n.id] ?? 0, n.disk.durable);
      for (let i = from; i < n.disk.durable; i++) {
        const row = n.disk.rows.get(i)!;
        if (row.flaw === undefined) this.take(w, n.id, row.record);
      }
      this.seen[n.id] = n.disk.durable;
    }
  }

  private take(w: World, node: number, r: DiskRecord): void {
    if (r.type !== 'vote') return;
    const key = `${r.slot} ${r.ballot.round}.${r.ballot.node}`;
    const voters = this.votes.get(key) ?? new Set<number>();
    this.votes.set(key, voters.add(node));
    if (voters.size * 2 > w.nodes.length) this.chosen.set(r.slot, JSON.stringify(r.entry));
  }
}

const FAULTS: readonly Input[] = [
  { kind: 'crash', node: 1 },
  { kind: 'crash', node: 3 },
  { kind: 'restart', node: 1 },
  { kind: 'restart', node: 3 },
  { kind: 'isolate', node: 2 },
  { kind: 'heal' },
  { kind: 'campaign', node: 4 },
  { kind: 'campaign', node: 5 },
  { kind: 'power-failure' },
];

describe('the row In fact', () => {
  it('is what the durable votes make chosen, through crashes, elections and losses', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const w = world({ seed, lossPpm: 60_000, syncMicros: 6_000, clients: 4, electionTimeoutMicros: 60_000, keys: 3 });
      const account = new Account();
      for (let i = 0; i < 4000; i++) {
        w.step();
        if (i % 97 === 96) act(w, FAULTS[((i / 97 + seed * 5) % FAULTS.length) | 0]!);
        account.look(w);
        if (i % 50 !== 0) continue;
        const { log } = look(w);
        log.truth.forEach((cell, k) =>
          expect([seed, i, log.first + k, cell.state !== 'empty']).toEqual([seed, i, log.first + k, account.chosen.has(log.first + k)]),
        );
      }
      expect(account.chosen.size).toBeGreaterThan(20);
    }
  });

  it('knows what nobody knows: a quorum of synced votes whose leader has died', () => {
    const w = world({ seed: 7 });
    until(w, (r) => r.notes.some((n) => n.kind === 'lead'));
    const leader = w.nodes.find((n) => n.node.role === 'leader')!.id;
    // The second vote of others for the newest slot becomes durable before anyone counts it.
    until(w, () => {
      const f = look(w);
      return f.log.truth.some(
        (c, i) => c.state === 'chosen' && f.log.rows.every((r) => ['voted', 'written', 'empty', 'gap'].includes(r.cells[i]!.state)),
      );
    });
    act(w, { kind: 'crash', node: leader });
    const f = look(w);
    const slot = f.log.truth.findIndex((c) => c.state === 'chosen');
    expect(slot).toBeGreaterThanOrEqual(0);
    expect(slotDetail(w, f.log.first + slot).lines.join(' ')).toMatch(/In fact .* is chosen in ballot .* No node that is up knows/);
  });

  it('does not take a node’s word in a world with rules switched off', () => {
    const w = world({ nodes: 4, switches: ['small-quorum'], seed: 3, nodeSyncMicros: [null, null, 900_000, 900_000] });
    until(w, () => {
      const f = look(w);
      return f.log.truth.some((c, i) => c.state === 'empty' && f.log.rows.some((r) => r.cells[i]!.state === 'applied'));
    });
  });
});

describe('nodes', () => {
  it('one that is down shows its disk and nothing of its memory', () => {
    const w = world({ syncMicros: 20_000 });
    until(w, (r) => r.notes.some((n) => n.kind === 'lead'));
    for (let i = 0; i < 400; i++) w.step();
    const leader = look(w).leader!.node;
    until(w, () => w.node(leader).disk.rows.length > w.node(leader).disk.durable);
    act(w, { kind: 'crash', node: leader });
    const n = look(w).nodes[leader - 1]!;
    expect(n).toMatchObject({ status: 'crashed', role: 'follower', leader: 0, appliedIndex: 0, timeout: null, promises: null, queued: 0 });
    expect(n.waitsFor).toBe('Waits to be restarted.');
    expect(n.promised).not.toBeNull();
    expect(look(w).log.rows[leader - 1]!.cells.every((c) => ['empty', 'voted', 'chosen'].includes(c.state))).toBe(true);
    expect(look(w).leader).toBeNull();
  });

  it('says what each waits for, in one sentence', () => {
    const w = world({ syncMicros: 30_000, lossPpm: 100_000, clients: 4 });
    const heard = new Set<string>();
    for (let i = 0; i < 6000; i++) {
      w.step();
      if (i % 900 === 700) act(w, { kind: 'campaign', node: 1 + (i % 5) });
      if (i % 3 === 0) for (const n of look(w, null, 1).nodes) heard.add(n.waitsFor.replace(/\d+(\.n\d)?/g, '#'));
    }
    for (const s of [
      'Waits for the sync of its vote in slot #.',
      'Waits for # more promises.',
      'Waits for # more vote in slot #.',
      'Waits for the sync of its promise of #.',
      'Waits for what is chosen in slot #.',
      '',
    ])
      expect([...heard]).toContain(s);
    for (const s of heard) expect(s).toMatch(/^$|^[A-Z].*\.$/);
  });

  it('tells written from synced, and the messages that a sync holds back', () => {
    const w = world({ syncMicros: 30_000 });
    until(w, () => look(w).nodes.some((n) => n.disk.held.some((h) => h.type === 'Accepted') && n.role === 'follower'));
    const f = look(w);
    const n = f.nodes.find((x) => x.role === 'follower' && x.disk.held.some((h) => h.type === 'Accepted'))!;
    expect(n.disk.written).toBeGreaterThan(n.disk.synced);
    expect(n.disk.sync).not.toBeNull();
    expect(f.log.rows[n.id - 1]!.cells.some((c) => c.state === 'written')).toBe(true);
    expect(f.strip!.rows[n.id - 1]!.cells.some((c) => c.state === 'written')).toBe(true);
  });
});

describe('messages', () => {
  it('carry shape, side, label and fields, for every kind of message', () => {
    const w = world({ lossPpm: 150_000, clients: 4, electionTimeoutMicros: 60_000 });
    const kinds = new Map<string, string>();
    for (let i = 0; i < 8000; i++) {
      w.step();
      if (i % 400 === 300) act(w, { kind: 'campaign', node: 1 + (i % 5) });
      if (i % 4 > 0) continue;
      for (const f of w.flights().map((x) => projectFlight(w, x))) {
        kinds.set(f.type, `${f.shape} ${f.answer ? 'answer' : 'question'}`);
        expect(f.label).not.toBe('');
        expect(f.fields.length).toBeGreaterThan(0);
        expect(f.fields.flat().join()).not.toMatch(/undefined|\[object|NaN/);
        if (f.lostAt !== undefined) expect(f.lostAt).toBeLessThan(f.arrivesAt);
      }
    }
    expect(Object.fromEntries(kinds)).toMatchObject({
      Prepare: 'phase1 question',
      Promise: 'phase1 answer',
      Accept: 'phase2 question',
      Accepted: 'phase2 answer',
      Heartbeat: 'heartbeat question',
      HeartbeatAck: 'heartbeat answer',
      CatchUpRequest: 'catch-up question',
      CatchUpReply: 'catch-up answer',
      Request: 'client question',
      Reply: 'client answer',
      Redirect: 'client answer',
    });
    expect(kinds.get('Reject')).toMatch(/answer/);
  });

  it('are bounded in number, and all are counted', () => {
    const w = world({
      nodes: 9,
      clients: 32,
      thinkMicros: 0,
      window: 64,
      delayMicros: 200_000,
      jitterMicros: 0,
      electionTimeoutMicros: 5_000_000,
      heartbeatMicros: 1_000_000,
    });
    act(w, { kind: 'campaign', node: 1 });
    until(w, () => w.flights().length > MAX_FLIGHTS, 100_000);
    const f = look(w);
    expect(f.flights).toHaveLength(MAX_FLIGHTS);
    expect(f.flightCount).toBeGreaterThan(MAX_FLIGHTS);
  });
});

describe('bounds', () => {
  it('a frame costs what it shows: rows read do not grow with the log', () => {
    const w = world({ checkpointEvery: 0, nodes: 3, clients: 8, thinkMicros: 0, keys: 2 });
    const reads = (): number => {
      let count = 0;
      const originals = w.nodes.map((n) => n.disk.rows.get);
      w.nodes.forEach((n) => (n.disk.rows.get = (i) => (count++, originals[n.id - 1]!.call(n.disk.rows, i))));
      look(w);
      w.nodes.forEach((n) => (n.disk.rows.get = originals[n.id - 1]!));
      return count;
    };
    for (let i = 0; i < 40_000; i++) w.step();
    const early = reads();
    for (let i = 0; i < 120_000; i++) w.step();
    expect(w.nodes[0]!.disk.rows.length).toBeGreaterThan(8000);
    expect(reads()).toBeLessThan(early * 1.3 + 500);
  });

  it('the slots shown stand still for a while at the end of the log, and two free ones are in sight', () => {
    const w = world();
    const firsts = new Set<number>();
    let events = 0;
    while (look(w).log.last < 60) {
      w.step();
      events++;
      const { first, count, last } = look(w, null, 12).log;
      firsts.add(first);
      expect(first + count - 1).toBeGreaterThanOrEqual(last + 2);
    }
    expect(firsts.size).toBeLessThan(25);
    expect(events).toBeGreaterThan(500);
  });

  it('slots beyond the end, and the first ones, have their words too', () => {
    const w = world({ checkpointEvery: 0 });
    for (let i = 0; i < 1500; i++) w.step();
    expect(slotDetail(w, 5000).lines[0]).toMatch(/^Nobody has proposed anything in slot 5000/);
    expect(slotDetail(w, 1).lines[0]).toMatch(/^In fact .* is chosen/);
    expect(look(w, 1, 5).log).toMatchObject({ first: 1, count: 5 });
  });
});
