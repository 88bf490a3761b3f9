// The world: the same seed gives the same run, a clone goes on alone, inputs take effect where they should and are refused where they cannot.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isClient, YOU } from '../base/units.ts';
import { clientOfSession, nthOfSession, printSession, sessionOf, type Entry } from '../paxos/entry.ts';
import { DEFAULT_CONFIG, type Config } from './config.ts';
import type { EventRecord } from './events.ts';
import type { DiskRow, Input } from './inputs.ts';
import { makeWorld, type World } from './world.ts';

const world = (change: Partial<Config> = {}): World => makeWorld({ config: { ...DEFAULT_CONFIG, ...change } });

function run(w: World, events: number): EventRecord[] {
  return Array.from({ length: events }, () => w.step()!);
}

/** Steps until the predicate holds; fails when it does not come. */
function until(w: World, holds: (r: EventRecord) => boolean, bound = 5000): EventRecord {
  for (let i = 0; i < bound; i++) {
    const r = w.step()!;
    if (holds(r)) return r;
  }
  throw new Error('it did not come to that');
}

const act = (w: World, input: Input): EventRecord => w.apply(input, w.now);
const leads = (w: World): number => w.nodes.find((n) => n.node.role === 'leader')?.id ?? 0;
const untilLeader = (w: World): number => {
  until(w, (r) => r.notes.some((n) => n.kind === 'lead'));
  return leads(w);
};

describe('determinism', () => {
  it('the same seed gives the same digest, another seed another', () => {
    const digest = (seed: number): number => {
      const w = world({ seed, lossPpm: 50_000, duplicatePpm: 50_000 });
      run(w, 3000);
      return w.digest();
    };
    expect(digest(1)).toBe(digest(1));
    expect(digest(1)).not.toBe(digest(2));
  });

  it('a clone goes on as the original does, and neither disturbs the other', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1500), (seed, at) => {
        const straight = world({ seed, lossPpm: 30_000 });
        run(straight, at + 500);
        const w = world({ seed, lossPpm: 30_000 });
        run(w, at);
        const copy = w.clone();
        act(w, { kind: 'crash', node: 1 });
        run(w, 300);
        run(copy, 500);
        expect(copy.digest()).toBe(straight.digest());
      }),
      { numRuns: 25 },
    );
  });

  it('looking at the queue changes nothing', () => {
    const a = world();
    const b = world();
    for (let i = 0; i < 2000; i++) {
      a.step();
      b.nextAt();
      b.syncsDue();
      b.flights();
      b.step();
    }
    expect(a.digest()).toBe(b.digest());
  });

  it('events are totally ordered, and syncs come first within an instant', () => {
    const w = world({ clients: 8, thinkMicros: 0, jitterMicros: 0, syncJitterPercent: 0, delayMicros: 1000, syncMicros: 1000 });
    let last = { at: -1, sync: true };
    for (const r of run(w, 5000)) {
      const sync = r.happening.kind === 'sync';
      expect(r.at).toBeGreaterThanOrEqual(last.at);
      if (r.at === last.at && sync) expect(last.sync).toBe(true);
      last = { at: r.at, sync };
    }
  });
});

describe('commands', () => {
  it('are chosen and applied on every node, with one digest', () => {
    const w = world({ clients: 3 });
    run(w, 4000);
    act(w, { kind: 'set', field: 'clients', value: 0 });
    until(
      w,
      () => w.sessions.every((s) => s.state === 'idle') && w.nodes.every((n) => n.node.appliedIndex === w.nodes[0]!.node.appliedIndex),
    );
    expect(w.nodes[0]!.node.appliedIndex).toBeGreaterThan(50);
    expect(new Set(w.nodes.map((n) => n.node.machine.digest())).size).toBe(1);
  });

  it('a person’s commands each have a session, and several may be outstanding', () => {
    const w = world({ clients: 0 });
    untilLeader(w);
    for (const value of ['1', '2', '3']) act(w, { kind: 'command', operation: { op: 'put', key: 'x', value } });
    until(w, () => w.sessions.filter((s) => s.acknowledged === 1).length === 3);
    expect(w.nodes[leads(w) - 1]!.node.machine.get('x')!.version).toBe(3);
  });
});

