// Each invariant on hand-made events: what it must let pass, and the smallest thing that it must not. The worlds in which real nodes do wrong
// are in switches.test.ts; here stand the cases that a world does not easily come to.
import { describe, expect, it } from 'vitest';
import type { Note } from '../../paxos/effects.ts';
import { NOOP, type Entry } from '../../paxos/entry.ts';
import type { Message } from '../../paxos/messages.ts';
import type { DiskRecord } from '../../paxos/records.ts';
import { ballot, put } from '../../paxos/testing.ts';
import { DEFAULT_CONFIG } from '../config.ts';
import type { EventRecord, Happening, Violation, WorldNote } from '../events.ts';
import type { Input } from '../inputs.ts';
import { runSeed } from '../search/run-seed.ts';
import { makeWorld, type World } from '../world.ts';
import { CHECK_TITLES, Checks } from './checks.ts';

/** A quiet world of five whose events are told to its checks by hand. */
class Told {
  readonly world: World = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 0 } });
  checks = new Checks(this.world);
  private number = 0;

  /** Tells one event; returns what the checks say. */
  tell(
    actor: number,
    what: { sent?: Message[]; written?: DiskRecord[]; notes?: Note[]; worldNotes?: WorldNote[]; input?: Input },
  ): Violation | null {
    const number = this.number++;
    const happening: Happening = what.input ? { kind: 'input', input: what.input } : { kind: 'timer', node: actor, timer: 'resend' };
    const flights = (what.sent ?? []).map((message, id) => ({
      id,
      from: actor,
      to: 9,
      message,
      sentAt: 0,
      endsAt: 1,
      arrivesAt: 1,
      fate: 'arrive' as const,
      sentBy: number,
    }));
    const rows = (what.written ?? []).map((record, i) => ({ lsn: number * 10 + i, record }));
    const record: EventRecord = {
      number,
      at: 0,
      cause: null,
      actor,
      happening,
      notes: what.notes ?? [],
      noteActors: null,
      worldNotes: what.worldNotes ?? [],
      sent: flights,
      written: rows,
      held: 0,
    };
    return this.checks.observe(record, this.world);
  }

  /** Node n votes: its row, and its Accepted. */
  vote(n: number, round: number, owner: number, slot: number, entry: Entry): Violation | null {
    const b = ballot(round, owner);
    return this.tell(n, {
      written: [{ type: 'vote', ballot: b, slot, entry, commitIndex: 0 }],
      sent: [{ type: 'Accepted', ballot: b, slot }],
    });
  }

  choose(slot: number, entry: Entry, round = 1, owner = 1, voters = [1, 2, 3]): void {
    for (const n of voters) expect(this.vote(n, round, owner, slot, entry)).toBeNull();
  }

  apply(n: number, slot: number, entry: Entry, digest = slot * 1000, repeated = false): Violation | null {
    const results =
      entry.type === 'commands'
        ? entry.commands.map((c) => ({ session: c.session, sequence: c.sequence, result: { version: 1 }, repeated }))
        : [];
    return this.tell(n, { notes: [{ kind: 'apply', slot, entry, digest, results }] });
  }

  reply(n: number, sequence: number, version = 1): Violation | null {
    return this.tell(n, {
      sent: [{ type: 'Reply', session: 101_000, sequence, result: { version }, appliedIndex: 1, mode: 'log', behind: 0 }],
    });
  }

  propose(n: number, round: number, slot: number, entry: Entry, owner = n): Violation | null {
    return this.tell(n, { sent: [{ type: 'Accept', ballot: ballot(round, owner), slot, entry, commitIndex: 0 }] });
  }

  crash(n: number): Violation | null {
    return this.tell(n, { input: { kind: 'crash', node: n }, worldNotes: [{ kind: 'crashed', node: n, lost: [], torn: false }] });
  }
}

const A = put('x', '1');
const B = put('x', '2', 102_000);
const promise = (round: number, node: number): Message => ({
  type: 'Promise',
  ballot: ballot(round, node),
  firstSlot: 1,
  votes: [],
  chosenUpTo: 0,
  checkpointIndex: 0,
});

