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

// Thousands of values: one assertion each would take longer than the rest.
function demand(holds: boolean, v: Value, what: string): void {
  if (!holds) throw new Error(`${JSON.stringify(v)} is not ${what}`);
}
function only(v: Value, key: string): Value {
  demand(Object.keys(v).join() === key, v, `an object with the one field ${key}`);
  return (v as Record<string, Value>)[key]!;
}
function list(v: Value): readonly Value[] {
  demand(Array.isArray(v), v, 'a list');
  return v as readonly Value[];
}

const known = new Map<string, readonly string[]>();

/** Splits at the top level of a type. */
function split(type: string, at: string): readonly string[] {
  const before = known.get(type + at);
  if (before !== undefined) return before;
  const parts = [''];
  let depth = 0;
  for (const c of type) {
    if ('({<'.includes(c)) depth++;
    if (')}>'.includes(c) && !parts.at(-1)!.endsWith('-')) depth--;
    if (c === at && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  const trimmed = parts.map((p) => p.trim());
  known.set(type + at, trimmed);
  return trimmed;
}

/** The value is an expression of the ADR, and of this type of Apalache's. */
function fits(v: Value, type: string): void {
  const variants = split(type, '|');
  if (variants.length > 1) fitsVariant(v, variants);
  else if (type.startsWith('Str -> ')) {
    for (const pair of list(only(v, '#map'))) {
      demand(list(pair).length === 2 && typeof list(pair)[0] === 'string', pair, 'a pair of a name and a value');
      fits(list(pair)[1]!, type.slice('Str -> '.length));
    }
  } else if (type.startsWith('Set(')) {
    const items = list(only(v, '#set'));
    demand(new Set(items.map((i) => JSON.stringify(i))).size === items.length, v, 'a set: something is in it twice');
    for (const item of items) fits(item, type.slice('Set('.length, -1));
  } else if (type.startsWith('<<')) {
    const [items, types] = [list(only(v, '#tup')), split(type.slice(2, -2), ',')];
    demand(items.length === types.length, v, type);
    items.forEach((item, i) => fits(item, types[i]!));
  } else if (type.startsWith('{')) {
    const fields = split(type.slice(1, -1), ',').map((f) => [f.slice(0, f.indexOf(':')), f.slice(f.indexOf(':') + 1).trim()] as const);
    demand(Object.keys(v).join() === fields.map(([name]) => name).join(), v, type);
    for (const [name, of] of fields) fits((v as Record<string, Value>)[name]!, of);
  } else if (type === 'Int') demand(/^-?\d+$/.test(only(v, '#bigint') as string), v, 'a whole number');
  else demand(type === 'Str' && typeof v === 'string', v, type);
}

function fitsVariant(v: Value, variants: readonly string[]): void {
  demand(Object.keys(v).join() === 'tag,value', v, 'a variant');
  const { tag, value } = v as { tag: string; value: Value };
  const variant = variants.find((t) => t.startsWith(`${tag}(`));
  demand(variant !== undefined, v, variants.join(' or '));
  fits(value, variant!.slice(variant!.indexOf('(') + 1, -1));
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
      const trace = traceOf(runSeed(seed, { ...SEARCH_DEFAULTS, maxEvents: 1200 }));
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
