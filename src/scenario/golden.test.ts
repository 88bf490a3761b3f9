// The golden scenarios: every file of testdata gives exactly what stands in it, twice. `REWRITE=1` writes what they give now; a rewritten line
// is committed only if it can be explained by SPEC.md.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeWorld } from '../sim/world.ts';
import { runScenario } from './run-scenario.ts';

const folder = new URL('./testdata/', import.meta.url);
const files = readdirSync(folder).filter((f) => f.endsWith('.txt'));

describe('golden scenarios', () => {
  it.each(files)('%s', (file) => {
    const path = new URL(file, folder);
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('# '), 'the first comment says why').toBe(true);
    const run = runScenario(text);
    if (!run.ok) throw new Error(run.error);
    if (process.env['REWRITE'] === '1') writeFileSync(path, run.value.output);
    else expect(run.value.output).toBe(text);
    expect(run.value.stuck === null || file.startsWith('language-'), run.value.stuck ?? '').toBe(true);
    expect(run.value.violation === null || file.startsWith('broken-'), 'only a broken world is violated').toBe(true);
  });

  it.each(files)('%s: header and journal give the run again', (file) => {
    const run = runScenario(readFileSync(new URL(file, folder), 'utf8'));
    if (!run.ok) throw new Error(run.error);
    const { header, journal, events } = run.value;
    const world = makeWorld(header);
    const left = [...journal];
    while (world.events < events) {
      const next = left[0]?.event === world.events ? left.shift()! : null;
      if (next === null) world.step();
      else world.apply(next.input, next.at);
    }
    expect(left).toEqual([]);
    const again = runScenario(run.value.output);
    expect(again.ok && again.value.output).toBe(run.value.output);
  });
});