describe('I1: one entry per slot is ever chosen', () => {
  it('two quorums for two entries, in two ballots', () => {
    const t = new Told();
    t.choose(7, A, 1, 1, [3, 4, 5]);
    t.vote(1, 2, 2, 7, B); // I5 speaks here first: two majorities share a node, so one of the ballots ought to have known
    t.vote(2, 2, 2, 7, B);
    expect(t.vote(3, 2, 2, 7, B)).not.toBeNull();
    const v = t.checks.allFound(5).find((found) => found.invariant === 'I1')!;
    expect(v).toMatchObject({ nodes: [1, 2, 3, 4, 5], slot: 7, says: 'Two entries are chosen in slot 7: x=1 and x=2.' });
    expect(v.facts[0]).toBe('At event 2 x=1 was chosen in slot 7: n3, n4 and n5 had voted for it in ballot 1.n1.');
    expect(v.facts[1]).toBe('At event 5 x=2 was chosen in slot 7: n1, n2 and n3 had voted for it in ballot 2.n2.');
  });

  it('votes in different ballots make no quorum together, and one node votes once', () => {
    const t = new Told();
    for (const [n, round] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [1, 4],
      [1, 4],
    ] as const)
      t.vote(n, round, 1, 1, A);
    expect(t.checks.chosen(1)).toBeUndefined();
    t.vote(2, 4, 1, 1, A);
    expect(t.checks.chosen(1)).toBeUndefined();
    t.vote(3, 4, 1, 1, A);
    expect(t.checks.chosen(1)).toMatchObject({ ballot: ballot(4, 1), entry: A });
  });
});

describe('I2: ballots', () => {
  it('one ballot, one slot, two entries: before and after the choice', () => {
    const t = new Told();
    expect(t.propose(1, 1, 3, A)).toBeNull();
    expect(t.propose(1, 1, 3, put('x', '1'))).toBeNull();
    expect(t.propose(1, 1, 3, B)).toMatchObject({ invariant: 'I2', slot: 3 });
    t.choose(4, A);
    expect(t.propose(1, 1, 4, B)).toMatchObject({ invariant: 'I2', slot: 4 });
  });

  it('a ballot of somebody else, and a ballot used in two lives', () => {
    const t = new Told();
    const prepare = (n: number, round: number, owner: number): Violation | null =>
      t.tell(n, { sent: [{ type: 'Prepare', ballot: ballot(round, owner), firstSlot: 1 }] });
    const restart = (n: number): Violation | null =>
      t.tell(n, { notes: [{ kind: 'recover', replayed: 1, promised: ballot(0, 0), applied: 0, damage: null }] });
    expect(prepare(2, 5, 2)).toBeNull();
    expect(prepare(2, 5, 2)).toBeNull();
    expect(prepare(3, 5, 2)).toMatchObject({ invariant: 'I2', nodes: [3, 2] });
    restart(2);
    expect(prepare(2, 5, 2)).toMatchObject({ invariant: 'I2', nodes: [2] });
    expect(prepare(2, 6, 2)).toBeNull();
  });
});

describe('I3: no word below a word that was sent', () => {
  it('a vote or a promise below a promise; as high is no lower', () => {
    const t = new Told();
    t.tell(4, { sent: [promise(3, 1)] });
    expect(t.tell(4, { sent: [promise(3, 1)] })).toBeNull();
    expect(t.tell(4, { sent: [promise(2, 9)] })).toMatchObject({ invariant: 'I3', nodes: [4] });
    expect(t.vote(4, 3, 1, 1, A)).toBeNull();
    const v = t.vote(4, 2, 2, 2, B)!;
    expect(v).toMatchObject({ invariant: 'I3', slot: 2 });
    expect(v.facts).toEqual([
      'At event 0 n4 sent its promise for ballot 3.n1.',
      'At event 4 it votes in slot 2 in ballot 2.n2, and 2.n2 is below 3.n1.',
    ]);
  });

  it('a copy made by the network, or by hand, is not the node’s word', () => {
    const t = new Told();
    t.tell(4, { sent: [promise(3, 1)] });
    const world = t.world;
    const flight = {
      id: 9,
      from: 4,
      to: 1,
      message: promise(1, 1),
      sentAt: 0,
      endsAt: 1,
      arrivesAt: 1,
      fate: 'arrive' as const,
      sentBy: 0,
    };
    const record: EventRecord = {
      number: 5,
      at: 0,
      cause: null,
      actor: 4,
      happening: { kind: 'input', input: { kind: 'duplicate', flight: 9 } },
      notes: [],
      noteActors: null,
      worldNotes: [],
      sent: [flight],
      written: [],
      held: 0,
    };
    expect(t.checks.observe(record, world)).toBeNull();
  });
});

