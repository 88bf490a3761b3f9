// The exports, opened: by the tool's own code where there is a package of it (Mermaid, EDN, CSV), by what its documents demand otherwise, over
// random runs with faults.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { csvParse } from 'd3-dsv';
import { parseEDNString } from 'edn-data';
import { describe, expect, it } from 'vitest';
import { runSeed } from '../../sim/search/run-seed.ts';
import { ChromeTrace } from './chrome.ts';
import { ClientHistory } from './client-history.ts';
import { ednLine } from './edn.ts';
import { execute, type Course } from './executed.ts';
import { MermaidSequence } from './mermaid.ts';
import { MetricsCsv } from './metrics.ts';
import { ShivizLog } from './shiviz.ts';
import { written, type Writer } from './writer.ts';

const RUNS = [1, 3, 8, 13, 21].map((seed) => runSeed(seed));
const PATIENCE = { timeout: 60_000 };

const textOf = (writer: Writer, run: Course): string => [...written(writer, execute(run))].map((l) => `${l}\n`).join('');

/** Mermaid in its small build: a script for a page, which leaves its one name where it runs. */
function mermaid(): { readonly parse: (text: string) => Promise<unknown> } {
  const page = { console, setTimeout, structuredClone };
  const script = readFileSync('node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js', 'utf8');
  return runInNewContext(`${script}\nglobalThis.mermaid`, page) as ReturnType<typeof mermaid>;
}

describe('ShiViz', () => {
  // The expression and the demands are those of its own parser: event, host and clock named, a host in its own clock, each host's own times
  // from 1 without a hole, and nothing known that has not happened.
  it('its own expression finds every event, and every clock is one', PATIENCE, () => {
    for (const run of RUNS) {
      const log = textOf(new ShivizLog(), run).trim();
      const counted = new Map<string, number>();
      let events = 0;
      for (const { groups } of log.matchAll(/(?<event>.*)\n(?<host>\S*) (?<clock>{.*})/g)) {
        const { event, host, clock } = groups as { event: string; host: string; clock: string };
        const times = JSON.parse(clock) as Record<string, number>;
        expect(event.trim()).not.toBe('');
        expect(times[host]).toBe((counted.get(host) ?? 0) + 1);
        counted.set(host, times[host]!);
        for (const [other, n] of Object.entries(times)) expect(n > 0 && n <= (counted.get(other) ?? 0)).toBe(true);
        events++;
      }
      expect(events * 2).toBe(log.split('\n').length);
      expect(events).toBeGreaterThan(100);
    }
  });
});

interface ChromeEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly id?: number | string;
  readonly cat?: string;
  readonly s?: string;
  readonly bp?: string;
  readonly args?: { readonly name?: string };
}

/** What the Trace Event Format demands of each phase, beside name, pid, tid and, but for metadata, ts. */
const PHASES: Readonly<Record<string, (e: ChromeEvent) => boolean>> = {
  M: (e) => ['process_name', 'thread_name'].includes(e.name) && typeof e.args?.name === 'string',
  X: (e) => Number.isInteger(e.dur) && e.dur! >= 1,
  s: (e) => e.id !== undefined && e.cat !== undefined,
  f: (e) => e.id !== undefined && e.cat !== undefined && e.bp === 'e',
  b: (e) => e.id !== undefined && e.cat !== undefined,
  e: (e) => e.id !== undefined && e.cat !== undefined,
  i: (e) => ['g', 'p', 't'].includes(e.s!),
};

describe('Chrome and Perfetto', () => {
  it('every event is of its phase; a flow begins and ends within a slice of its track, and a request is closed once', PATIENCE, () => {
    for (const run of RUNS) {
      const { traceEvents } = JSON.parse(textOf(new ChromeTrace(), run)) as { traceEvents: ChromeEvent[] };
      const begun = new Set<number | string>();
      const named = new Set(traceEvents.flatMap((e) => (e.name === 'thread_name' ? [`${e.pid}.${e.tid}`] : [])));
      const slices = new Set(traceEvents.flatMap((e) => (e.ph === 'X' ? [`${e.pid}.${e.tid}@${e.ts}`] : [])));
      for (const e of traceEvents) {
        if (!PHASES[e.ph]!(e) || e.name === '') expect.unreachable(`${JSON.stringify(e)} is not of its phase`);
        expect(Number.isInteger(e.pid) && Number.isInteger(e.tid) && (e.ph === 'M' || (Number.isInteger(e.ts) && e.ts >= 0))).toBe(true);
        if (e.tid !== 0) expect(named.has(`${e.pid}.${e.tid}`)).toBe(true);
        if (e.ph === 's' || e.ph === 'f') expect(slices.has(`${e.pid}.${e.tid}@${e.ts}`)).toBe(true);
        if (e.ph === 's' || e.ph === 'b') begun.add(e.id!);
        if (e.ph === 'f') expect(begun.has(e.id!)).toBe(true);
        if (e.ph === 'e') expect(begun.delete(e.id!)).toBe(true);
      }
      expect(traceEvents.some((e) => e.ph === 'f')).toBe(true);
    }
  });
});

describe('Mermaid', () => {
  it('Mermaid itself parses every diagram, at the length that it reads, and none with a line that is wrong', PATIENCE, async () => {
    const { parse } = mermaid();
    for (const run of RUNS.slice(0, 2)) {
      const diagram = textOf(new MermaidSequence(run.header), run);
      expect(await parse(diagram)).toMatchObject({ diagramType: 'sequence' });
      expect(diagram.length).toBeLessThan(50_000);
      expect(diagram.split('->>').length).toBeGreaterThan(20);
    }
    await expect(parse('sequenceDiagram\n  n1->n2\n')).rejects.toThrow('Parse error');
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

describe('the clients’ history in EDN', () => {
  it('an EDN reader gives what the JSON lines say, with keywords where Knossos looks for them', PATIENCE, () => {
    for (const run of RUNS.slice(0, 3)) {
      const json = [...written(new ClientHistory(), execute(run))].map((l) => JSON.parse(l) as Record<string, unknown>);
      const edn = [...written(new ClientHistory(ednLine), execute(run))].map((l) => {
        expect(l).toMatch(/^\{:process \d+, :type :(invoke|ok|info), :f :(get|put|delete|cas), :key ".*", :value (nil|".*")/);
        return parseEDNString(l, { mapAs: 'object', keywordAs: 'string' });
      });
      expect(edn).toEqual(json);
    }
  });

  it('keeps every character of a value', () => {
    const value = '"q\\" \b\f\n\t é ∅ ; #{}';
    const line = ednLine({ index: 0, process: 1, type: 'ok', f: 'get', key: 'x', value, time: 0, event: 0 });
    expect(parseEDNString(line, { mapAs: 'object', keywordAs: 'string' })).toMatchObject({ value, type: 'ok' });
  });
});

describe('metrics', () => {
  it('a CSV reader gives whole numbers under named columns, and their sums are those of the run', PATIENCE, () => {
    for (const run of RUNS) {
      const rows = csvParse(textOf(new MetricsCsv(100_000), run));
      const sum = (column: string): number => rows.reduce((n, r) => n + Number(r[column]), 0);
      rows.forEach((r, i) => {
        for (const column of rows.columns) expect(r[column]).toMatch(/^\d+$/);
        expect(Number(r['from_micros'])).toBe(i * 100_000);
      });
      expect(sum('events')).toBe(run.events);
      expect(sum('slots_chosen')).toBe(run.chosen);
      expect(sum('answers')).toBeLessThanOrEqual(sum('requests'));
    }
  });
});
