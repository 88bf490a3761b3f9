// The signs of the visual language that every view shares: whose colour a thing has, and the outline of each kind of message.
// Colours are named, not given: the tokens of the page say what they are in each theme.
import type { NodeId } from '../base/units.ts';
import type { BallotFrame, FlightShape } from './frame.ts';

/** Colours that there are; a tenth node would share the first one's. */
const COLOURS = 9;

/** The name of a node's colour. */
export const colourOf = (node: NodeId): string => `var(--n${((node - 1) % COLOURS) + 1})`;

/** A ballot has its owner's colour; what has no ballot is ink. */
export const ballotColour = (ballot: Pick<BallotFrame, 'node'> | null): string =>
  ballot === null ? 'var(--ink-2)' : colourOf(ballot.node);

/** The phases' names, as the legend says them. */
export const SHAPE_NAMES: Readonly<Record<FlightShape, string>> = {
  phase1: 'Phase 1',
  phase2: 'Phase 2',
  client: 'Client',
  'catch-up': 'Catch-up',
  heartbeat: 'Heartbeat',
};

/** The order of the legend. */
export const SHAPES: readonly FlightShape[] = ['phase1', 'phase2', 'client', 'catch-up', 'heartbeat'];

/** The outline of a message around the origin, `r` about half its size. */
export function shapeOutline(shape: FlightShape, r: number): string {
  switch (shape) {
    case 'phase1': {
      const d = r * 1.22;
      return `M0 ${-d}L${d} 0L0 ${d}L${-d} 0Z`;
    }
    case 'phase2':
      return circle(r);
    case 'client': {
      const [w, h] = [r * 1.5, r * 0.8];
      return `M${h - w} ${-h}H${w - h}A${h} ${h} 0 0 1 ${w - h} ${h}H${h - w}A${h} ${h} 0 0 1 ${h - w} ${-h}Z`;
    }
    case 'catch-up': {
      const s = r * 0.9;
      return `M${-s} ${-s}H${s}V${s}H${-s}Z`;
    }
    case 'heartbeat':
      return circle(r * 0.45);
  }
}

const circle = (r: number): string => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
