// What the stage and the exported pictures share about messages under way: sizes, what their ways keep clear of, where labels may not stand,
// and messages as flows where there are too many to be told apart. Draws nothing.
import type { FlightFrame, Frame } from './frame.ts';
import type { Rect } from './label-places.ts';
import type { StageLayout } from './layout.ts';
import type { Ground } from './motion.ts';
import { tagsOf } from './tags.ts';

/** Half a message's size, in units of small text. A checkpoint is more than a message: it is larger, and fills as it comes over. */
export const FLIGHT_SIZE = 0.68;
export const TRANSFER_SIZE = 1.15;
const END_GAP = 0.95;
/** More messages than this cannot be told apart. */
export const TOLD_APART = 60;
/** How far flows bend. */
export const FLOW_BEND = 0.11;

/** Messages are as large as small text, a little more where cards are larger. */
export const textUnit = (layout: { readonly unit: number }): number => Math.max(10.5, Math.min(layout.unit, 22));

/** Ways end where a message beside a card does not touch it. */
export const groundOf = (layout: StageLayout): Ground => ({
  centre: layout.centre,
  gap: textUnit(layout) * END_GAP,
  boxes: [...layout.nodes.values(), ...layout.clients],
});

/** Below a card may hang what its disk holds back, and above it stand its tags. */
export function hangingRects(frame: Frame, layout: StageLayout): Rect[] {
  return frame.nodes.flatMap((n) => {
    const b = layout.nodes.get(n.id);
    if (b === undefined) return [];
    const top = b.y - b.h / 2;
    const foot = b.y + b.h / 2;
    const rects: Rect[] = [];
    if (n.disk.heldCount > 0) rects.push({ left: b.x - b.w * 0.2, right: b.x + b.w / 2, top: foot, bottom: foot + 2.6 * layout.unit });
    if (tagsOf(n, layout.detail, b.w / layout.unit).length > 0)
      rects.push({ left: b.x - b.w / 2, right: b.x + b.w / 2, top: top - layout.unit, bottom: top });
    return rects;
  });
}

/** All messages under way in one direction of one link. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  count: number;
  /** Whose colour they have: the first with a ballot. */
  first: FlightFrame;
}

export function flowsOf(flights: readonly FlightFrame[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const f of flights) {
    const key = `${f.from}>${f.to}`;
    const flow = flows.get(key);
    if (flow === undefined) flows.set(key, { from: f.from, to: f.to, count: 1, first: f });
    else {
      flow.count++;
      if (flow.first.ballot === null) flow.first = f;
    }
  }
  return [...flows.values()];
}

/** How wide a flow of so many is drawn. */
export const flowWidth = (count: number): number => Math.min(7, 1 + count * 0.8);