describe('clients', () => {
  it('one whose leader is cut off from its quorum comes to the other side in the end, whoever redirects it back', () => {
    const w = world({ clients: 1, clientTimeoutMicros: 100_000 });
    const old = untilLeader(w);
    until(w, () => w.sessions[0]!.acknowledged === 2);
    const others = w.nodes.map((n) => n.id).filter((n) => n !== old);
    act(w, { kind: 'partition', groups: [[old, others[0]!], others.slice(1)] });
    until(w, () => w.sessions[0]!.acknowledged === 6);
    expect(w.node(old).node.role).toBe('leader');
  });
});

describe('disks', () => {
  it('a message that waits for a sync leaves at that sync, not before', () => {
    const w = world({ syncMicros: 30_000, syncJitterPercent: 0, clients: 1 });
    const vote = until(w, (r) => r.written.some((row) => row.record.type === 'vote') && r.actor !== leads(w));
    expect(vote.sent.filter((f) => f.message.type === 'Accepted')).toEqual([]);
    const sync = until(w, (r) => r.actor === vote.actor && r.happening.kind === 'sync');
    expect(sync.at - vote.at).toBe(30_000);
    expect(sync.sent.map((f) => f.message.type)).toContain('Accepted');
  });

  it('a crash keeps what is synced and a prefix of the rest; a torn tail is cut at restart', () => {
    let torn = 0;
    for (let seed = 0; seed < 40; seed++) {
      const w = world({ seed, syncMicros: 100_000, clients: 6, thinkMicros: 0, window: 16 });
      const leader = untilLeader(w);
      until(w, () => w.node(leader).disk.rows.length >= w.node(leader).disk.durable + 3);
      const { durable } = w.node(leader).disk;
      const synced = w.node(leader).disk.rows.get(durable - 1)!;
      act(w, { kind: 'crash', node: leader });
      expect(w.node(leader).disk.rows.get(durable - 1)).toBe(synced);
      const flawed = w.node(leader).disk.rows.get(w.node(leader).disk.rows.length - 1)!.flaw === 'torn';
      const back = act(w, { kind: 'restart', node: leader });
      expect(back.worldNotes.some((n) => n.kind === 'cut-tail')).toBe(flawed);
      if (flawed) torn++;
      expect(w.node(leader).status).toBe('up');
    }
    expect(torn).toBeGreaterThan(3);
  });

  it('one sync covers all that was written before it began', () => {
    const w = world({ syncMicros: 40_000, clients: 8, thinkMicros: 0 });
    const rows = run(w, 6000).map((r) => (r.happening.kind === 'sync' ? r.happening.rows : 0));
    expect(Math.max(...rows)).toBeGreaterThan(3);
  });

  it('group commit waits for a number of records or a time', () => {
    const w = world({ groupSize: 64, groupMicros: 5_000, clients: 4, thinkMicros: 0 });
    const begins = run(w, 3000).filter((r) => r.happening.kind === 'group');
    expect(begins.length).toBeGreaterThan(10);
  });

  it('a lost or damaged disk takes no part', () => {
    for (const harm of [
      { kind: 'lose-disk', node: 3 },
      { kind: 'damage', node: 3, lsn: 2 },
    ] as const) {
      const w = world();
      until(w, (r) => r.actor === 3 && r.written.length > 0);
      run(w, 300);
      act(w, { kind: 'crash', node: 3 });
      act(w, harm);
      act(w, { kind: 'restart', node: 3 });
      expect(w.node(3).status).toBe('damaged');
      expect(run(w, 1500).filter((r) => r.actor === 3 && r.sent.length > 0)).toEqual([]);
    }
  });

  it('[S1] a run that begins with disks opens sessions that no entry on them has used', () => {
    const first = world({ nodes: 3 });
    until(first, () => first.sessions.every((s) => s.acknowledged > 5));
    const disks = first.nodes.map((n) => Array.from({ length: n.disk.durable }, (_, i) => n.disk.rows.get(i)!));
    const second = makeWorld({ config: first.config, disks });
    const used = new Set(first.sessions.map((s) => s.id));
    expect(second.sessions.filter((s) => used.has(s.id))).toEqual([]);
    until(second, () => second.sessions.every((s) => s.acknowledged > 5));
    expect(second.nodes[0]!.node.appliedIndex).toBeGreaterThan(first.nodes[0]!.node.appliedIndex);
  });

  it('[S1] sessions of different clients never meet, however many runs have gone before', () => {
    const seen = new Set<number>();
    for (const client of [YOU, YOU + 1, YOU + 2, YOU + 32])
      for (const nth of [0, 1, 63, 999, 1000, 1001, 1999, 2000, 999_999, 1_000_000]) {
        const session = sessionOf(client, nth);
        expect([clientOfSession(session), nthOfSession(session)]).toEqual([client, nth]);
        seen.add(session);
      }
    expect(seen.size).toBe(4 * 10);
    expect(printSession(sessionOf(YOU + 1, 1500))).toBe('c1/1501');
    expect(() => sessionOf(1000, 0)).toThrow('a session has a number of its own');

    // The 1,700th session of c1 lies on a disk: the next are the 1,701st, and a client's own, not c2's.
    const entry: Entry = {
      type: 'commands',
      commands: [{ session: sessionOf(YOU + 1, 1699), sequence: 1, operation: { op: 'get', key: 'x' } }],
    };
    const vote: DiskRow = { lsn: 2, record: { type: 'vote', ballot: { round: 1, node: 1 }, slot: 1, entry, commitIndex: 0 } };
    const disks = [1, 2, 3].map((node): DiskRow[] => [{ lsn: 1, record: { type: 'identity', node, incarnation: 1 } }, vote]);
    const world = makeWorld({ config: { ...DEFAULT_CONFIG, nodes: 3, clients: 3 }, disks });
    expect(world.sessions.map((s) => [s.client, nthOfSession(s.id), clientOfSession(s.id)])).toEqual(
      [1, 2, 3].map((c) => [YOU + c, 1700, YOU + c]),
    );
  });

  it('a power failure restarts every node from its synced rows', () => {
    const w = world({ clients: 4 });
    run(w, 3000);
    const durable = w.nodes.map((n) => n.disk.durable);
    const r = act(w, { kind: 'power-failure' });
    expect(w.flights().filter((f) => !isClient(f.from))).toEqual([]);
    expect(w.nodes.map((n) => n.disk.rows.length)).toEqual(durable);
    expect(r.noteActors).toHaveLength(r.notes.length);
    untilLeader(w);
    const before = w.sessions.map((s) => s.acknowledged);
    until(w, () => w.sessions.every((s, i) => s.acknowledged > before[i]!), 20_000);
  });
});

