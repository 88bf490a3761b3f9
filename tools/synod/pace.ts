// Long work on the command line: it says on standard error how far it is, rests now and then so that a signal can come, and stops at Ctrl-C with a
// sentence. While nothing long is under way, signals do what they always do.
import { setImmediate } from 'node:timers/promises';
import type { Micros } from '../../src/base/units.ts';

/** A person, or the system, wants it stopped. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('Interrupted.');
    this.signal = signal;
  }
}

const seconds = (micros: Micros): string => `${(micros / 1_000_000).toFixed(1)} s`;

const REST_EVERY = 50; // ms
const SHOW_EVERY = 200; // ms, on a terminal
const LINE_EVERY = 50_000; // events, elsewhere

/** One piece of work. `paced` makes it and ends it. */
export class Pace {
  private interrupted: Interrupted | null = null;
  private restedAt = performance.now();
  private shownAt = performance.now();
  private shown = 0;
  private width = 0;
  private readonly what: string;
  private readonly asked: boolean;
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.interrupted = new Interrupted(signal === 'SIGTERM' ? signal : 'SIGINT');
  };

  /** `asked`: progress is wanted although nobody may be looking. `listens`: to signals; not where the work may wait and never rest. */
  constructor(what: string, asked: boolean, listens: boolean) {
    this.what = what;
    this.asked = asked;
    if (listens) process.on('SIGINT', this.onSignal).on('SIGTERM', this.onSignal);
  }

  /** How many events are done, of how many, or, where that is not known, at which virtual time, of which. */
  at(done: number, of: number | null, at: Micros | null = null, until: Micros | null = null): void {
    if (!process.stderr.isTTY) {
      if (!this.asked || done - this.shown < LINE_EVERY) return;
      this.shown = done;
      process.stderr.write(`${this.text(done, of, at, until)}\n`);
    } else if (performance.now() - this.shownAt > SHOW_EVERY) {
      this.shownAt = performance.now();
      const text = this.text(done, of, at, until).slice(0, (process.stderr.columns || 80) - 1);
      process.stderr.write(`\r${text.padEnd(this.width)}`);
      this.width = text.length;
    }
  }

  /** Whether it is time to rest. */
  due(): boolean {
    return performance.now() - this.restedAt > REST_EVERY;
  }

  /**
   * Lets a signal come.
   * @throws Interrupted
   */
  async rest(): Promise<void> {
    await setImmediate();
    if (this.interrupted !== null) throw this.interrupted;
    this.restedAt = performance.now();
  }

  end(): void {
    if (this.width > 0) process.stderr.write(`\r${' '.repeat(this.width)}\r`);
    process.off('SIGINT', this.onSignal).off('SIGTERM', this.onSignal);
  }

  private text(done: number, of: number | null, at: Micros | null, until: Micros | null): string {
    const events = done.toLocaleString('en');
    if (of !== null && of !== Infinity) return `${this.what}: ${events} of ${of.toLocaleString('en')} events`;
    const time = at === null ? '' : `, ${seconds(at)}${until === null ? '' : ` of ${seconds(until)}`}`;
    return `${this.what}: ${events} events${time}`;
  }
}

/** Does the work with a pace of its own. */
export async function paced<T>(what: string, asked: boolean, work: (pace: Pace) => Promise<T>, listens = true): Promise<T> {
  const pace = new Pace(what, asked, listens);
  try {
    return await work(pace);
  } finally {
    pace.end();
  }
}
