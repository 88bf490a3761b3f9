// All randomness of a run: named streams of one seed (T1). A new draw in one stream leaves the others as they were.
// sfc32 (Chris Doty-Humphrey, PractRand): four words of state, integers only, the same in every engine.

/** One stream of random numbers. Owned; copy with `cloneStream`. */
export interface Stream {
  a: number;
  b: number;
  c: number;
  counter: number;
}

/** A stream named `name` of the seed. Two names give unrelated streams. */
export function makeStream(seed: number, name: string): Stream {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  const stream: Stream = { a: seed | 0, b: h | 0, c: Math.imul(h, 0x9e3779b1) | 0, counter: 1 };
  for (let i = 0; i < 12; i++) nextWord(stream); // as its author advises, to mix the seed in
  return stream;
}

export const cloneStream = (s: Stream): Stream => ({ a: s.a, b: s.b, c: s.c, counter: s.counter });

/** A whole number in [0, 2³²). */
export function nextWord(s: Stream): number {
  const t = (((s.a + s.b) | 0) + s.counter) | 0;
  s.counter = (s.counter + 1) | 0;
  s.a = s.b ^ (s.b >>> 9);
  s.b = (s.c + (s.c << 3)) | 0;
  s.c = (s.c << 21) | (s.c >>> 11);
  s.c = (s.c + t) | 0;
  return t >>> 0;
}

/** A whole number in [0, bound), for a bound from 1 to 2³². The bias is below bound / 2³². */
export const below = (s: Stream, bound: number): number => Math.floor((nextWord(s) / 4294967296) * bound);

/** A whole number in [low, high]. */
export const between = (s: Stream, low: number, high: number): number => low + below(s, high - low + 1);

/** True in `ppm` of a million draws. Draws even where the answer is certain, so that a rate of 0 leaves the stream in step. */
export const chance = (s: Stream, ppm: number): boolean => below(s, 1_000_000) < ppm;

/** One of the items, which must not be empty. */
export const pick = <T>(s: Stream, items: readonly T[]): T => items[below(s, items.length)]!;
