// Latest wins: while one call is under way, only the newest of those that came meanwhile is kept; the others are never made.

/** Resolves when nothing is under way any more. Rejects with the call's own error. */
export function makeLatest<A>(call: (argument: A) => Promise<unknown>): (argument: A) => Promise<void> {
  let running: Promise<void> | null = null;
  let next: { readonly argument: A } | null = null;
  const run = async (): Promise<void> => {
    try {
      while (next !== null) {
        const { argument } = next;
        next = null;
        await call(argument);
      }
    } finally {
      running = null;
      next = null;
    }
  };
  return (argument) => {
    next = { argument };
    running ??= run();
    return running;
  };
}
