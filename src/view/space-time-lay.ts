// Where things stand in the space–time diagram: time from left to right, a lane a node, the clients above. Plain arithmetic in px; knows neither
// canvas nor pointer, so that drawing, pressing and exported pictures agree.
import { nameOf, type Address, type Micros, type NodeId } from '../base/units.ts';
import type { PastFlight, SpaceTime } from './space-time.ts';

/** What is in view: `scale` px a millisecond, and where time 0 stands, in px right of the gutter. */
export interface DiagramView {
  readonly scale: number;
  readonly x: number;
}

export interface Lane {
  readonly name: string;
  /** Null: the clients' lane. */
  readonly node: NodeId | null;
  readonly top: number;
  readonly height: number;
  /** The middle of its band: where messages leave and arrive. */
  readonly y: number;
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  /** Height of small text. */
  readonly unit: number;
  /** Width of the names. */
  readonly gutter: number;
  /** Height of the axis above the lanes. */
  readonly axis: number;
  readonly lanes: readonly Lane[];
  readonly laneOf: ReadonlyMap<Address, Lane>;
  /** Half the height of a node's band. */
  readonly band: number;
}

export interface LayoutOptions {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  /** Whether each client has a lane. */
  readonly unfolded: boolean;
}

/** In heights of small text. */
const GUTTER = 3.6;
const LONG_GUTTER = 4.7;
const AXIS = 1.9;
const LEAST_LANE = 2.45;
const LEAST_CLIENT = 1.7;
const MOST_LANE = 7.5;

/** The lanes, as high as there is room for; where there is too little, the diagram is higher than `height` and scrolls. */
export function layoutDiagram(
  { nodes, clients }: Pick<SpaceTime, 'nodes' | 'clients'>,
  { width, height, unit, unfolded }: LayoutOptions,
): DiagramLayout {
  const rows = rowsOf(nodes, clients, unfolded);
  const axis = AXIS * unit;
  const parts = rows.reduce((sum, r) => sum + weightOf(r.node), 0);
  const fair = (height - axis) / Math.max(1, parts);
  const each = Math.max(LEAST_LANE * unit, Math.min(fair, MOST_LANE * unit));
  let top = axis;
  const lanes = rows.map(({ name, node }) => {
    const high = node === null ? Math.max(LEAST_CLIENT * unit, each * CLIENT_WEIGHT) : each;
    const lane: Lane = { name, node, top, height: high, y: top + high * (node === null ? 0.5 : 0.48) };
    top += high;
    return lane;
  });
  const laneOf = new Map<Address, Lane>(rows.flatMap((r, i) => r.actors.map((a) => [a, lanes[i]!] as const)));
  const gutter = (rows.some((r) => r.name.length > 3) ? LONG_GUTTER : GUTTER) * unit;
  return { width, height: Math.max(height, top), unit, gutter, axis, lanes, laneOf, band: unit * 0.3 };
}

const CLIENT_WEIGHT = 0.6;
const weightOf = (node: NodeId | null): number => (node === null ? CLIENT_WEIGHT : 1);

interface Row {
  readonly name: string;
  readonly node: NodeId | null;
  readonly actors: readonly Address[];
}

function rowsOf(nodes: readonly NodeId[], clients: readonly Address[], unfolded: boolean): Row[] {
  const own: Row[] = nodes.map((n) => ({ name: nameOf(n), node: n, actors: [n] }));
  if (clients.length === 0) return own;
  if (unfolded) return [...clients.map((c) => ({ name: nameOf(c), node: null, actors: [c] })), ...own];
  return [{ name: clients.length === 1 ? nameOf(clients[0]!) : 'clients', node: null, actors: clients }, ...own];
}

export const xOf = (layout: Pick<DiagramLayout, 'gutter'>, view: DiagramView, at: Micros): number =>
  layout.gutter + view.x + (at / 1000) * view.scale;

export const timeAt = (layout: Pick<DiagramLayout, 'gutter'>, view: DiagramView, x: number): Micros =>
  ((x - layout.gutter - view.x) / view.scale) * 1000;

/** The stretch of time in view. */
export const spanOf = (layout: DiagramLayout, view: DiagramView): { readonly from: Micros; readonly to: Micros } => ({
  from: timeAt(layout, view, layout.gutter),
  to: timeAt(layout, view, layout.width),
});

/** A message's way, as far as it comes: to its receiver's lane, or to where it is lost. Null: it has no lane to leave or to arrive at. */
export interface Way {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export function wayOf(
  layout: DiagramLayout,
  view: DiagramView,
  f: Pick<PastFlight, 'from' | 'to' | 'sentAt' | 'endsAt' | 'arrivesAt'>,
): Way | null {
  const from = layout.laneOf.get(f.from);
  const to = layout.laneOf.get(f.to);
  if (from === undefined || to === undefined) return null;
  const share = Math.min(1, (f.endsAt - f.sentAt) / Math.max(1, f.arrivesAt - f.sentAt));
  const leave = from.y + edge(layout, from, to.y > from.y);
  const arrive = to.y - edge(layout, to, to.y > from.y);
  return {
    x0: xOf(layout, view, f.sentAt),
    y0: leave,
    x1: xOf(layout, view, f.endsAt),
    y1: leave + (arrive - leave) * share,
  };
}

/** From the middle of a lane to the edge of its band, down or up. */
const edge = ({ band, unit }: DiagramLayout, lane: Lane, down: boolean): number =>
  (lane.node === null ? unit * 0.4 : band) * (down ? 1 : -1);