describe('I4: what has left is on the disk', () => {
  it('a promise, and a vote, that the disk does not have after a crash', () => {
    const t = new Told();
    t.tell(4, { sent: [promise(3, 1)] });
    const v = t.crash(4)!;
    expect(v).toMatchObject({ invariant: 'I4', nodes: [4] });
    expect(v.facts[1]).toBe('At event 1 the highest ballot on its disk is none.');
    const u = new Told();
    u.world.nodes[2]!.disk.rows.push({ lsn: 2, record: { type: 'promise', ballot: ballot(4, 1), commitIndex: 0 } });
    u.vote(3, 2, 2, 6, A);
    expect(u.crash(3)).toMatchObject({ invariant: 'I4', slot: 6 });
  });

  it('a later vote in the slot will do, a torn or damaged row will not', () => {
    const row = { type: 'vote', ballot: ballot(5, 1), slot: 6, entry: A, commitIndex: 0 } as const;
    const sound = new Told();
    sound.vote(3, 2, 2, 6, A);
    sound.world.nodes[2]!.disk.rows.push({ lsn: 2, record: row });
    expect(sound.crash(3)).toBeNull();
    const torn = new Told();
    torn.vote(3, 2, 2, 6, A);
    torn.world.nodes[2]!.disk.rows.push({ lsn: 2, record: row, flaw: 'torn' });
    expect(torn.crash(3)).toMatchObject({ invariant: 'I4' });
  });

  it('[D8] a disk lost by accident is no breach, but a word from it is', () => {
    const t = new Told();
    t.tell(4, { sent: [promise(3, 1)] });
    expect(t.tell(4, { input: { kind: 'lose-disk', node: 4 } })).toBeNull();
    expect(t.crash(4)).toBeNull();
    expect(t.tell(4, { sent: [promise(7, 1)] })).toMatchObject({ invariant: 'I4', nodes: [4] });
  });
});

describe('I5: what is chosen is proposed again', () => {
  it('a higher ballot with another entry, after the choice and before it', () => {
    const after = new Told();
    after.choose(2, A);
    expect(after.propose(5, 2, 2, A)).toBeNull();
    expect(after.propose(5, 3, 2, NOOP)).toMatchObject({ invariant: 'I5', slot: 2 });
    const before = new Told();
    expect(before.propose(5, 3, 2, B)).toBeNull();
    before.vote(1, 1, 1, 2, A);
    before.vote(2, 1, 1, 2, A);
    expect(before.vote(3, 1, 1, 2, A)).toMatchObject({ invariant: 'I5', slot: 2 });
  });

  it('a lower ballot may still stand for something else', () => {
    const t = new Told();
    t.choose(2, A, 4, 1);
    expect(t.propose(2, 3, 2, B)).toBeNull();
    expect(t.vote(4, 3, 2, 2, B)).toBeNull();
  });
});

describe('I6, I7: applied', () => {
  it('not chosen; another entry; past a gap; twice; and from the start after a restart', () => {
    const t = new Told();
    expect(t.apply(1, 1, A)).toMatchObject({ invariant: 'I6', slot: 1 });
    const u = new Told();
    u.choose(1, A);
    u.choose(2, B);
    expect(u.apply(1, 1, B)).toMatchObject({ invariant: 'I6' });
    expect(u.apply(2, 2, B)).toMatchObject({ invariant: 'I6', says: 'n2 applies past a gap.' });
    expect(u.apply(3, 1, A)).toBeNull();
    expect(u.apply(3, 1, A)).toMatchObject({ invariant: 'I6', says: 'n3 applies slot 1 a second time.' });
    u.tell(3, { notes: [{ kind: 'recover', replayed: 1, promised: ballot(0, 0), applied: 0, damage: null }] });
    expect(u.apply(3, 1, A)).toBeNull();
  });

  it('two digests after one slot', () => {
    const t = new Told();
    t.choose(1, A);
    expect(t.apply(1, 1, A, 77)).toBeNull();
    const v = t.apply(2, 1, A, 78)!;
    expect(v).toMatchObject({ invariant: 'I7', nodes: [1, 2], slot: 1 });
    expect(v.facts).toEqual(['After slot 1 the digest of n1 is 0000000000004d.', 'After slot 1 the digest of n2 is 0000000000004e.']);
  });
});

