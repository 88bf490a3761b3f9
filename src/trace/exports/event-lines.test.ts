// The form of event lines (EVENTS.md): every field of the table is there, numbers rise, causes lie before, messages end once.
import { describe, expect, it } from 'vitest';
import { runSeed } from '../../sim/search/run-seed.ts';
import { EventLines } from './event-lines.ts';
import { execute } from './executed.ts';
import { written } from './writer.ts';

/** The fields of each kind beside event, step, at, node, kind and cause. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  send: ['id', 'from', 'to', 'message'],
  deliver: ['id'],
  drop: ['id', 'why'],
  duplicate: ['id', 'copy'],
  write: ['lsn', 'record'],
  sync: ['lsn'],
  crash: ['lost'],
  restart: ['replayed', 'promised', 'applied'],
  promise: ['ballot'],
  propose: ['ballot', 'slot', 'entry'],
  vote: ['ballot', 'slot', 'entry'],
  chosen: ['ballot', 'slot', 'entry'],
  apply: ['slot', 'entry', 'digest', 'results'],
  lead: ['ballot'],
  'step-down': ['ballot'],
  invoke: ['client', 'session', 'sequence', 'operation', 'mode'],
  timeout: ['client', 'session', 'sequence', 'operation', 'mode'],
  reply: ['client', 'session', 'sequence', 'operation', 'mode', 'result'],
  checkpoint: ['index', 'digest'],
  install: ['index', 'digest'],
  truncate: ['index', 'digest'],
  configuration: ['slot', 'from', 'members'],
  fault: ['what'],
  input: ['input'],
};

interface Line {
  readonly event: number;
  readonly step: number;
  readonly at: number;
  readonly kind: string;
  readonly cause: number | null;
  readonly id?: number;
  readonly copy?: number;
}

const linesOf = (seed: number): readonly Line[] => {
  const run = runSeed(seed);
  return [...written(new EventLines(run.header), execute(run))].map((l) => JSON.parse(l) as Line);
};

describe('event lines', () => {
  it('begin with a header', () => {
    const run = runSeed(2);
    const [header] = [...written(new EventLines(run.header), execute({ ...run, events: 0 }))];
    expect(JSON.parse(header!)).toMatchObject({ format: 'synod-events', version: 1, seed: 2, configuration: run.header.config });
    expect(header).toContain('"members":["n1"');
  });

  it('have rising numbers, time that does not go back, causes that lie before, and the fields of their kind', { timeout: 60_000 }, () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      const [, ...lines] = linesOf(seed);
      lines.forEach((line, i) => {
        expect(line.event).toBe(i + 1);
        expect(line.at).toBeGreaterThanOrEqual(lines[i - 1]?.at ?? 0);
        if (line.cause !== null) expect(line.cause).toBeLessThan(line.event);
        expect(Object.keys(line)).toEqual(expect.arrayContaining([...FIELDS[line.kind]!]));
        kinds.add(line.kind);
      });
    }
    expect([...kinds].sort()).toEqual(Object.keys(FIELDS).sort());
  });

  it('a message is sent before it comes, and ends at most once', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 20; seed++) {
      const open = new Set<number>();
      for (const { kind, id, copy } of linesOf(seed)) {
        if (kind === 'send') open.add(id!);
        if (kind === 'duplicate') open.add(copy!);
        if (kind === 'deliver' || kind === 'drop') expect([seed, copy ?? id, open.delete(copy ?? id!)]).toEqual([seed, copy ?? id, true]);
      }
    }
  });
});
