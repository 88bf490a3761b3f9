import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import type { RunFrame } from '../../worker/protocol.ts';
import { findWorlds, groupWorlds } from './find-worlds.ts';
import { sayNow } from './say-now.ts';
import { suggest } from './suggest.ts';

const ballot = (round: number, node: number) => ({ round, node, text: `${round}.n${node}` });
const node = (id: number, more: Partial<NodeFrame> = {}): NodeFrame =>
  ({ id, status: 'up', role: 'follower', ballot: ballot(1, 1), promises: null, disk: {}, ...more }) as NodeFrame;

const frame = (more: Partial<Frame> = {}): Frame =>
  ({
    config: DEFAULT_CONFIG,
    nodes: [node(1, { role: 'leader' }), node(2), node(3), node(4), node(5)],
    clients: [],
    cuts: [],
    log: { gaps: [], last: 9, commitIndex: 8 },
    leader: { node: 1, ballot: ballot(1, 1) },
    violation: null,
    counters: { elections: 1 },
    sentence: 'n2 votes.',
    ...more,
  }) as Frame;
const run = (marks: readonly string[] = [], more: Partial<RunFrame> = {}): RunFrame =>
  ({ marks: marks.map((kind) => ({ kind })), readOnly: false, canUndo: false, ...more }) as unknown as RunFrame;

describe('what is seen now', () => {
  it('is the event while the run stands, and the state while it plays', () => {
    expect(sayNow(frame(), false)).toBe('n2 votes.');
    expect(sayNow(frame(), true)).toBe('n1 leads in ballot 1.n1. Each command takes a majority of synced votes.');
  });
  it('says who stands, and how many promises there are', () => {
    const nodes = [
      node(1, { status: 'crashed' }),
      node(2, { role: 'candidate', ballot: ballot(2, 2), promises: { from: [2, 4], needed: 3 } }),
      node(3),
      node(4),
      node(5),
    ];
    expect(sayNow(frame({ leader: null, nodes }), true)).toBe('n2 stands in ballot 2.n2 and asks for promises: 2 of 3. n1 is down.');
  });
  it('says when there is no majority', () => {
    const nodes = [node(1, { status: 'crashed' }), node(2, { status: 'crashed' }), node(3, { status: 'damaged' }), node(4), node(5)];
    expect(sayNow(frame({ leader: null, nodes }), true)).toBe('n1, n2 and n3 are down. 3 of 5 are needed: nothing can be chosen.');
  });
  it('counts the members in force, not the nodes', () => {
    const nodes = [node(1, { status: 'crashed' }), node(2, { status: 'crashed' }), node(3), node(4), node(5)];
    const members = [1, 2, 3];
    expect(sayNow(frame({ leader: null, nodes, members }), true)).toBe('n1 and n2 are down. 2 of 3 are needed: nothing can be chosen.');
    expect(suggest(frame({ leader: null, nodes, members }), run(), true)?.act).toEqual({ kind: 'restart', node: 1 });
  });
  it('says where the log has a gap', () => {
    expect(sayNow(frame({ log: { gaps: [14], last: 15, commitIndex: 13 } as never }), true)).toBe(
      'n1 leads in ballot 1.n1. Slot 14 is open below one that is chosen.',
    );
  });
});

describe('what to try', () => {
  const crashed = [node(1, { status: 'crashed' }), node(2), node(3), node(4), node(5)];
  it('is to crash the leader, first of all', () => {
    expect(suggest(frame(), run(), true)).toMatchObject({ label: 'Crash the leader', act: { kind: 'crash', node: 1 } });
  });
  it('is then to see the election, and to bring the node back', () => {
    expect(suggest(frame({ leader: null, nodes: crashed }), run(['crash']), true)?.act).toEqual({ kind: 'hurry' });
    const led = frame({ nodes: crashed, leader: { node: 3, ballot: ballot(2, 3) } });
    expect(suggest(led, run(['crash', 'election']), true)?.act).toEqual({ kind: 'restart', node: 1 });
  });
  it('goes on to what has not been seen', () => {
    expect(suggest(frame(), run(['crash', 'restart']), true)?.act).toEqual({ kind: 'isolate', node: 1 });
    expect(suggest(frame(), run(['crash', 'cut', 'healed']), true)?.act).toEqual({ kind: 'disks' });
    expect(suggest(frame(), run(['crash', 'cut', 'input']), true)?.act).toEqual({ kind: 'command' });
  });
  it('brings a node back by what keeps it away', () => {
    const stopped = (more: Partial<NodeFrame>) => frame({ nodes: [node(1, { role: 'leader' }), node(2), node(3, more), node(4), node(5)] });
    const full = { status: 'damaged', disk: { full: true } as NodeFrame['disk'] } as const;
    expect(suggest(stopped(full), run(), true)).toMatchObject({ label: 'Free n3’s disk', act: { kind: 'free', node: 3 } });
    expect(suggest(stopped({ status: 'damaged' }), run(), true)).toMatchObject({ label: 'Replace n3', act: { kind: 'cluster' } });
    expect(suggest(stopped({ status: 'crashed' }), run(), true)?.act).toEqual({ kind: 'restart', node: 3 });
  });
  it('mends what is cut before anything else', () => {
    expect(suggest(frame({ cuts: [[1, 2]] }), run(['cut']), true)?.act).toEqual({ kind: 'heal' });
  });
  it('says in the past that a branch would begin, and nothing where nothing can be changed', () => {
    expect(suggest(frame(), run(['crash']), false)?.label).toBe('Crash the leader here');
    expect(suggest(frame(), run([], { readOnly: true }), true)).toBeNull();
  });
});

describe('the ready worlds', () => {
  const world = (title: string, group: string) => ({ id: title, title, group, about: `About ${title}.`, tries: ['Crash n1.'], text: '' });
  const worlds = [world('A slow disk', 'Disks'), world('Duel', 'Leaders'), world('Torn', 'Disks')];
  it('are found by all of the words, anywhere', () => {
    expect(findWorlds(worlds, '').length).toBe(3);
    expect(findWorlds(worlds, 'disk CRASH').map((w) => w.title)).toEqual(['A slow disk', 'Torn']);
    expect(findWorlds(worlds, 'nothing')).toEqual([]);
  });
  it('stand by group', () => {
    expect(groupWorlds(worlds).map((g) => [g.group, g.worlds.length])).toEqual([
      ['Disks', 2],
      ['Leaders', 1],
    ]);
  });
});
