// What moves: one animation frame loop for all painters. It holds the latest frame and the playhead's virtual time, runs only while something
// moves or has changed, tells the worker when a frame is on the screen, and hands frames on to React at a rate that React can bear.
import type { Micros } from '../base/units.ts';
import type { Frame } from '../view/frame.ts';
import type { FromWorker } from '../worker/protocol.ts';

export type FrameMessage = Extract<FromWorker, { type: 'frame' }>;
export type Painter = (frame: Frame, t: Micros) => void;

export interface FrameSourceHost {
  /** Asks for an animation frame. */
  schedule(run: () => void): void;
  /** Real time in ms. */
  now(): number;
  /** For React: at most once an animation frame. */
  publish(message: FrameMessage): void;
  /** The frame is on the screen: the next may come. */
  painted(): void;
}

/** While playing, React gets a frame at most every so often; painters get each. */
const PUBLISH_EVERY_MILLIS = 66;
/** A frame that arrives late may not turn the playhead back by less than this much real time. */
const BACKWARD_TOLERANCE_MILLIS = 120;
const MICROS_PER_MILLI = 1000;

export class FrameSource {
  #host: FrameSourceHost | null = null;
  #painters = new Set<Painter>();
  #message: FrameMessage | null = null;
  /** The playhead when `#since` (real ms) was. */
  #anchor: Micros = 0;
  #since = 0;
  #dirty = false;
  #acknowledge = false;
  #published: FrameMessage | null = null;
  #publishedAt = Number.NEGATIVE_INFINITY;
  #scheduled = false;

  connect(host: FrameSourceHost): void {
    this.#host = host;
    this.#wake();
  }

  /** A frame from the worker. */
  accept(message: FrameMessage): void {
    const host = this.#host;
    if (host === null) return;
    const before = this.virtualNow();
    const last = this.#message;
    this.#message = message;
    this.#anchor =
      last !== null && this.#continues(last, message, before) ? Math.min(before, message.frame.nextAt ?? before) : message.shownAt;
    this.#since = host.now();
    this.#acknowledge = true;
    this.invalidate();
  }

  /** The picture must be painted again (a size, a theme, a selection has changed). */
  invalidate(): void {
    this.#dirty = true;
    this.#wake();
  }

  /** Calls `painter` on every animation frame on which something moves or has changed. Returns how to stop. */
  onPaint(painter: Painter): () => void {
    this.#painters.add(painter);
    this.invalidate();
    return () => this.#painters.delete(painter);
  }

  latestFrame(): Frame | null {
    return this.#message?.frame ?? null;
  }

  /** The playhead's virtual time now; it stands still at the frame's end until the next frame comes. */
  virtualNow(): Micros {
    const m = this.#message;
    if (m === null || this.#host === null) return 0;
    if (!m.playing) return m.shownAt;
    const t = this.#anchor + (this.#host.now() - this.#since) * MICROS_PER_MILLI * m.speed;
    return m.frame.nextAt === null ? t : Math.min(t, m.frame.nextAt);
  }

  /** While playing goes on, a message's delay must not be seen as a step back. */
  #continues(last: FrameMessage, next: FrameMessage, before: Micros): boolean {
    if (!last.playing || !next.playing || next.frame.event < last.frame.event) return false;
    const ahead = before - next.shownAt;
    return ahead > 0 && ahead < BACKWARD_TOLERANCE_MILLIS * MICROS_PER_MILLI * next.speed;
  }

  #wake(): void {
    if (this.#scheduled || this.#host === null || this.#message === null) return;
    this.#scheduled = true;
    this.#host.schedule(() => this.#tick());
  }

  #tick(): void {
    this.#scheduled = false;
    const message = this.#message;
    const host = this.#host;
    if (message === null || host === null) return;
    this.#dirty = false;
    this.#publish(message, host);
    const t = this.virtualNow();
    for (const paint of this.#painters) paint(message.frame, t);
    if (this.#acknowledge) {
      this.#acknowledge = false;
      host.painted();
    }
    if (this.#dirty || this.#moves(message, t) || this.#published !== message) this.#wake();
  }

  #publish(message: FrameMessage, host: FrameSourceHost): void {
    const last = this.#published;
    if (last === message) return;
    const changed = last === null || last.playing !== message.playing || last.speed !== message.speed || last.live !== message.live;
    const due = !message.playing || changed || host.now() - this.#publishedAt >= PUBLISH_EVERY_MILLIS;
    if (!due) return;
    this.#published = message;
    this.#publishedAt = host.now();
    host.publish(message);
  }

  #moves(message: FrameMessage, t: Micros): boolean {
    return message.playing && (message.frame.nextAt === null || t < message.frame.nextAt);
  }
}

export const frameSource = new FrameSource();

/** Calls the painter on every animation frame while something moves or has changed; t: the playhead's virtual time. Returns how to stop. */
export const onPaint = (painter: Painter): (() => void) => frameSource.onPaint(painter);
export const latestFrame = (): Frame | null => frameSource.latestFrame();
export const virtualNow = (): Micros => frameSource.virtualNow();
export const invalidate = (): void => frameSource.invalidate();
