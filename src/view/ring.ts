// The directions in which the nodes of a ring stand, as a table: no sine or cosine is computed, so that they are the same in every browser.
// Draws nothing.

export type Direction = readonly [x: number, y: number];

/** Unit vectors of the ring for one to nine nodes: clockwise, n1 at the top or at the top left. */
const DIRECTIONS: readonly (readonly Direction[])[] = [
  [[0, 0]],
  [
    [-1, 0],
    [1, 0],
  ],
  [
    [0, -1],
    [0.866, 0.5],
    [-0.866, 0.5],
  ],
  [
    [-0.7071, -0.7071],
    [0.7071, -0.7071],
    [0.7071, 0.7071],
    [-0.7071, 0.7071],
  ],
  [
    [0, -1],
    [0.9511, -0.309],
    [0.5878, 0.809],
    [-0.5878, 0.809],
    [-0.9511, -0.309],
  ],
  [
    [-0.5, -0.866],
    [0.5, -0.866],
    [1, 0],
    [0.5, 0.866],
    [-0.5, 0.866],
    [-1, 0],
  ],
  [
    [0, -1],
    [0.7818, -0.6235],
    [0.9749, 0.2225],
    [0.4339, 0.901],
    [-0.4339, 0.901],
    [-0.9749, 0.2225],
    [-0.7818, -0.6235],
  ],
  [
    [-0.3827, -0.9239],
    [0.3827, -0.9239],
    [0.9239, -0.3827],
    [0.9239, 0.3827],
    [0.3827, 0.9239],
    [-0.3827, 0.9239],
    [-0.9239, 0.3827],
    [-0.9239, -0.3827],
  ],
  [
    [0, -1],
    [0.6428, -0.766],
    [0.9848, -0.1736],
    [0.866, 0.5],
    [0.342, 0.9397],
    [-0.342, 0.9397],
    [-0.866, 0.5],
    [-0.9848, -0.1736],
    [-0.6428, -0.766],
  ],
];

/** Beyond so many nodes a ring is drawn out towards the corners, where there is room. */
const ROUND_UP_TO = 5;
const DRAWN_OUT = 0.35;

/** The direction of the i-th of `count` nodes, seen from the ring's middle. More than nine share the places of nine. */
export function directionOf(i: number, count: number): Direction {
  const ring = DIRECTIONS[Math.min(count, DIRECTIONS.length) - 1]!;
  const [x, y] = ring[i % ring.length]!;
  const far = Math.max(Math.abs(x), Math.abs(y));
  if (count <= ROUND_UP_TO || far === 0) return [x, y];
  const k = 1 + DRAWN_OUT * (1 / far - 1);
  return [x * k, y * k];
}
