// Where a message is at virtual time t: a pure function of its frame, the layout and t, so that scrubbing, stepping and playing show the same.
// Questions and answers bend to different sides; messages about different slots take different lanes.
import type { Micros } from '../base/units.ts';
import type { FlightFrame } from './frame.ts';
import type { Box } from './layout.ts';

/** A quadratic Bézier curve, from card to card. */
export interface Path {
  readonly x0: number;
  readonly y0: number;
  readonly cx: number;
  readonly cy: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far a path bends, as a share of its length. A direction has its own side: a question and its answer are on different ones. */
const BEND = { question: 0.13, answer: 0.2 } as const;
/** Neighbouring slots bend this much more, in three lanes. */
const LANE = 0.055;
const LANES = 3;
const MAX_BEND_SHARE = 0.36;
/** Ways lean towards the middle of the ring, as little as keeps them clear of the cards that stand between. */
const LEANS = [0.16, 0.3, 0.45, 0.62, 0.8] as const;
/** Places of a way at which it must be clear. */
const CLEAR_AT = [0.12, 0.22, 0.32, 0.42, 0.5, 0.58, 0.68, 0.78, 0.88] as const;
/** Of the way to the place where it is lost, a message fades over this share. */
const FADE_FROM = 0.45;

/** What ways are drawn in: the middle that they lean to, how far from a card they end, and what they keep clear of. */
export interface Ground {
  readonly centre: Point;
  readonly gap: number;
  readonly boxes: readonly Box[];
}

/** The way of a flight between two cards. */
export function pathOf(f: Pick<FlightFrame, 'answer' | 'slot' | 'shape'>, from: Box, to: Box, ground: Ground): Path {
  const lane = f.shape === 'phase2' ? f.slot % LANES : f.shape === 'heartbeat' ? -1 : 0;
  const share = f.answer ? BEND.answer : BEND.question;
  return leaning(from, to, share + lane * LANE, leanOf(from, to, [share, share + (LANES - 1) * LANE], ground), ground);
}

/** A path that bends to the left of its own direction by `share` of its length. */
export const bent = (from: Box, to: Box, share: number, ground: Ground): Path =>
  leaning(from, to, share, leanOf(from, to, [share], ground), ground);

// The least lean that keeps the way clear; where none does, a middling one. Lanes of one way lean alike, so that they stay apart.
function leanOf(from: Box, to: Box, shares: readonly number[], ground: Ground): number {
  const others = ground.boxes.filter((b) => b !== from && b !== to).map((b) => grown(b, ground.gap * 0.7));
  const isFree = (share: number, lean: number): boolean => {
    const path = leaning(from, to, share, lean, ground);
    return CLEAR_AT.every((p) => isClear(pointOn(path, p), others));
  };
  const clear = LEANS.find((lean) => shares.every((share) => isFree(share, lean))) ?? LEANS.find((lean) => isFree(shares[0]!, lean));
  return clear ?? LEANS[1];
}

function leaning(from: Box, to: Box, share: number, lean: number, { centre, gap }: Ground): Path {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const bend = Math.min(share, MAX_BEND_SHARE);
  const mx = (from.x + to.x) / 2;
  const my = (from.y + to.y) / 2;
  const cx = mx + dy * bend + (centre.x - mx) * lean;
  const cy = my - dx * bend + (centre.y - my) * lean;
  const start = edgeOf(grown(from, gap), cx, cy);
  const end = edgeOf(grown(to, gap), cx, cy);
  return { x0: start.x, y0: start.y, cx, cy, x1: end.x, y1: end.y };
}

const isClear = (p: Point, boxes: readonly Box[]): boolean =>
  !boxes.some((b) => Math.abs(p.x - b.x) < b.w / 2 && Math.abs(p.y - b.y) < b.h / 2);

const grown = (b: Box, gap: number): Box => ({ ...b, w: b.w + 2 * gap, h: b.h + 2 * gap });

/** Where the way from the middle of a box towards a point leaves the box. */
function edgeOf(box: Box, x: number, y: number): Point {
  const dx = x - box.x;
  const dy = y - box.y;
  const k = Math.min(dx === 0 ? Infinity : box.w / 2 / Math.abs(dx), dy === 0 ? Infinity : box.h / 2 / Math.abs(dy), 1);
  return { x: box.x + dx * k, y: box.y + dy * k };
}

/** The point at share p of a path, 0 to 1. */
export function pointOn(path: Path, p: number): Point {
  const q = 1 - p;
  return {
    x: q * q * path.x0 + 2 * q * p * path.cx + p * p * path.x1,
    y: q * q * path.y0 + 2 * q * p * path.cy + p * p * path.y1,
  };
}

export const svgPath = (p: Path): string => `M${round(p.x0)} ${round(p.y0)}Q${round(p.cx)} ${round(p.cy)} ${round(p.x1)} ${round(p.y1)}`;

const round = (n: number): number => Math.round(n * 10) / 10;

/** How much of its way a message has behind it at t, 0 to 1. One that is lost stops where it is lost. */
export function progressOf(f: Pick<FlightFrame, 'sentAt' | 'arrivesAt' | 'lostAt'>, t: Micros): number {
  const whole = Math.max(1, f.arrivesAt - f.sentAt);
  const p = (t - f.sentAt) / whole;
  const end = f.lostAt === undefined ? 1 : (f.lostAt - f.sentAt) / whole;
  return Math.min(Math.max(p, 0), Math.max(0, Math.min(end, 1)));
}

/** How much of a message is to be seen at t: all of it, unless it is on its way to being lost. */
export function visibilityOf(f: Pick<FlightFrame, 'sentAt' | 'lostAt'>, t: Micros): number {
  if (f.lostAt === undefined) return 1;
  const share = (t - f.sentAt) / Math.max(1, f.lostAt - f.sentAt);
  return Math.min(1, Math.max(0, (1 - share) / (1 - FADE_FROM)));
}

/** With reduced motion a message stands at three places on its way: near its sender, half-way, near its receiver. */
export function threePlaces(p: number): number {
  if (p < 1 / 3) return 1 / 6;
  return p < 2 / 3 ? 1 / 2 : 5 / 6;
}

/** The share of a span that is over at t, 0 to 1. */
export const shareOf = (from: Micros, to: Micros, t: Micros): number => Math.min(1, Math.max(0, (t - from) / Math.max(1, to - from)));
