// What a drawing of the space–time diagram is made from: the stretch, where it stands, what is lit, the colours, and the moment shown.
import type { Micros } from '../base/units.ts';
import type { Colours } from './picture/colours.ts';
import type { PlacedLabel } from './space-time-labels.ts';
import type { DiagramLayout, DiagramView } from './space-time-lay.ts';
import { spanOf, xOf } from './space-time-lay.ts';
import type { Chosen, Lit } from './space-time-lit.ts';
import type { SpaceTime } from './space-time.ts';

export interface DiagramScene {
  readonly stretch: SpaceTime;
  readonly layout: DiagramLayout;
  readonly view: DiagramView;
  readonly lit: Lit;
  readonly chosen: Chosen;
  readonly labels: readonly PlacedLabel[];
  readonly colours: Colours;
  /** The moment shown; what comes after it lies under a veil. */
  readonly now: Micros;
  /** How far the box has been scrolled down: the axis stays in sight, px. */
  readonly scrolled: number;
  readonly heartbeats: boolean;
}

/** How strongly what is not lit is drawn while something is. */
export const STEPPED_BACK = 0.28;

/** Places of one drawing, with what they are asked for most. */
export interface Place {
  readonly x: (at: Micros) => number;
  /** The stretch of time in view, a little wider than the picture. */
  readonly from: Micros;
  readonly to: Micros;
}

export function placeOf({ layout, view }: Pick<DiagramScene, 'layout' | 'view'>): Place {
  const { from, to } = spanOf(layout, view);
  const room = ((layout.unit * 4) / view.scale) * 1000;
  return { x: (at) => xOf(layout, view, at), from: from - room, to: to + room };
}

/** Strong, or stepped back. */
export const alphaOf = (lit: Lit, isLit: boolean): number => (lit.any && !isLit ? STEPPED_BACK : 1);
