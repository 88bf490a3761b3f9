// Work in pieces on the page's own thread: between them the page draws and is pressed. Knows nothing of what the work is.

/** Real time that a stretch of work may keep the thread: less than half of an animation frame. */
const STRETCH_MILLIS = 7;

/** Drives the work to its end, letting the page breathe. */
export async function inPieces<T>(work: Generator<unknown, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
    if (performance.now() - since < STRETCH_MILLIS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}
