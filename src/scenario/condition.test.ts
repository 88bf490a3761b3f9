// Conditions: each can be read and printed back, and holds when and only when it should.
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import { makeWorld, type World } from '../sim/world.ts';
import { holds, parseCondition, printCondition, type Condition } from './condition.ts';

const read = (text: string): Condition => {
  const c = parseCondition(text);
  if (!c.ok) throw new Error(c.error);
  return c.value;
};

function until(world: World, text: string): number {
  const c = read(text);
  for (let i = 0; i < 20_000; i++) {
    const record = world.step();
    if (holds(c, record, world)) return i;
  }
  throw new Error(`${text} did not come`);
}

describe('reading', () => {
  it.each([
    'leader',
    'leader n3',
    'no leader',
    'ballot 3.n3',
    'candidate n2',
    'promised 3.n1 on n2',
    'voted 14',
    'voted 14 on n2',
    'synced 14 everywhere',
    'synced',
    'synced n2',
    'unsynced n2',
    'chosen 14',
    'chosen 14 on n2',
    'chosen 14 in fact',
    'applied 14 everywhere',
    'gap',
    'gap 14',
    'gap 14 on n2',
    'no-op',
    'no-op 14',
    'open 3',
    'in flight 3 Accept',
    'in flight 1 Accept 14 n1 -> n3',
    'in flight 1 Promise 3.n2 any -> n2',
    'in flight 1 any n1 -> n2',
    'acknowledged 5',
    'acknowledged x=4',
    'unknown c1',
    'unknown',
    'violation',
    'violation I3',
    'up n1',
    'crashed n1',
    'damaged n2',
    'torn n2',
    'checkpoint 50',
    'checkpoint 50 on n1',
    'truncated 50 everywhere',
    'configuration {n1 n2 n4} governs',
    'configuration {n1} governs on n2',
    'configuration 3 n2',
    'member n4',
    'learner n4',
    'removed n2',
    'lease',
    'lease n1',
    'full n1',
    'installed n3',
    'checkpointed n1 or truncation',
    'disk-full n2',
    'in flight 1 InstallCheckpoint 50 n1 -> n3',
    'election',
    'election n2',
    'candidacy n1',
    'choice 14',
    'choice 14 n2',
    'retry c1',
    'answer you',
    'sent Accept 14 n1 -> n3',
    'loss Accept',
    'catch-up 4 n3',
    'redirect',
    'write n1',
    'leader n2 and open 3',
    'leader n2 and gap or violation',
  ])('%s', (text) => {
    expect(printCondition(read(text))).toBe(text);
  });

  it.each([
    ['', 'nothing; expected a condition'],
    ['chosen', 'nothing; expected a slot'],
    ['leader n9', '“n9”; expected a node, n1 to n5'],
    ['leader x', '“x”; expected the end of the line'],
    ['in flight 3 Nothing', '“Nothing”; expected a kind of message'],
    ['gap 14 within', '“within”; expected the end of the line'],
    ['happy', '“happy”; expected a condition: leader'],
    ['applied 3 and leder n3', '“leder”; expected a condition, perhaps “leader”'],
  ])('refuses “%s” in words', (text, says) => {
    const c = parseCondition(text, 5);
    expect(c.ok ? '' : c.error).toContain(says);
  });
});

describe('holding', () => {
  it('states hold as long as they are so, moments once', () => {
    const w = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 3, thinkMicros: 0 } });
    expect(holds(read('no leader'), null, w)).toBe(true);
    until(w, 'election');
    expect(holds(read('leader'), null, w)).toBe(true);
    expect(holds(read('election'), w.step(), w)).toBe(false);
    until(w, 'open 2');
    until(w, 'in flight 3 Accept');
    until(w, 'chosen 1 in fact');
    until(w, 'applied 3 everywhere');
    until(w, 'acknowledged 4');
    expect(holds(read('violation'), null, w)).toBe(false);
    expect(holds(read('leader and chosen 1 or violation'), null, w)).toBe(true);
  });

  it('a gap is a slot not known chosen below one that is', () => {
    const w = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 4, thinkMicros: 0, lossPpm: 200_000 } });
    until(w, 'gap');
    const n = w.nodes.find((x) => holds({ kind: 'gap', slot: x.node.commitIndex + 1, where: x.id }, null, w))!;
    expect(n.node.log.chosen(n.node.commitIndex + 1)).toBeUndefined();
    expect(holds(read(`gap ${n.node.commitIndex + 1} on n${n.id}`), null, w)).toBe(true);
    expect(holds(read(`gap ${Math.max(1, n.node.commitIndex)} on n${n.id}`), null, w)).toBe(n.node.commitIndex === 0);
  });
});
