// Where the nodes and clients of the stage stand, for any size and shape of it: a ring of cards, clients at the edge. It looks for the largest
// cards that leave room for messages between them. Lengths are in the picture's own units; nothing here measures or draws.
import type { NodeId } from '../base/units.ts';
import { directionOf } from './ring.ts';

/** How much a card tells: full: everything in words · medium: name, ballot, log, disk · small: name, ballot, disk. */
export type CardDetail = 'full' | 'medium' | 'small';
/** column: two lines each · chips: one line each. */
export type ClientDetail = 'box' | 'chip';

/** A rectangle by its centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  /** The unit: the height of small text, times the cards' scale. */
  readonly unit: number;
  readonly detail: CardDetail;
  readonly nodes: ReadonlyMap<NodeId, Box>;
  /** The middle of the ring. */
  readonly centre: { readonly x: number; readonly y: number };
  readonly clientDetail: ClientDetail;
  /** Places of the clients shown, in order; the last one stands for `hiddenClients` where there are any. */
  readonly clients: readonly Box[];
  readonly hiddenClients: number;
}

export interface StageSize {
  readonly width: number;
  readonly height: number;
  /** The height of small text. */
  readonly text: number;
  /** No text on a card is to be smaller, while anything else can be left out; absent: any size will do. */
  readonly least?: number;
}

interface Fit {
  readonly detail: CardDetail;
  readonly scale: number;
}
type Edge = 'corners' | 'pairs' | 'left' | 'top';

/** In units: width and height of a card, and the way that must be free between two neighbours. */
const CARDS: Readonly<Record<CardDetail, { readonly w: number; readonly h: number; readonly way: number }>> = {
  full: { w: 13.8, h: 7.7, way: 4.6 },
  medium: { w: 10.2, h: 6.7, way: 2.3 },
  small: { w: 7.9, h: 3.9, way: 1.8 },
};
const CLIENTS: Readonly<Record<ClientDetail, { readonly w: number; readonly h: number }>> = {
  box: { w: 10.4, h: 3.7 },
  chip: { w: 8.4, h: 2 },
};
const CLIENT_GAP = 0.7;
/** Between a client and a card, so that a message between them is seen. */
const CLIENT_WAY: Readonly<Record<CardDetail, number>> = { full: 1.9, medium: 1.2, small: 0.7 };
const MARGIN = 1;
/** Below a card hang the messages that its disk holds back. */
const HANGING = 2.5;
/** Larger cards than usual must leave more of the way free: messages come first. */
const WAY_PER_SCALE = 10;
/** A ring is at most this much wider than high, or higher than wide. */
const MAX_STRETCH = 2.1;

/** From the largest to the least. */
const FITS: readonly Fit[] = [
  ...[1.55, 1.45, 1.35, 1.25, 1.15, 1.08, 1, 0.95].map((scale) => ({ detail: 'full' as const, scale })),
  ...[1.1, 1, 0.94, 0.88, 0.83].map((scale) => ({ detail: 'medium' as const, scale })),
  ...[1.08, 1, 0.92, 0.84, 0.76].map((scale) => ({ detail: 'small' as const, scale })),
];

/** The best arrangement of these nodes and so many clients. Where nothing fits, the least one, however crowded. */
export function layoutStage(size: StageSize, nodes: readonly NodeId[], clients: number): StageLayout {
  let last: StageLayout | null = null;
  const large = FITS.filter((fit) => fit.scale * size.text >= (size.least ?? 0));
  for (const fit of [...large, ...FITS.filter((f) => !large.includes(f))]) {
    for (const edge of clients === 0 ? (['left'] as const) : edgesFor(size)) {
      last = arrange(size, nodes, clients, fit, edge);
      if (hasRoom(last, wayOf(fit) * size.text)) return last;
    }
  }
  return last!;
}

const wayOf = ({ detail, scale }: Fit): number =>
  CARDS[detail].way * scale + (detail === 'full' ? Math.max(0, scale - 1) * WAY_PER_SCALE : 0);

const edgesFor = (size: StageSize): readonly Edge[] =>
  size.width > size.height * 1.15 ? ['corners', 'pairs', 'left', 'top'] : ['corners', 'pairs', 'top', 'left'];

function arrange(size: StageSize, nodes: readonly NodeId[], clients: number, fit: Fit, edge: Edge): StageLayout {
  const unit = size.text * fit.scale;
  const clientDetail: ClientDetail = fit.detail === 'full' ? 'box' : 'chip';
  const clientUnit = size.text * Math.min(fit.scale, 1.3);
  const places = placeClients(size, clientDetail, clientUnit, clients, edge);
  const area = ringArea(size, places, edge, clientUnit, clients);
  const placed = placeNodes(area, nodes, CARDS[fit.detail], unit);
  return {
    width: size.width,
    height: size.height,
    unit,
    detail: fit.detail,
    nodes: placed,
    centre: middleOf([...placed.values()]),
    clientDetail,
    clients: places,
    hiddenClients: places.length < clients ? clients - places.length + 1 : 0,
  };
}