describe('network', () => {
  it('a cut link loses what is sent over it, one way only', () => {
    const w = world();
    const leader = untilLeader(w);
    const other = (leader % 5) + 1;
    act(w, { kind: 'cut', from: leader, to: other });
    const events = run(w, 1500);
    const cut = events.filter((r) => r.happening.kind === 'lose' && r.happening.why === 'cut');
    expect(cut.length).toBeGreaterThan(0);
    expect(cut.every((r) => r.happening.kind === 'lose' && r.happening.flight.from === leader && r.happening.flight.to === other)).toBe(
      true,
    );
    act(w, { kind: 'heal' });
    expect(w.network.cuts()).toEqual([]);
  });

  it('drop, delay and duplicate act on one message', () => {
    const w = world();
    until(w, () => w.flights().length >= 4);
    const [a, b, c] = w.flights();
    act(w, { kind: 'drop', flight: a!.id });
    act(w, { kind: 'delay', flight: b!.id, byMicros: 5_000 });
    act(w, { kind: 'duplicate', flight: c!.id });
    const after = w.flights();
    expect(after.some((f) => f.id === a!.id)).toBe(false);
    expect(after.find((f) => f.id === b!.id)!.arrivesAt).toBe(b!.arrivesAt + 5_000);
    expect(after.filter((f) => f.id === c!.id || f.copyOf === c!.id)).toHaveLength(2);
    expect(act(w, { kind: 'drop', flight: a!.id }).worldNotes[0]).toMatchObject({ kind: 'refused' });
  });

  it('a message that waited at a paused node and is held up by hand is late from then on', () => {
    const w = world({ clients: 3, thinkMicros: 0 });
    const leader = untilLeader(w);
    act(w, { kind: 'pause', node: leader });
    const waiting = until(w, (r) => r.actor === leader && r.happening.kind === 'deliver').happening;
    run(w, 400);
    act(w, { kind: 'resume', node: leader });
    if (waiting.kind !== 'deliver') throw new Error('it was a delivery');
    act(w, { kind: 'delay', flight: waiting.flight.id, byMicros: 7_000 });
    expect(w.flights().find((f) => f.id === waiting.flight.id)!.arrivesAt).toBe(w.now + 7_000);
    expect(w.nextAt()).toBeGreaterThanOrEqual(w.now);
    expect(act(w, { kind: 'delay', flight: waiting.flight.id, byMicros: 0 }).worldNotes[0]).toMatchObject({ kind: 'refused' });
  });

  it('a node cut off from everybody is cut off from clients that come later, too, until links are mended', () => {
    const w = world({ clients: 1 });
    act(w, { kind: 'isolate', node: 2 });
    act(w, { kind: 'set', field: 'clients', value: 3 });
    act(w, { kind: 'command', operation: { op: 'get', key: 'x' }, to: 2 });
    for (const client of [100, 101, 102, 103]) expect([w.isCut(client, 2), w.isCut(2, client)]).toEqual([true, true]);
    act(w, { kind: 'heal' });
    act(w, { kind: 'set', field: 'clients', value: 5 });
    expect(w.network.cuts()).toEqual([]);
  });

  it('in order means in order', () => {
    const w = world({ fifo: true, jitterMicros: 9_000, clients: 6, thinkMicros: 0 });
    const latest = new Map<string, number>();
    for (const r of run(w, 5000)) {
      if (r.happening.kind !== 'deliver') continue;
      const { from, to, id } = r.happening.flight;
      expect(id).toBeGreaterThan(latest.get(`${from}>${to}`) ?? 0);
      latest.set(`${from}>${to}`, id);
    }
  });
});

