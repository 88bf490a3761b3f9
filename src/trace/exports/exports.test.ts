// The exports against the grammars of the tools that open them: small validators, each of what that tool demands, over random runs with faults.
import { describe, expect, it } from 'vitest';
import { runSeed } from '../../sim/search/run-seed.ts';
import { ChromeTrace } from './chrome.ts';
import { ClientHistory } from './client-history.ts';
import { execute } from './executed.ts';
import { MermaidSequence } from './mermaid.ts';
import { MetricsCsv } from './metrics.ts';
import { ShivizLog } from './shiviz.ts';
import { written } from './writer.ts';

const RUNS = [1, 2, 3, 5, 8, 13, 21].map((seed) => runSeed(seed));
const PATIENCE = { timeout: 60_000 };

describe('ShiViz', () => {
  it('every event is two lines, each host counts its own by one, and a clock knows only what has happened', PATIENCE, () => {
    for (const run of RUNS) {
      const log = `${[...written(new ShivizLog(), execute(run))].join('\n')}\n`;
      const counted = new Map<string, number>();
      let events = 0;
      for (const [, event, host, clock] of log.matchAll(/(.*)\n(\S*) (\{.*\})\n/g)) {
        const times = JSON.parse(clock!) as Record<string, number>;
        expect(event).not.toBe('');
        expect(times[host!]).toBe((counted.get(host!) ?? 0) + 1);
        counted.set(host!, times[host!]!);
        for (const [other, n] of Object.entries(times)) expect(n).toBeLessThanOrEqual(counted.get(other) ?? 0);
        events++;
      }
      expect(events * 2).toBe(log.split('\n').length - 1);
      expect(events).toBeGreaterThan(100);
    }
  });
});

interface ChromeEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number | string;
}

describe('Chrome and Perfetto', () => {
  it('one JSON object; times and tracks are numbers; arrows end where they began, requests are closed once', PATIENCE, () => {
    for (const run of RUNS) {
      const { traceEvents } = JSON.parse([...written(new ChromeTrace(), execute(run))].join('\n')) as { traceEvents: ChromeEvent[] };
      const begun = new Set<number | string>();
      for (const e of traceEvents) {
        expect('MXsfibe').toContain(e.ph);
        expect([e.pid, e.tid].every(Number.isInteger)).toBe(true);
        if (e.ph !== 'M') expect(e.ts).toBeGreaterThanOrEqual(0);
        if (e.ph === 'X') expect(e.dur).toBeGreaterThanOrEqual(1);
        if (e.ph === 's' || e.ph === 'b') begun.add(e.id!);
        if (e.ph === 'f') expect(begun.has(e.id!)).toBe(true);
        if (e.ph === 'e') expect(begun.delete(e.id!)).toBe(true);
      }
      expect(traceEvents.some((e) => e.ph === 'f')).toBe(true);
    }
  });
});

describe('Mermaid', () => {
  it('every line is of the grammar of sequence diagrams, and there are no more than it reads', PATIENCE, () => {
    const line = /^ {2}(participant \w+|\w+(->>|-x)\w+: [^;#]*((#\d+;)[^;#]*)*|Note over \w+: [^;#]*((#\d+;)[^;#]*)*)$/;
    for (const run of RUNS) {
      const [head, ...lines] = [...written(new MermaidSequence(run.header), execute(run))];
      expect(head).toBe('sequenceDiagram');
      for (const l of lines) expect(l).toMatch(line);
      expect(lines.join('\n').length).toBeLessThan(50_000);
      expect(lines.filter((l) => l.includes('->>')).length).toBeGreaterThan(20);
    }
  });
});

describe('the clients’ history', () => {
  it('a process has one operation at a time; every operation ends once', PATIENCE, () => {
    for (const run of RUNS) {
      const open = new Set<number>();
      [...written(new ClientHistory(), execute(run))].forEach((text, i) => {
        const { index, process, type } = JSON.parse(text) as { index: number; process: number; type: string };
        expect(index).toBe(i);
        if (type === 'invoke') expect(open.has(process)).toBe(false);
        else expect(open.delete(process)).toBe(true);
        if (type === 'invoke') open.add(process);
      });
      expect(open.size).toBe(0);
    }
  });
});

describe('metrics', () => {
  it('are whole numbers under named columns, and their sums are those of the run', PATIENCE, () => {
    for (const run of RUNS) {
      const [head, ...rows] = [...written(new MetricsCsv(100_000), execute(run))].map((l) => l.split(','));
      const sum = (column: string): number => rows.reduce((n, r) => n + Number(r[head!.indexOf(column)]), 0);
      rows.forEach((r, i) => {
        expect(r.every((cell) => /^\d+$/.test(cell))).toBe(true);
        expect([r.length, Number(r[0])]).toEqual([head!.length, i * 100_000]);
      });
      expect(sum('events')).toBe(run.events);
      expect(sum('slots_chosen')).toBe(run.chosen);
      expect(sum('answers')).toBeLessThanOrEqual(sum('requests'));
    }
  });
});