describe('I8, I9: commands and answers', () => {
  it('an effect twice, an effect withheld, an effect on one node only', () => {
    const twice = new Told();
    twice.choose(1, A);
    twice.choose(2, A);
    twice.apply(1, 1, A);
    expect(twice.apply(1, 2, A)).toMatchObject({ invariant: 'I8', slot: 2, says: 'c1#1 takes effect a second time.' });
    const withheld = new Told();
    withheld.choose(1, A);
    expect(withheld.apply(1, 1, A, 5, true)).toMatchObject({ invariant: 'I8' });
    const differing = new Told();
    differing.choose(1, A);
    differing.apply(1, 1, A, 5);
    expect(differing.apply(2, 1, A, 5, true)).toMatchObject({ invariant: 'I8', nodes: [1, 2] });
  });

  it('an answer to what is not chosen, not applied, or had another result', () => {
    const t = new Told();
    expect(t.reply(1, 1)).toMatchObject({ invariant: 'I9', says: 'c1#1 is answered, and is not chosen.' });
    t.choose(1, A);
    expect(t.reply(1, 1)).toMatchObject({ invariant: 'I8', says: 'c1#1 is answered, and took effect nowhere.' });
    t.apply(1, 1, A);
    expect(t.reply(1, 1)).toBeNull();
    expect(t.reply(1, 1, 4)).toMatchObject({ invariant: 'I8' });
    expect(t.reply(1, 2)).toMatchObject({ invariant: 'I9' });
  });

  it('an answered command that a crash takes from its majority', () => {
    const t = new Told();
    const row = (n: number): void =>
      t.world.nodes[n - 1]!.disk.rows.push({ lsn: 2, record: { type: 'vote', ballot: ballot(1, 1), slot: 1, entry: A, commitIndex: 0 } });
    t.choose(1, A);
    t.apply(1, 1, A);
    t.reply(1, 1);
    for (const n of [1, 2, 3]) row(n);
    expect(t.crash(2)).toBeNull();
    t.world.nodes[1]!.disk.rows.truncate(1);
    t.crash(2);
    const found = t.checks.allFound(9);
    expect(found.map((v) => v.invariant)).toEqual(['I4', 'I9']);
    expect(found[1]!.facts[1]).toContain('only the disks of n1 and n3 hold a vote for it');
  });
});

describe('the checks as a whole', () => {
  it('have a title for each, count each trial, and a clone goes its own way', () => {
    expect(Object.keys(CHECK_TITLES)).toEqual(Array.from({ length: 13 }, (_, i) => `I${i + 1}`));
    const t = new Told();
    t.choose(1, A);
    const copy = t.checks.clone();
    const before = { ...copy.tried };
    t.choose(2, B);
    t.apply(1, 1, A);
    expect(copy.tried).toEqual(before);
    expect(copy.chosen(2)).toBeUndefined();
    expect(copy.appliedBy(1)).toBe(0);
    t.checks = copy;
    expect(t.apply(1, 2, B)).toMatchObject({ invariant: 'I6' });
  });

  it('go on from the disks of a former run, whose votes and choices count', () => {
    const former = makeWorld({ config: { ...DEFAULT_CONFIG, nodes: 3 } });
    for (let i = 0; i < 3000; i++) former.step();
    const disks = former.nodes.map((n) => Array.from({ length: n.disk.durable }, (_, i) => n.disk.rows.get(i)!));
    const world = makeWorld({ config: former.config, disks });
    const checks = new Checks(world);
    expect(checks.lastChosen()).toBeGreaterThan(50);
    for (let i = 0; i < 5000; i++) expect(checks.observe(world.step()!, world)).toBeNull();
    expect(checks.observe(world.apply({ kind: 'power-failure' }, world.now), world)).toBeNull();
    for (let i = 0; i < 3000; i++) expect(checks.observe(world.step()!, world)).toBeNull();
  });

  it('a clone in the middle of a run says what the original says', () => {
    const { header, journal, violation } = runSeed(1, { switches: ['own-value'], maxEvents: 1500 });
    const world = makeWorld(header);
    let checks = new Checks(world);
    let next = 0;
    let found: Violation | null = null;
    while (found === null) {
      if (world.events % 50 === 0) checks = checks.clone();
      const entry = journal[next]?.event === world.events ? journal[next++] : undefined;
      found = checks.observe(entry ? world.apply(entry.input, entry.at) : world.step()!, world);
    }
    expect(found).toEqual(violation);
  });
});
