// The schemas in public/ against what is written: every line of random runs and of trace files fits exactly one of their forms, and a line that
// is changed fits none. The validator is the few words of JSON Schema that these two use.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { writeScenarioJson } from '../../src/scenario/scenario-json.ts';
import { WORLDS } from '../../src/scenario/worlds.ts';
import { runSeed } from '../../src/sim/search/run-seed.ts';
import { EventLines } from '../../src/trace/exports/event-lines.ts';
import { execute } from '../../src/trace/exports/executed.ts';
import { written } from '../../src/trace/exports/writer.ts';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
const WORDS =
  '$schema title description $ref $defs oneOf const enum type properties required additionalProperties items pattern maxLength minimum maximum';

function load(name: string): Schema {
  const schema = JSON.parse(readFileSync(`public/${name}`, 'utf8')) as Schema;
  onlyKnownWords(schema);
  return schema;
}

function onlyKnownWords(s: Schema): void {
  for (const word of Object.keys(s)) expect(WORDS.split(' ')).toContain(word);
  const parts = [
    ...(s.oneOf ?? []),
    ...Object.values(s.$defs ?? {}),
    ...Object.values(s.properties ?? {}),
    ...(s.items === undefined ? [] : [s.items]),
  ];
  parts.forEach(onlyKnownWords);
}

const typeOf = (v: unknown): string => (v === null ? 'null' : Array.isArray(v) ? 'array' : Number.isInteger(v) ? 'integer' : typeof v);

function fits(root: Schema, s: Schema, v: unknown): boolean {
  if (s.$ref !== undefined) return fits(root, root.$defs![s.$ref.slice('#/$defs/'.length)]!, v);
  if (s.oneOf !== undefined && s.oneOf.filter((o) => fits(root, o, v)).length !== 1) return false;
  if (s.const !== undefined && s.const !== v) return false;
  if (s.enum !== undefined && !s.enum.includes(v)) return false;
  if (s.type !== undefined && ![s.type].flat().includes(typeOf(v))) return false;
  if (typeof v === 'string') return (s.pattern === undefined || new RegExp(s.pattern).test(v)) && v.length <= (s.maxLength ?? Infinity);
  if (typeof v === 'number') return v >= (s.minimum ?? -Infinity) && v <= (s.maximum ?? Infinity);
  if (Array.isArray(v)) return s.items === undefined || v.every((item) => fits(root, s.items!, item));
  return typeof v !== 'object' || v === null || fieldsFit(root, s, v);
}

function fieldsFit(root: Schema, s: Schema, v: object): boolean {
  if (s.required?.some((k) => !Object.hasOwn(v, k)) === true) return false;
  return Object.entries(v).every(([k, field]) => {
    const of = s.properties?.[k];
    return of === undefined ? s.additionalProperties !== false : fits(root, of, field);
  });
}

describe('public/synod-events.schema.json', () => {
  it('every line of random runs fits one form, and none without its number', { timeout: 120_000 }, () => {
    const schema = load('synod-events.schema.json');
    for (const run of [runSeed(1), runSeed(8), runSeed(21), runSeed(3, { switches: ['own-value'], maxEvents: 1500 })])
      for (const text of written(new EventLines(run.header), execute(run))) {
        const line = JSON.parse(text) as Record<string, unknown>;
        if (!fits(schema, schema, line)) throw new Error(`No form fits ${text}`);
        if (line['event'] === 50) expect(fits(schema, schema, { ...line, event: '50' })).toBe(false);
        if (line['event'] === 51) expect(fits(schema, schema, { ...line, more: 1 })).toBe(false);
      }
  });
});

describe('public/synod-trace.schema.json', () => {
  it('every line of a trace file fits one form, and a changed one none', () => {
    const schema = load('synod-trace.schema.json');
    const lines = readFileSync('src/trace/testdata/version-2.synod', 'utf8').trimEnd().split('\n');
    for (const text of lines) {
      const line = JSON.parse(text) as Record<string, unknown>;
      expect([text, fits(schema, schema, line)]).toEqual([text, true]);
      expect(fits(schema, schema, { ...line, more: 1 })).toBe(false);
    }
  });
});

describe('public/synod-scenario.schema.json', () => {
  it('every ready world in JSON fits it, and none with a field more', () => {
    const schema = load('synod-scenario.schema.json');
    for (const { id, text } of WORLDS) {
      const parsed = parseScenario(text);
      if (!parsed.ok) throw new Error(parsed.error);
      const json = JSON.parse(writeScenarioJson(parsed.value)) as { steps: object[] };
      expect([id, fits(schema, schema, json)]).toEqual([id, true]);
      expect(fits(schema, schema, { ...json, more: 1 })).toBe(false);
      expect(fits(schema, schema, { ...json, steps: [{ ...json.steps[0], more: 1 }] })).toBe(false);
    }
  });
});
