// How an export is written: line by line, from one executed event after another. A writer keeps only what is under way, so that a run of any
// length is written in bounded memory, and whoever drives it may stop between two events.
import type { Executed } from './executed.ts';

/** The lines of one export, each without its end. One owner, for one run. */
export interface Writer {
  begin(): Iterable<string>;
  take(executed: Executed): Iterable<string>;
  end(): Iterable<string>;
  /** Whether nothing that is still to come would be written: the tool reads no more. */
  isFull?(): boolean;
}

/** All lines of a run. */
export function* written(writer: Writer, run: Iterable<Executed>): Generator<string> {
  yield* writer.begin();
  for (const executed of run) {
    yield* writer.take(executed);
    if (writer.isFull?.() === true) break;
  }
  yield* writer.end();
}
