// Scenarios in JSON: every ready world and golden scenario goes from text to JSON and back and stays the same run; what does not fit is refused
// with its step.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openScenario } from './open-scenario.ts';
import { parseScenario, type Scenario } from './parse-scenario.ts';
import { readScenario, readScenarioJson, writeScenarioJson, writeScenarioText } from './scenario-json.ts';
import { WORLDS } from './worlds.ts';

const parsed = (text: string): Scenario => {
  const read = readScenario(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const textOf = (s: Scenario): string => {
  const written = writeScenarioText(s);
  if (!written.ok) throw new Error(written.error);
  return written.value;
};
const directives = (s: Scenario): unknown =>
  s.blocks.flatMap((b) => b.steps.map((step) => step.directive)).filter((d) => d.kind !== 'head');
const essence = ({ blocks: _, ...head }: Scenario): unknown => head;

const GOLDEN = readdirSync('src/scenario/testdata')
  .filter((f) => !f.includes('refused'))
  .map((f) => ({ id: f, text: readFileSync(`src/scenario/testdata/${f}`, 'utf8') }));

describe('a scenario in JSON', () => {
  it('is the same scenario: every ready world, and every golden one, from text to JSON to text', () => {
    expect(GOLDEN.length).toBeGreaterThan(60);
    for (const { id, text } of [...WORLDS, ...GOLDEN]) {
      const first = parsed(text);
      const json = writeScenarioJson(first);
      const second = parsed(json);
      expect([id, essence(second), directives(second)]).toEqual([id, essence(first), directives(first)]);
      expect([id, writeScenarioJson(second)]).toEqual([id, json]);
      const third = parsed(textOf(second));
      expect([id, essence(third), directives(third)]).toEqual([id, essence(first), directives(first)]);
      expect([id, textOf(third)]).toEqual([id, textOf(first)]);
    }
  });

  it('gives the same run', { timeout: 60_000 }, () => {
    for (const { id, text } of WORLDS.filter((_, i) => i % 3 === 0)) {
      const [fromText, fromJson] = [openScenario(text), openScenario(writeScenarioJson(parsed(text)))];
      expect([id, fromText.ok]).toEqual([id, true]);
      expect([id, fromJson]).toEqual([id, fromText]);
    }
  });

  it('is run with another seed where one is given', () => {
    const opened = openScenario(WORLDS[0]!.text, 99);
    expect(opened).toMatchObject({ ok: true, value: { header: { config: { seed: 99 } } } });
  });

  it('is the example of the document', () => {
    const [, example] = /```json\n([^`]*)```/.exec(readFileSync('src/scenario/SCENARIO.md', 'utf8'))!;
    expect(openScenario(example!)).toMatchObject({ ok: true, value: { title: 'A lost Accept' } });
  });
});

const json = (steps: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ format: 'synod-scenario', version: 1, cluster: { nodes: 3 }, steps, ...more });

describe('what is no scenario in JSON', () => {
  it('is refused with the place, what was found and what was expected', () => {
    for (const [text, why] of [
      ['{', /begins as JSON does, and is none/],
      ['{}', /format/],
      [json([], { version: 2 }), /version/],
      [json([], { title: 'a\ncrash n1' }), /title.*one line/],
      [json([], { about: 'a\u2028b' }), /about.*one line/],
      [json([], { more: 1 }), /more/],
      [json([], { cluster: { nodes: 12 } }), /nodes is 12/],
      [json([], { cluster: { speed: 1 } }), /speed/],
      [json([{}]), /^Step 1: found nothing; expected one of input/],
      [json([7]), /^Step 1: found “7”; expected an object with one verb/],
      [json([{ step: 1 }]).replace('"step":1', '"step":1,"__proto__":{}'), /^Step 1: .*__proto__/],
      [json([{ jump: 3 }]), /^Step 1: found “jump”/],
      [json([{ runMicros: 5, expect: 'leader' }]), /^Step 1: /],
      [json([{ runMicros: 5, more: 1 }]), /^Step 1: .*more/],
      [json([{ runMicros: -5 }]), /^Step 1: .*runMicros/],
      [json([{ step: 1 }, { runUntil: 'leader\ncrash n1' }]), /^Step 2: .*one line/],
      [json([{ runUntil: 'unicorn' }]), /^Step 1: .*“unicorn”/],
      [json([{ runUntil: 'leader within 5s' }]), /^Step 1: .*end of the line/],
      [json([{ expect: 'leader n7' }]), /^Step 1: found “n7”; expected a node, n1 to n3/],
      [json([{ input: { kind: 'crash', node: 7 } }]), /^Step 1: found “n7”/],
      [json([{ input: { kind: 'drop', flight: 3 } }]), /^Step 1: .*number of a message/],
      [json([{ input: { kind: 'set', field: 'seed', value: 3 } }]), /^Step 1: .*can change in a running world/],
      [json([{ message: 'delay', of: 'Accept' }]), /^Step 1: .*byMicros/],
      [json([{ message: 'drop', of: 'Carrot' }]), /^Step 1: .*“Carrot”/],
      [json([{ comment: 'a\ncrash n1' }]), /^Step 1: .*comment of one line/],
      [json([{ input: { kind: 'command', operation: { op: 'put', key: 'x y', value: '1' } } }]), /^Step 1: /],
      [json(Array.from({ length: 4_001 }, () => ({ step: 1 }))), /steps/],
      [json(Array.from({ length: 2_001 }, () => ({ step: 1 }))), /2002 directives; expected at most 2000/],
      [`{"format":"synod-scenario","version":1,"steps":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`, /^Step 1: found “a list”/],
      [`{"__proto__":{"a":1},"format":"synod-scenario","version":1,"steps":[]}`, /__proto__/],
      [`{"format":"synod-scenario","version":1,"steps":[],"about":"${'x'.repeat(1_000_000)}"}`, /at most 1000000/],
    ] as const) {
      const read = readScenarioJson(text);
      expect([text.slice(0, 90), read.ok ? 'read' : read.error]).toEqual([text.slice(0, 90), expect.stringMatching(why)]);
    }
  });

  it('and what does not come to be names its step', () => {
    expect(openScenario(json([{ step: 1 }, { runUntil: 'applied 50', withinMicros: 1000 }]))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^Step 2: “applied 50” did not come within 1ms/),
    });
    expect(parseScenario('cluster 3\nexpect leader n2').ok).toBe(true);
  });
});
