// What the clients saw, judged for any moment of any branch.
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import type { RunHeader } from '../sim/inputs.ts';
import { runSeed, SEARCH_DEFAULTS } from '../sim/search/run-seed.ts';
import { makeWorld } from '../sim/world.ts';
import { ClientLog } from './client-log.ts';
import { restore } from './restore.ts';
import { Timeline } from './timeline.ts';

const observed = (log: ClientLog) => ({
  onEvent: log.onEvent.bind(log),
  onFork: log.onFork.bind(log),
  onGone: log.onGone.bind(log),
});

const config = { ...DEFAULT_CONFIG, seed: 3, nodes: 3, clients: 4, readPercent: 50 };

function lived(header: RunHeader, events: number): { readonly t: Timeline; readonly log: ClientLog } {
  const log = new ClientLog();
  const t = new Timeline(header, [], { observer: observed(log) });
  while (t.tipEvent < events && t.forward() !== null);
  return { t, log };
}

describe('what the clients saw', () => {
  it('is linearizable where no rule is off, I10, and counted: answered, unknown, keys', () => {
    const { t, log } = lived({ config }, 3000);
    const verdict = log.judge(t.current.id, t.tipEvent, t.header);
    const { acknowledged } = t.live.counters;
    expect(verdict).toMatchObject({ window: null, undecided: [], stale: 0, forgotten: 0, keys: 4 });
    expect(verdict.operations - verdict.unknown).toBe(acknowledged);
    expect(verdict.unknown).toBeLessThanOrEqual(4);
  });

  it('is, for a moment in the past and on a branch from there, what was seen up to there', () => {
    const { t, log } = lived({ config }, 2000);
    const first = t.current.id;
    const whole = log.judge(first, t.tipEvent, t.header);
    const then = log.judge(first, 900, t.header);
    const again = lived({ config }, 900);
    expect(then).toEqual(again.log.judge(again.t.current.id, 900, again.t.header));
    t.seek(900);
    expect(t.act({ kind: 'crash', node: 1 }, t.shown.at).ok).toBe(true);
    expect(log.judge(t.current.id, 900, t.header)).toEqual(then);
    for (let i = 0; i < 300; i++) t.forward();
    expect(log.judge(t.current.id, t.tipEvent, t.header).operations).toBeGreaterThan(then.operations);
    expect(log.judge(first, 2000, t.header)).toEqual(whole);
  });

  it('is the same when the run is executed again', () => {
    const { t, log } = lived({ config }, 1200);
    const other = new ClientLog();
    const restoring = restore(t.run(), { observer: observed(other) });
    let step = restoring.next();
    while (step.done !== true) step = restoring.next();
    expect(step.value.ok).toBe(true);
    expect(other.judge(t.current.id, 1200, t.header)).toEqual(log.judge(t.current.id, 1200, t.header));
  });

  it('leaves stale answers out (Q5), and says how many', () => {
    const { t, log } = lived({ config: { ...config, readMode: 'stale' } }, 2000);
    const verdict = log.judge(t.current.id, t.tipEvent, t.header);
    expect(verdict.window).toBeNull();
    expect(verdict.stale).toBeGreaterThan(10);
  });

  it('names the smallest part that no order explains, where reads ask nobody (Q2 off)', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const found = runSeed(seed, { ...SEARCH_DEFAULTS, switches: ['read-without-quorum'], only: ['I10'] });
      if (found.violation?.invariant !== 'I10') continue;
      // The live check speaks when the answer leaves: the client hears it a little later.
      const log = new ClientLog();
      const world = makeWorld(found.header);
      const due = new Map(found.journal.map((e) => [e.event, e]));
      while (world.events < found.events + 400) {
        const entry = due.get(world.events);
        const record = entry === undefined ? world.step() : world.apply(entry.input, entry.at);
        if (record !== null) log.onEvent({ id: 0 }, record);
      }
      const { window } = log.judge(0, world.events, found.header);
      if (window === null) continue; // it was lost on the way
      expect(window!.operations.length).toBeLessThan(6);
      expect(window!.says).toMatch(/is not linearizable: no order of/);
      return;
    }
    throw new Error('no seed shows it');
  });
});
