// Where an axis of virtual time has its ticks, and how their times are written.
import { grouped, type Micros } from '../base/units.ts';

export interface Ticks {
  readonly every: Micros;
  readonly at: readonly Micros[];
}

/** Ticks of a round distance, at least `gap` apart, within the span. */
export function ticksBetween(from: Micros, to: Micros, gap: Micros): Ticks {
  let every = 1;
  for (let decade = 1; every < gap; decade *= 10) every = [1, 2, 5, 10].map((n) => n * decade).find((n) => n >= gap) ?? every;
  const at: Micros[] = [];
  for (let t = Math.max(0, Math.ceil(from / every) * every); t <= to; t += every) at.push(t);
  return { every, at };
}

/** `0`, `250 ms`, `1.5 s`: a tick's time in the unit that suits the distance of ticks. */
export function formatTick(at: Micros, every: Micros): string {
  if (at === 0) return '0';
  if (every >= 1_000_000) return `${grouped(Math.round(at / 1_000_000))} s`;
  if (every >= 100_000 && at >= 1_000_000) return `${(at / 1_000_000).toFixed(1)} s`;
  return every >= 1000 ? `${grouped(Math.round(at / 1000))} ms` : `${(at / 1000).toFixed(every >= 100 ? 1 : 3)} ms`;
}
