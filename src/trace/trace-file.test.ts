// Trace files: what is written is read again and runs the same, for ever. (trace-refusals.test.ts: what is refused.)
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlyTitle } from '../history/about.ts';
import type { Run } from '../history/run.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { DiskRow, Input, JournalEntry } from '../sim/inputs.ts';
import { execute, PLAYS, perform, put, runOf, sample } from './testing.ts';
import { FILE_VERSION, readTrace, writeTrace, type TraceFile } from './trace-file.ts';

const opened = (text: string): TraceFile => {
  const read = readTrace(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const disks: DiskRow[][] = [
  [
    { lsn: 1, record: { type: 'identity', node: 1, incarnation: 1 } },
    { lsn: 2, record: { type: 'vote', ballot: { round: 1, node: 1 }, slot: 1, entry: { type: 'noop' }, commitIndex: 0 } },
    {
      lsn: 3,
      record: {
        type: 'learned',
        slot: 2,
        entry: { type: 'commands', commands: [{ session: 101_000, sequence: 1, operation: { op: 'get', key: 'x' } }] },
        commitIndex: 0,
      },
      flaw: 'torn',
    },
  ],
  [],
  [{ lsn: 1, record: { type: 'identity', node: 3, incarnation: 1 } }],
];
const small = runOf(
  { config: { ...DEFAULT_CONFIG, seed: 11, nodes: 3 }, disks },
  [{ event: 40, at: 30_000_000, input: put('x', '<b>&"é∅\u2028') }],
  0,
);
const TEXT = writeTrace(sample.run, sample.digests);
describe('a trace file', () => {
  it.each(PLAYS.map((p) => [p.name, p] as const))('carries a run that runs the same: %s', (_name, play) => {
    const journal: JournalEntry[] = [];
    const config: Config = { ...DEFAULT_CONFIG, ...play.config };
    let tip = 0;
    let digest = 0;
    perform(play, (record, world) => {
      if (record.happening.kind === 'input') journal.push({ event: record.number, at: record.at, input: record.happening.input });
      tip = world.events;
      digest = world.digest();
    });
    const { run, digests } = runOf({ config }, journal, tip, play.name);
    const file = opened(writeTrace(run, digests));
    expect(file.run).toEqual(run);
    expect(file.digests).toEqual(digests);
    const again = execute(file.run.header, file.run.journal.get(0)!, tip);
    expect(again).toEqual(digests.get(0));
    expect(again.at(-1)).toEqual({ event: tip, digest });
  });

  it('carries disks, empty ones too, and text as it is', () => {
    const journal = small.run.journal.get(0)!;
    const run: Run = {
      ...small.run,
      branches: [{ ...small.run.branches[0]!, tip: 41 }],
      journal: new Map([[0, journal]]),
      title: '<script>alert(1)</script>',
    };
    expect(opened(writeTrace(run, new Map())).run).toEqual(run);
  });

  it('carries random journals', () => {
    const micros = fc.nat(10_000_000);
    const n = fc.integer({ min: 1, max: 5 });
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const key = fc.string({ minLength: 1, maxLength: 8 });
    const input: fc.Arbitrary<Input> = fc.oneof(
      fc.record({ kind: fc.constantFrom('crash' as const, 'restart' as const, 'pause' as const, 'isolate' as const), node: n }),
      fc.record({ kind: fc.constant('delay' as const), flight: fc.nat(), byMicros: micros }),
      fc.record({ kind: fc.constant('partition' as const), groups: fc.array(fc.array(n, { maxLength: 5 }), { maxLength: 5 }) }),
      fc.record({ kind: fc.constant('set-node-sync' as const), node: n, micros: fc.option(micros) }),
      fc.record({
        kind: fc.constant('set' as const),
        field: fc.constantFrom('lossPpm' as const, 'fifo' as const),
        value: fc.oneof(fc.nat(900_000), fc.boolean()),
      }),
      fc.record({
        kind: fc.constant('command' as const),
        operation: fc.record({ op: fc.constant('put' as const), key, value: text }),
        to: n,
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), micros, input), { maxLength: 40 }),
        fc.nat(4_294_967_295),
        text,
        (steps, seed, title) => {
          let event = 0;
          let at = 0;
          const journal = steps.map(([gap, span, i]) => ({ event: (event += gap), at: (at += span), input: i }));
          const run: Run = {
            ...onlyTitle(title),
            header: { config: { ...DEFAULT_CONFIG, seed } },
            branches: [{ id: 3, name: title, parent: null, forkEvent: 0, tip: event + 1 }],
            journal: new Map([[3, journal]]),
            current: 3,
          };
          expect(opened(writeTrace(run, new Map())).run).toEqual(run);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(Array.from({ length: FILE_VERSION }, (_, i) => i + 1))(
    'of version %i opens for ever, and runs the same in its own engine',
    (version) => {
      const path = new URL(`./testdata/version-${version}.synod`, import.meta.url);
      if (process.env['REWRITE'] === '1' && version === FILE_VERSION && !existsSync(path)) writeFileSync(path, TEXT); // never overwritten
      const text = readFileSync(path, 'utf8');
      expect(JSON.parse(text.slice(0, text.indexOf('\n')))).toMatchObject({ version });
      const { run, digests, engine } = opened(text);
      expect([run.title, run.branches.length, run.header.config.seed, engine]).toEqual(['A run', 2, 11, 1]);
      // Engine 2 differs from 1 where a checkpoint is installed, and none is here.
      expect(execute(run.header, run.journal.get(0)!, run.branches[0]!.tip)).toEqual(digests.get(0));
    },
  );

  it('of version 1 is read as the same run, about which only the title is known', () => {
    const { run, digests } = opened(readFileSync(new URL('./testdata/version-1.synod', import.meta.url), 'utf8'));
    expect(run).toEqual({ ...sample.run, ...onlyTitle(sample.run.title) });
    expect(digests).toEqual(sample.digests);
    expect(opened(writeTrace(run, digests)).run).toEqual(run);
  });

  it('may begin with a byte order mark and have Windows line ends', () => {
    expect(opened(`\ufeff${TEXT.replaceAll('\n', '\r\n')}`).run).toEqual(sample.run);
  });
});
