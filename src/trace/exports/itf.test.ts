// ITF traces against ADR-015 of Apalache: the form of a trace, of a state and of every expression; the types that the trace itself declares; and
// that the states say what is true of Paxos, which a broken run's do not.
import { describe, expect, it } from 'vitest';
import { runSeed, SEARCH_DEFAULTS } from '../../sim/search/run-seed.ts';
import { execute, type Course } from './executed.ts';
import { ItfTrace } from './itf.ts';
import { written } from './writer.ts';

type Value = boolean | string | readonly Value[] | { readonly [field: string]: Value };
type State = Readonly<Record<string, Value>>;
interface Trace {
  readonly '#meta': { readonly varTypes: Readonly<Record<string, string>>; readonly complete: boolean };
  readonly vars: readonly string[];
  readonly states: readonly State[];
}

const traceOf = (run: Course): Trace => JSON.parse([...written(new ItfTrace(run.header), execute(run))].join('\n')) as Trace;
const only = (v: Value, key: string): Value => {
  expect(Object.keys(v)).toEqual([key]);
  return (v as Record<string, Value>)[key]!;
};
const list = (v: Value): readonly Value[] => {
  expect(Array.isArray(v)).toBe(true);
  return v as readonly Value[];
};

/** Splits at the top level of a type. */
function split(type: string, at: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const c of type) {
    if ('({<'.includes(c)) depth++;
    if (')}>'.includes(c) && !parts.at(-1)!.endsWith('-')) depth--;
    if (c === at && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.map((p) => p.trim());
}

/** The value is an expression of the ADR, and of this type of Apalache's. */
function fits(v: Value, type: string): void {
  const variants = split(type, '|');
  if (variants.length > 1) {
    const { tag, value, ...more } = v as Record<string, Value>;
    expect(more).toEqual({});
    const variant = variants.find((t) => t.startsWith(`${tag as string}(`))!;
    return fits(value!, variant.slice(variant.indexOf('(') + 1, -1));
  }
  const arrow = type.startsWith('Str -> ');
  if (arrow) for (const pair of list(only(v, '#map'))) fits(list(pair)[1]!, type.slice('Str -> '.length));
  else if (type.startsWith('Set(')) {
    const items = list(only(v, '#set'));
    expect(new Set(items.map((i) => JSON.stringify(i))).size).toBe(items.length);
    for (const item of items) fits(item, type.slice('Set('.length, -1));
  } else if (type.startsWith('<<')) list(only(v, '#tup')).forEach((item, i) => fits(item, split(type.slice(2, -2), ',')[i]!));
  else if (type.startsWith('{')) {
    const fields = split(type.slice(1, -1), ',').map((f) => f.split(/:(.*)/s).map((part) => part.trim()));
    expect(Object.keys(v)).toEqual(fields.map(([name]) => name));
    for (const [name, of] of fields) fits((v as Record<string, Value>)[name!]!, of!);
  } else if (type === 'Int') expect(only(v, '#bigint')).toMatch(/^-?\d+$/);
  else expect([type, typeof v]).toEqual(['Str', 'string']);
}

const num = (v: Value): number => Number((v as { '#bigint': string })['#bigint']);
const pairs = (v: Value): readonly (readonly [string, Value])[] => (v as { '#map': [string, Value][] })['#map'];
const items = (v: Value): readonly Value[] => (v as { '#set': Value[] })['#set'];
const tuple = (v: Value): readonly Value[] => (v as { '#tup': Value[] })['#tup'];

/** Slots for which more than one value is called chosen, or one that no majority of disks has voted for in one ballot. */
function broken({ states }: Trace): string[] {
  const last = states.at(-1)!;
  const disks = pairs(last['votes']!).map(([, votes]) => new Set(items(votes).map((v) => JSON.stringify(tuple(v)))));
  const cast = new Set(disks.flatMap((d) => [...d]));
  const chosen = items(last['chosen']!).map((c) => tuple(c));
  const backed = ([slot, value]: readonly Value[]): boolean =>
    [...cast].some((vote) => {
      const [s, , v] = JSON.parse(vote) as Value[];
      return num(s!) === num(slot!) && v === value && disks.filter((d) => d.has(vote)).length * 2 > disks.length;
    });
  return chosen.filter((c) => !backed(c) || chosen.some((d) => num(d[0]!) === num(c[0]!) && d[1] !== c[1])).map((c) => JSON.stringify(c));
}

const PATIENCE = { timeout: 60_000 };

describe('ITF', () => {
  it('is of the form of ADR-015, every state has every variable, and each is of its type', PATIENCE, () => {
    for (const seed of [1, 8]) {
      const trace = traceOf(runSeed(seed, { ...SEARCH_DEFAULTS, maxEvents: 400 }));
      expect(Object.keys(trace).sort()).toEqual(['#meta', 'states', 'vars']);
      expect(Object.keys(trace['#meta'].varTypes)).toEqual(trace.vars);
      expect(trace.states.length).toBeGreaterThan(50);
      trace.states.forEach((state, i) => {
        expect(Object.keys(state)).toEqual(['#meta', ...trace.vars]);
        expect(state['#meta']).toMatchObject({ index: i });
        for (const v of trace.vars) fits(state[v]!, trace['#meta'].varTypes[v]!);
      });
    }
  });

  it('promises never fall, and what is chosen has its quorum', PATIENCE, () => {
    const steady = { nodes: 3, lossPpm: 20_000, seed: 5 };
    const { header } = runSeed(2);
    const trace = traceOf({ header: { config: { ...header.config, ...steady, switches: [] } }, journal: [], events: 1500 });
    expect(broken(trace)).toEqual([]);
    expect(items(trace.states.at(-1)!['chosen']!).length).toBeGreaterThan(5);
    const promised = new Map<string, number>();
    for (const state of trace.states)
      for (const [node, ballot] of pairs(state['promises']!)) {
        expect(num(ballot)).toBeGreaterThanOrEqual(promised.get(node) ?? -1);
        promised.set(node, num(ballot));
      }
  });

  it('shows what a broken rule does', PATIENCE, () => {
    for (let seed = 1; seed < 40; seed++) {
      const run = runSeed(seed, { switches: ['small-quorum'], maxEvents: 1500 });
      if (run.violation !== null && broken(traceOf(run)).length > 0) return;
    }
    expect.unreachable('no run of a small quorum shows a value without a quorum');
  });

  it('ends at its bounds, and says so', PATIENCE, () => {
    const { header } = runSeed(1);
    const trace = traceOf({ header: { config: { ...header.config, clients: 6, thinkMicros: 0 } }, journal: [], events: 60_000 });
    expect(trace['#meta']).toMatchObject({ complete: false, description: expect.stringContaining('at most') });
    expect(trace.states.length).toBeLessThanOrEqual(2_000);
  });
});