function placeClients(size: StageSize, detail: ClientDetail, unit: number, count: number, edge: Edge): Box[] {
  const w = CLIENTS[detail].w * unit;
  const h = CLIENTS[detail].h * unit;
  const step = edge === 'top' ? w + CLIENT_GAP * unit : h + CLIENT_GAP * unit;
  const room = Math.max(1, Math.floor((edge === 'top' ? size.width - unit : size.height * (edge === 'left' ? 0.9 : 0.46)) / step));
  const rows = edge === 'corners' ? Math.min(room, 3) : edge === 'pairs' ? Math.min(room, 2) : 0;
  const fits = Math.min(count, rows > 0 ? rows * 2 : Math.min(room, 6));
  const left = rows > 0 ? Math.min(fits, Math.max(Math.min(rows, 2), Math.ceil(fits / 2))) : fits;
  return Array.from({ length: fits }, (_, i) => {
    if (edge === 'top') return { x: MARGIN * unit + w / 2 + i * step, y: MARGIN * unit + h / 2, w, h };
    const right = i >= left;
    const row = right ? i - left : i;
    const x = MARGIN * unit + w / 2;
    return { x: right ? size.width - x : x, y: MARGIN * unit + h / 2 + row * step, w, h };
  });
}

// What the clients leave: in the corners they stand beside the ring, otherwise they have a strip to themselves.
function ringArea(size: StageSize, places: readonly Box[], edge: Edge, unit: number, clients: number): Box {
  const { width, height } = size;
  const taken =
    clients === 0 || edge === 'corners' || edge === 'pairs'
      ? 0
      : edge === 'left'
        ? places[0]!.w + (MARGIN + 1) * unit
        : places[0]!.h + MARGIN * unit;
  if (edge === 'top') return { x: width / 2, y: taken + (height - taken) / 2, w: width, h: height - taken };
  return { x: taken + (width - taken) / 2, y: height / 2, w: width - taken, h: height };
}

function placeNodes(area: Box, nodes: readonly NodeId[], card: { readonly w: number; readonly h: number }, unit: number): Map<NodeId, Box> {
  const w = card.w * unit;
  const h = card.h * unit;
  const directions = nodes.map((_, i) => directionOf(i, nodes.length));
  const [xs, ys] = [directions.map((d) => d[0]), directions.map((d) => d[1])];
  const spanX = Math.max(...xs) - Math.min(...xs);
  const spanY = Math.max(...ys) - Math.min(...ys);
  const roomX = Math.max(0, area.w - w - 2 * MARGIN * unit);
  const roomY = Math.max(0, area.h - h - (2 * MARGIN + HANGING) * unit);
  const scaleX = spanX === 0 ? 0 : Math.min(roomX / spanX, spanY === 0 ? (w * 3.2) / spanX : (MAX_STRETCH * roomY) / spanY);
  const scaleY = spanY === 0 ? 0 : Math.min(roomY / spanY, (MAX_STRETCH * Math.max(scaleX, 1)) / 1);
  const midX = (Math.max(...xs) + Math.min(...xs)) / 2;
  const midY = (Math.max(...ys) + Math.min(...ys)) / 2;
  const y0 = area.y - (HANGING * unit) / 2;
  return new Map(nodes.map((n, i) => [n, { x: area.x + (xs[i]! - midX) * scaleX, y: y0 + (ys[i]! - midY) * scaleY, w, h }]));
}

const middleOf = (boxes: readonly Box[]): { x: number; y: number } => ({
  x: boxes.reduce((sum, b) => sum + b.x, 0) / Math.max(1, boxes.length),
  y: boxes.reduce((sum, b) => sum + b.y, 0) / Math.max(1, boxes.length),
});

function hasRoom(l: StageLayout, way: number): boolean {
  const cards = [...l.nodes.values()];
  const hang = HANGING * l.unit;
  for (const c of cards) {
    if (c.x - c.w / 2 < 0 || c.x + c.w / 2 > l.width || c.y - c.h / 2 < 0 || c.y + c.h / 2 + hang > l.height) return false;
    if (l.clients.some((p) => overlap(c, p, l.unit * CLIENT_WAY[l.detail], hang))) return false;
  }
  return cards.every((a, i) => cards.slice(i + 1).every((b) => freeWay(a, b) >= way));
}

const overlap = (a: Box, b: Box, gap: number, below: number): boolean =>
  Math.abs(a.x - b.x) < (a.w + b.w) / 2 + gap && b.y - a.y < (a.h + b.h) / 2 + gap + below && a.y - b.y < (a.h + b.h) / 2 + gap;

/** The length of the straight way between two cards that is covered by neither. */
export function freeWay(a: Box, b: Box): number {
  const dx = Math.abs(b.x - a.x);
  const dy = Math.abs(b.y - a.y);
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) return 0;
  const covered = (c: Box): number => Math.min(dx === 0 ? Infinity : c.w / 2 / dx, dy === 0 ? Infinity : c.h / 2 / dy);
  return length * (1 - covered(a) - covered(b));
}