describe('pauses and refusals', () => {
  it('a paused node handles nothing; resumed, it handles what had waited', () => {
    const w = world();
    const leader = untilLeader(w);
    act(w, { kind: 'pause', node: leader });
    const events = run(w, 800);
    expect(events.filter((r) => r.actor === leader && r.sent.length > 0)).toEqual([]);
    expect(events.some((r) => r.worldNotes.some((n) => n.kind === 'deferred'))).toBe(true);
    act(w, { kind: 'resume', node: leader });
    until(w, (r) => r.actor === leader && r.notes.some((n) => n.kind === 'step-down'));
  });

  it('a group being collected when a node is paused is synced after it is resumed', () => {
    const w = world({ seed: 2234, nodes: 1, groupSize: 8, clients: 3, thinkMicros: 5_000 });
    until(w, (r) => r.worldNotes.length === 0 && w.node(1).disk.groupDueAt !== null);
    act(w, { kind: 'pause', node: 1 });
    run(w, 60);
    act(w, { kind: 'resume', node: 1 });
    until(w, (r) => r.happening.kind === 'sync');
  });

  it('an input that cannot take effect says why and changes nothing', () => {
    const w = world({ nodes: 3 });
    const why = (input: Input): unknown => act(w, input).worldNotes;
    expect(why({ kind: 'crash', node: 7 })).toEqual([{ kind: 'refused', why: 'There is no n7; expected n1, n2, n3.' }]);
    expect(why({ kind: 'restart', node: 1 })).toEqual([{ kind: 'refused', why: 'n1 is up; expected it to be crashed.' }]);
    expect(why({ kind: 'set', field: 'nodes', value: 5 })).toMatchObject([{ kind: 'refused' }]);
    expect(why({ kind: 'set', field: 'delayMicros', value: -1 })).toMatchObject([{ kind: 'refused' }]);
  });
});
