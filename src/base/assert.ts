// A broken assumption is a bug: it stops the engine at the event where it shows. On in production.

/** The engine found itself in a state that its rules exclude. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/**
 * Stops with the values that contradict the assumption.
 * @throws AssertionFailure when `condition` is false.
 */
export function assert(condition: boolean, assumption: string, values?: unknown): asserts condition {
  if (condition) return;
  throw new AssertionFailure(values === undefined ? assumption : `${assumption}: ${JSON.stringify(values)}`);
}

/** Marks a case that the types exclude. */
export function assertNever(value: never): never {
  throw new AssertionFailure(`unexpected value: ${JSON.stringify(value)}`);
}
