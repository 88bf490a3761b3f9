// Where the labels of messages stand in the space–time diagram: on their way, between two lanes, none over another. Of messages sent at once that
// say the same, one has it. Placed for a scale, not for what is in view, so that a label stays where it is while the diagram is moved.
import { textWidth } from './picture/marks.ts';
import type { DiagramLayout } from './space-time-lay.ts';
import { wayOf } from './space-time-lay.ts';
import type { PastFlight } from './space-time.ts';

export interface PlacedLabel {
  readonly flight: PastFlight;
  /** From where time 0 stands, px; and the baseline. */
  readonly x: number;
  readonly y: number;
}

/** In sizes of its text. */
const LINE = 1.15;
/** A way shorter than this has no label, px. */
const SHORTEST = 14;

export const labelSize = (layout: Pick<DiagramLayout, 'unit'>): number => layout.unit;

/** `urgent`: these first, and all of them. */
export function placeLabels(
  flights: readonly PastFlight[],
  layout: DiagramLayout,
  scale: number,
  urgent: ReadonlySet<number>,
): readonly PlacedLabel[] {
  const taken = new Places(labelSize(layout) * LINE);
  const said = new Set<string>();
  const placed: PlacedLabel[] = [];
  const zero = { scale, x: -layout.gutter };
  for (const f of [...flights.filter((x) => urgent.has(x.id)), ...flights.filter((x) => !urgent.has(x.id))]) {
    const must = urgent.has(f.id);
    // What a client asks stands on its lane.
    if ((f.shape === 'heartbeat' || f.shape === 'client') && !must) continue;
    const key = `${f.sentBy ?? f.id} ${f.from} ${f.label}`;
    const way = said.has(key) ? null : wayOf(layout, zero, f);
    if (way === null || Math.abs(way.x1 - way.x0) + Math.abs(way.y1 - way.y0) < SHORTEST) continue;
    const width = textWidth(f.label, labelSize(layout)) + 4;
    const spot = spotsOf(f, way, layout).find(({ x, y }) => taken.isFree(x - width / 2, y, width));
    if (spot === undefined) continue;
    taken.take(spot.x - width / 2, spot.y, width);
    said.add(key);
    placed.push({ flight: f, x: spot.x, y: spot.y + labelSize(layout) * 0.36 });
  }
  return placed;
}

/** Between the lanes that it passes, from its sender on; where it passes none, on the middle of what there is of its way. */
function spotsOf(f: PastFlight, way: NonNullable<ReturnType<typeof wayOf>>, { lanes }: DiagramLayout): { x: number; y: number }[] {
  const [top, foot] = way.y0 < way.y1 ? [way.y0, way.y1] : [way.y1, way.y0];
  const between = lanes.flatMap((lane, i) => {
    const next = lanes[i + 1];
    if (next === undefined) return [];
    const y = (lane.y + next.y) / 2;
    return y > top && y < foot ? [y] : [];
  });
  if (way.y0 > way.y1) between.reverse();
  const at = (y: number): { x: number; y: number } => ({ x: way.x0 + ((way.x1 - way.x0) * (y - way.y0)) / (way.y1 - way.y0 || 1), y });
  if (between.length === 0) between.push((way.y0 + way.y1) / 2);
  // An answer is read where it arrives, a question where it leaves.
  return (f.answer ? between.reverse() : between).map(at);
}

/** What is taken, in rows of one height. */
class Places {
  private readonly rows = new Map<number, [number, number][]>();
  private readonly height: number;

  constructor(height: number) {
    this.height = height;
  }

  isFree(x: number, y: number, width: number): boolean {
    return this.near(y).every(([from, to]) => x > to || x + width < from);
  }

  take(x: number, y: number, width: number): void {
    const row = Math.round(y / this.height);
    const there = this.rows.get(row);
    if (there === undefined) this.rows.set(row, [[x, x + width]]);
    else there.push([x, x + width]);
  }

  private near(y: number): [number, number][] {
    const row = Math.round(y / this.height);
    return [row - 1, row, row + 1].flatMap((r) => this.rows.get(r) ?? []);
  }
}
