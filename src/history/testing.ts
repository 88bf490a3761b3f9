// For the tests of this folder: a timeline that runs, acts, and is held against straight execution.
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { Input, JournalEntry } from '../sim/inputs.ts';
import { makeWorld } from '../sim/world.ts';
import { Timeline, type TimelineOptions } from './timeline.ts';

/** A run of the usual cluster; its acts are named by their kind. */
export const make = (change: Partial<Config> = {}, options: TimelineOptions = {}, script: readonly JournalEntry[] = []): Timeline =>
  new Timeline({ config: { ...DEFAULT_CONFIG, ...change } }, script, { nameAct: (i) => i.kind, ...options });

/** So many events on. */
export function run(t: Timeline, events: number): void {
  for (let i = 0; i < events; i++) if (t.forward() === null) throw new Error(`the run ends at event ${t.shown.event}`);
}

/** An act of the person at the moment shown, and the event that it is. */
export function act(t: Timeline, input: Input, at = t.shown.at): void {
  const done = t.act(input, at);
  if (!done.ok) throw new Error(done.error);
  t.forward();
}

/** The digest after `event` events, by nothing but a world and the journal. */
export function straight(t: Timeline, event: number): number {
  const w = makeWorld(t.header);
  let next = 0;
  while (w.events < event) {
    const entry = t.current.journal[next];
    if (entry?.event === w.events) {
      w.apply(entry.input, entry.at);
      next++;
    } else w.step();
  }
  return w.digest();
}

export const crash = (node: number): Input => ({ kind: 'crash', node });

/** The first run, a branch that crashes n1 at event 100, and a third that leaves it at event 150 and crashes n2. */
export function twiceForked(): Timeline {
  const t = make();
  run(t, 300);
  t.seek(100);
  act(t, crash(1));
  run(t, 100);
  t.seek(150);
  act(t, crash(2));
  return t;
}
