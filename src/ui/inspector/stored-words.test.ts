// A checkpoint's row in words, from a record of a real disk; every other row as it is stored.
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import { makeWorld } from '../../sim/world.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { extraFacts } from './node-facts.ts';
import { storedWords } from './stored-words.ts';

const world = makeWorld({ config: { ...DEFAULT_CONFIG, checkpointEvery: 10 } });
const disk = world.nodes[0]!.disk;
const texts = (): string[] => Array.from({ length: disk.rows.length }, (_, i) => JSON.stringify(disk.rows.get(i)!.record));
while (world.nodes[0]!.node.log.floor < 10) world.step();

describe('a stored row', () => {
  it('is told in words where it is a checkpoint', () => {
    const text = texts().find((t) => t.includes('"type":"checkpoint"'))!;
    expect(storedWords(text)).toMatch(
      /^Checkpoint at slot \d+: \d+ keys?, \d+ sessions?, members n1, n2, n3, n4 and n5, \d+ bytes; promised 1\.n\d\.$/,
    );
    expect(storedWords(`${text} torn`)).toMatch(/It is torn\.$/);
  });

  it('is shown as it is otherwise, and where it cannot be read', () => {
    for (const text of texts().filter((t) => !t.includes('"type":"checkpoint"'))) expect(storedWords(text)).toBe(text);
    expect(storedWords('{"type":"checkpoint"')).toBe('{"type":"checkpoint"');
  });
});

describe('a node', () => {
  it('tells its checkpoint, and nothing of what is not there', () => {
    const frame = projectFrame(world, { firstSlot: 1, slots: 12 }, null, 'A sentence.');
    const facts = extraFacts(frame.nodes[0]!, frame);
    expect(facts.map(([name]) => name)).toEqual(expect.arrayContaining(['Checkpoint', 'Log cut up to']));
    expect(facts.map(([name]) => name)).not.toContain('Membership');
    expect(facts.map(([name]) => name).join()).not.toMatch(/lease|clock/i);
  });
});
