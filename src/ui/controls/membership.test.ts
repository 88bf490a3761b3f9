// Members as the form shows them, on a real world: chosen, refused, changed, and a lost disk's node replaced. Faults of a disk and why not.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import { makeWorld, type World } from '../../sim/world.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { faultsOf, recordLabel } from './disk-faults.ts';
import { changeUnderWay, lost, membersNow, refuseMembers, sayMember } from './membership.ts';

const look = (world: World) => projectFrame(world, { firstSlot: null, slots: 8 }, null, '');
const start = (change = {}): World => {
  const world = makeWorld({ config: { ...DEFAULT_CONFIG, nodes: 3, ...change } });
  for (let i = 0; i < 600; i++) world.step();
  return world;
};
const go = (world: World, events: number): void => {
  for (let i = 0; i < events; i++) world.step();
};

describe('members', () => {
  test('what may not be asked for is refused with its reason', () => {
    const frame = look(start());
    expect(refuseMembers([], frame)).toContain('Nobody is chosen');
    expect(refuseMembers([1, 2, 3], frame)).toBe('These are the members now.');
    expect(refuseMembers([1, 2], frame)).toBe('');
    expect(refuseMembers([1, 2], { ...frame, leader: null })).toContain('Nobody leads');
  });

  test('a node is added, learns, becomes a member; another is removed', () => {
    const world = start();
    world.apply({ kind: 'add-node' }, world.now);
    let frame = look(world);
    expect(sayMember(frame.nodes[3]!, frame)).toMatch(/^learner: has applied 0 of \d+ slots$/);
    world.apply({ kind: 'reconfigure', members: [1, 2, 4], policy: 'alpha-window' }, world.now);
    frame = look(world);
    expect(changeUnderWay(frame)).toContain('n4');
    expect(refuseMembers([1, 2], frame)).toContain('One change at a time');
    go(world, 4_000);
    frame = look(world);
    expect(membersNow(frame)).toEqual([1, 2, 4]);
    expect(changeUnderWay(frame)).toBe('');
    expect(sayMember(frame.nodes[3]!, frame)).toMatch(/^member/);
    expect(sayMember(frame.nodes[2]!, frame)).toMatch(/^removed/);
  });

  test('a member whose disk was lost takes no part, and can be replaced', () => {
    const world = start();
    const follower = look(world).nodes.find((n) => n.role !== 'leader')!.id;
    world.apply({ kind: 'crash', node: follower }, world.now);
    world.apply({ kind: 'lose-disk', node: follower }, world.now);
    world.apply({ kind: 'restart', node: follower }, world.now);
    const frame = look(world);
    expect(lost(frame)).toEqual([follower]);
    expect(sayMember(frame.nodes[follower - 1]!, frame)).toContain('cannot be trusted');
  });
});

describe('faults of a disk', () => {
  const refused = (world: World, node: number) =>
    faultsOf(look(world).nodes[node - 1]!)
      .filter((f) => f.refusal !== '')
      .map((f) => f.act);

  test('are offered where they can happen', () => {
    const world = start();
    expect(refused(world, 2)).toEqual(['battery', 'lose']);
    world.apply({ kind: 'crash', node: 2 }, world.now);
    expect(refused(world, 2)).toEqual(['battery', 'crash-write']);
    const backed = start({ battery: true });
    expect(refused(backed, 2)).toEqual(['lose']);
    backed.apply({ kind: 'battery-failure', node: 2 }, backed.now);
    expect(refused(backed, 2)).toEqual(['battery', 'lose']);
  });

  test('a stored row in a few words', () => {
    expect(recordLabel({ lsn: 9, text: '{"type":"vote","ballot":{"round":1,"node":5},"slot":7,"entry":{"type":"noop"}}' })).toBe(
      '9: vote in slot 7',
    );
    expect(recordLabel({ lsn: 1, text: '{"type":"identity","node":1,"incarnation":1}' })).toBe('1: identity');
  });

  test('a full disk is freed', () => {
    const world = start();
    world.apply({ kind: 'fill-disk', node: 2 }, world.now);
    expect(faultsOf(look(world).nodes[1]!)[0]).toMatchObject({ act: 'free' });
  });
});
