// Rates and percentiles of a run's newest answers: what a person sets beside a model. Pure; cheap enough for every picture, since the answers that
// are remembered are few.
import type { Micros } from '../base/units.ts';
import type { ReadMode } from '../paxos/messages.ts';
import { LEAST_ANSWERS, type Answer, type Counters } from './counters.ts';

export interface ReadFigures {
  readonly mode: ReadMode;
  readonly answers: number;
  readonly p50Micros: Micros;
  /** The most slots that an answer was known to lack. */
  readonly behind: number;
}

export interface Figures {
  /** Of how many answers, within which time, all of this speaks. */
  readonly answers: number;
  readonly spanMicros: Micros;
  readonly perSecond: number;
  readonly p50Micros: Micros;
  readonly p99Micros: Micros;
  /** Between the first and the last of these answers. */
  readonly phase1: number;
  readonly phase2: number;
  readonly phase1Rounds: number;
  readonly phase2Rounds: number;
  readonly commands: number;
  readonly reads: readonly ReadFigures[];
}

/** Null: too little has been answered since the last setting was changed. `now`: the time of the picture; silence since the last answer counts. */
export function figuresOf(counters: Pick<Counters, 'answers'>, now: Micros): Figures | null {
  const { answers } = counters;
  const [first, last] = [answers[0], answers.at(-1)];
  if (first === undefined || last === undefined || answers.length < LEAST_ANSWERS || now <= first.at) return null;
  const spanMicros = now - first.at;
  const latencies = sorted(answers);
  return {
    answers: answers.length,
    spanMicros,
    perSecond: ((answers.length - 1) * 1_000_000) / spanMicros,
    p50Micros: percentile(latencies, 50),
    p99Micros: percentile(latencies, 99),
    phase1: last.phase1 - first.phase1,
    phase2: last.phase2 - first.phase2,
    phase1Rounds: last.phase1Rounds - first.phase1Rounds,
    phase2Rounds: last.phase2Rounds - first.phase2Rounds,
    commands: last.commands - first.commands,
    reads: readFigures(answers),
  };
}

function readFigures(answers: readonly Answer[]): ReadFigures[] {
  const byMode = new Map<ReadMode, Answer[]>();
  for (const a of answers) {
    if (a.read === null) continue;
    const same = byMode.get(a.read);
    if (same === undefined) byMode.set(a.read, [a]);
    else same.push(a);
  }
  return [...byMode].map(([mode, same]) => ({
    mode,
    answers: same.length,
    p50Micros: percentile(sorted(same), 50),
    behind: Math.max(...same.map((a) => a.behind)),
  }));
}

const sorted = (answers: readonly Answer[]): Micros[] => answers.map((a) => a.afterMicros).sort((a, b) => a - b);

/** The latency that so many per cent of the answers did not exceed. */
const percentile = (latencies: readonly Micros[], percent: number): Micros =>
  latencies[Math.min(latencies.length - 1, Math.floor((latencies.length * percent) / 100))]!;
