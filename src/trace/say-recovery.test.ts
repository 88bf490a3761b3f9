// Recovery told record by record: what is told is what the engine recovered, in every run that restarts anything; and the sentences of three disks.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../paxos/ballot.ts';
import { recordsOf } from '../sim/disk.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { EventRecord } from '../sim/events.ts';
import type { Input } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import { recoveredNodes, rowsFound, tellRecovery, type RecoveryStep } from './say-recovery.ts';

/** Executes until so many events, then the inputs; returns the story of each node that came back at the last of them. */
function stories(config: Partial<Config>, events: number, ...inputs: Input[]): Map<number, readonly RecoveryStep[]> {
  const world = makeWorld({ config: { ...DEFAULT_CONFIG, ...config } });
  while (world.events < events) world.step();
  return tell(world, ...inputs).stories;
}

function tell(world: World, ...inputs: Input[]): { record: EventRecord; stories: Map<number, readonly RecoveryStep[]> } {
  let told = new Map<number, readonly RecoveryStep[]>();
  let record: EventRecord | null = null;
  for (const input of inputs) {
    const before = world.clone();
    record = world.apply(input, world.now);
    const done = record;
    told = new Map(recoveredNodes(done).map((n) => [n, tellRecovery(rowsFound(before, done, n), done, world.node(n))]));
  }
  return { record: record!, stories: told };
}

const texts = (steps: readonly RecoveryStep[]): string[] => steps.map((s) => s.text);
const restarted = (node: number): Input[] => [
  { kind: 'crash', node },
  { kind: 'restart', node },
];

describe('[D7] the story of a recovery', () => {
  it('ends where the engine does, for every node of many worlds, with and without checkpoints, after crashes and power failures', () => {
    let cut = 0;
    for (let seed = 1; seed <= 12; seed++)
      for (const checkpointEvery of [0, 4]) {
        const world = makeWorld({
          config: { ...DEFAULT_CONFIG, seed, checkpointEvery, syncMicros: 15_000, clients: 5, thinkMicros: 1_000 },
        });
        while (world.events < 500 + 40 * seed) world.step();
        for (const inputs of [restarted(1 + (seed % 5)), [{ kind: 'power-failure' } as const]]) {
          const { stories: told } = tell(world, ...inputs);
          expect(told.size).toBeGreaterThan(0);
          for (const [id, steps] of told) {
            const { node, disk } = world.node(id);
            const end = steps.at(-1)!;
            expect(end.kind).toBe('end');
            expect(end.then.promised).toBe(node.promised.round === 0 ? '' : printBallot(node.promised));
            const last = steps.at(-2)!.then;
            expect(last).toMatchObject({ chosenUpTo: node.commitIndex, appliedUpTo: node.appliedIndex });
            expect(last.checkpoint).toBe(node.checkpoint?.index ?? 0);
            const records = [...recordsOf(disk)].length;
            expect(steps.filter((s) => s.lsn !== 0 && s.kind !== 'cut').length).toBe(records);
            cut += steps.filter((s) => s.kind === 'cut').length;
          }
          for (let n = 0; n < 300; n++) world.step();
        }
      }
    expect(cut).toBeGreaterThan(0);
  });

  it('a disk without a checkpoint: promise, votes, what is known to be chosen and applied again', () => {
    const steps = stories({ nodes: 3, seed: 3, clients: 1, election: 'lazy' }, 60, ...restarted(2)).get(2)!;
    expect(texts(steps)).toEqual([
      'Record 1: this is n2’s own disk.',
      'Record 2: the promise of 1.n1 is back.',
      'Record 3: the vote for y? in slot 1, ballot 1.n1, is back.',
      'Record 4: the vote for y? in slot 2, ballot 1.n1, is back. When it was written, slots up to 1 were known to be chosen.',
      'Record 5: the vote for w? in slot 3, ballot 1.n1, is back. When it was written, slots up to 2 were known to be chosen.',
      'Slot 1 is known to be chosen: y? is run through the state machine again: version 0.',
      'Slot 2 is known to be chosen: y? is run through the state machine again: version 0.',
      'n2 is back: it keeps its promise of 1.n1, knows slots up to 2 to be chosen, and has applied up to slot 2. It has forgotten who leads. Whether slot 3 is chosen it does not know: it has a vote of its own there, and will hear.',
    ]);
    expect(steps.map((s) => s.rules.join(' ')).every((r) => r !== '')).toBe(true);
    const promised = steps.map((s) => s.then.votes);
    expect(promised).toEqual([...promised].sort((a, b) => a - b));
  });

  it('a checkpoint comes first, and what it covers is let go', () => {
    const steps = stories({ nodes: 3, seed: 5, checkpointEvery: 5, clients: 3, thinkMicros: 5_000 }, 700, ...restarted(3)).get(3)!;
    expect(steps.slice(0, 2).map((s) => s.kind)).toEqual(['identity', 'checkpoint']);
    expect(steps[1]!.text).toMatch(
      /^Record \d+: the newest checkpoint is loaded: the state after slot \d+, with \d keys and \d sessions\./,
    );
  });

  it('[D7] damage, and [D8] a lost disk: told up to there, and that the node takes no part', () => {
    const damaged = stories(
      { nodes: 3, seed: 3 },
      200,
      { kind: 'crash', node: 1 },
      { kind: 'damage', node: 1, lsn: 2 },
      { kind: 'restart', node: 1 },
    );
    expect(texts(damaged.get(1)!)).toEqual([
      'Record 1: this is n1’s own disk.',
      'Record 2 does not fit its checksum, and 11 records lie behind it: this is damage, not a write cut short. What lies behind it may hold promises that cannot be read.',
      'n1 takes no part, since record 2 of its log is damaged, before records that are whole. It does not vote under its old name.',
    ]);
    const lost = stories(
      { nodes: 3, seed: 3 },
      200,
      { kind: 'crash', node: 1 },
      { kind: 'lose-disk', node: 1 },
      { kind: 'restart', node: 1 },
    );
    expect(texts(lost.get(1)!)).toEqual([
      'No record says whose disk this is: it was lost or emptied, and what had been promised with it.',
      'n1 takes no part, since its disk is empty: what it had promised is lost. It does not vote under its old name.',
    ]);
  });

  it('a new node has not come back from anywhere', () => {
    expect(stories({ nodes: 3 }, 100, { kind: 'add-node' }).size).toBe(0);
  });
});
