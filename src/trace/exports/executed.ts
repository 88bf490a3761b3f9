// A run executed again for whoever writes it down: one event after another with the checks on, from a header and a journal. It keeps nothing;
// the world that comes with an event is the live one, and is another at the next.
import type { EventNumber } from '../../base/units.ts';
import type { Run } from '../../history/run.ts';
import { Checks } from '../../sim/checks/checks.ts';
import type { EventRecord, Violation } from '../../sim/events.ts';
import type { JournalEntry, RunHeader } from '../../sim/inputs.ts';
import { makeWorld, type World } from '../../sim/world.ts';

/** An event, and the world as it left it. */
export interface Executed {
  readonly record: EventRecord;
  readonly world: World;
  /** What the checks found at this event; only the first of a run is told. */
  readonly violation: Violation | null;
}

/** One line of history: what it started from, all inputs, and how many events it has. */
export interface Course {
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  readonly events: EventNumber;
}

/** The course of a branch: its ancestors' inputs below each fork, then its own. */
export function courseOf(run: Run, branch = run.current): Course {
  const last = run.branches.find((b) => b.id === branch);
  const parts: (readonly JournalEntry[])[] = [];
  let below = Infinity;
  for (let b = last; b !== undefined; b = run.branches.find((other) => other.id === b!.parent)) {
    const end = below;
    parts.unshift((run.journal.get(b.id) ?? []).filter((e) => e.event < end));
    below = Math.min(below, b.forkEvent);
  }
  return { header: run.header, journal: parts.flat(), events: last?.tip ?? 0 };
}

/**
 * Executes the course to its end, or to where nothing is scheduled any more.
 * @throws AssertionFailure where the journal says what cannot be.
 */
export function* execute(course: Course): Generator<Executed> {
  const world = makeWorld(course.header);
  const checks = new Checks(world);
  const { journal } = course;
  let next = 0;
  let found = false;
  while (world.events < course.events) {
    const entry = journal[next]?.event === world.events ? journal[next++] : undefined;
    const record = entry === undefined ? world.step() : world.apply(entry.input, entry.at);
    if (record === null) return;
    const violation: Violation | null = found ? null : checks.observe(record, world);
    found ||= violation !== null;
    yield { record, world, violation };
  }
}
