// The diagram outside React: what is in view, whether it goes along with the moment shown, and each picture of it. A painter of the frame source:
// what moves is drawn from here, and React hears only of what changes seldom.
//   frame source → paint(frame, t) → view → feed.need → drawSpaceTime on the canvas
import type { Micros } from '../../base/units.ts';
import { invalidate } from '../../state/frame-source.ts';
import type { Frame } from '../../view/frame.ts';
import type { Colours } from '../../view/picture/colours.ts';
import { drawSpaceTime } from '../../view/space-time-draw.ts';
import { atItsEnd, firstScale, followed, passesTooFast, revealed, withinRun, withinScale, zoomed } from '../../view/space-time-follow.ts';
import { placeLabels, type PlacedLabel } from '../../view/space-time-labels.ts';
import { layoutDiagram, spanOf, type DiagramLayout, type DiagramView } from '../../view/space-time-lay.ts';
import type { Hit } from '../../view/space-time-hit.ts';
import { litOf, type Chosen, type Lit } from '../../view/space-time-lit.ts';
import { withPresent } from '../../view/space-time-present.ts';
import type { DiagramScene } from '../../view/space-time-scene.ts';
import type { SpaceTime } from '../../view/space-time.ts';
import { CanvasPen, type Canvas2D } from './canvas-pen.ts';
import type { StretchFeed } from './feed.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Height of small text, px. */
  readonly unit: number;
}

export interface Looks {
  readonly chosen: Chosen;
  readonly heartbeats: boolean;
  readonly unfolded: boolean;
  /** Page by page instead of gliding. */
  readonly turning: boolean;
}

/** What the run is doing, as far as the diagram cares. */
export interface Going {
  readonly key: string;
  readonly playing: boolean;
  readonly speed: number;
  readonly tip: number;
}

const NOBODY: Chosen = { event: null, flight: null, slot: null, node: null, command: '' };
const OUTLINES_KEPT = 200;

export class Diagram {
  /** Told when what React shows of it may have changed. */
  onChange: () => void = () => undefined;
  /** Told when the view was moved by anything but d3-zoom. */
  onMoved: (view: DiagramView) => void = () => undefined;
  follows = true;
  /** Time passes too fast to be followed: a stretch at a time is shown. */
  fast = false;
  #onHeight: (height: number) => void = () => undefined;
  #feed: StretchFeed;
  #view: DiagramView | null = null;
  #size: Size | null = null;
  #scrolled = 0;
  #height = 0;
  #scene: DiagramScene | null = null;
  #outlines = new Map<string, Path2D>();
  #stretch: SpaceTime | null = null;
  #memo = { layout: memo(layoutOf), labels: memo(labelsOf), lit: memo(litOf), present: memo(withPresent) };

  constructor(feed: StretchFeed, scale: number | null) {
    this.#feed = feed;
    if (scale !== null) this.#view = { scale: withinScale(scale), x: 0 };
  }

  /** What was drawn last: for the pointer, the keys, and the words. */
  get scene(): DiagramScene | null {
    return this.#scene;
  }

  get view(): DiagramView | null {
    return this.#view;
  }

  /** What is lit where that is selected. */
  litFor(hit: Hit): Lit | null {
    const chosen = {
      ...NOBODY,
      ...(hit.kind === 'event' ? { event: hit.event.event } : hit.kind === 'flight' ? { flight: hit.flight.id } : {}),
    };
    return this.#stretch === null ? null : litOf(this.#stretch, chosen);
  }

  /** `listener` is told how high the lanes are, px, whenever that changes. Returns how to stop. */
  tellHeight(listener: (height: number) => void): () => void {
    this.#onHeight = listener;
    this.#height = 0;
    return () => {
      this.#onHeight = () => undefined;
    };
  }

  resize(size: Size): void {
    this.#size = size;
    if (this.#outlines.size > OUTLINES_KEPT) this.#outlines.clear();
    invalidate();
  }

  scrollTo(top: number): void {
    this.#scrolled = top;
    invalidate();
  }

  /** By d3-zoom. */
  setView(view: DiagramView): void {
    this.#view = view;
    invalidate();
  }

  follow(on: boolean): void {
    if (this.follows === on) return;
    this.follows = on;
    this.onChange();
    invalidate();
  }

  /** By a factor, about the moment shown where it is in view, or else about the middle. */
  zoom(factor: number, now: Micros): void {
    const scene = this.#scene;
    if (scene === null || this.#view === null) return;
    const { gutter, width } = scene.layout;
    const head = gutter + this.#view.x + (now / 1000) * this.#view.scale;
    this.#move(zoomed(scene.layout, this.#view, factor, head > gutter && head < width ? head : (gutter + width) / 2));
  }

  /** By a share of what is in view. */
  pan(share: number): void {
    const scene = this.#scene;
    if (scene === null || this.#view === null) return;
    this.follow(false);
    this.#move({ ...this.#view, x: this.#view.x - share * (scene.layout.width - scene.layout.gutter) });
  }

  /** As at first: a few round trips. */
  reset(frame: Frame): void {
    this.#view = null;
    this.follows = true;
    this.#begin(frame);
    this.onChange();
    invalidate();
  }

  /** Brings a moment into view. */
  reveal(t: Micros): void {
    if (this.#scene === null || this.#view === null) return;
    const view = revealed(this.#scene.layout, this.#view, t);
    if (view === this.#view) return;
    this.follow(false);
    this.#move(view);
  }

  /** The moment to draw, and the stretch: null where there is nothing to draw yet. */
  prepare(frame: Frame, t: Micros, looks: Looks, going: Going, colours: Colours): DiagramScene | null {
    const size = this.#size;
    if (size === null || size.width <= 0) return null;
    if (this.#view === null || this.#view.x === 0) this.#begin(frame);
    const loaded = this.#feed.stretch;
    const stretch = this.#memo.present(loaded ?? nothingOf(frame), frame);
    const layout = this.#memo.layout(stretch.nodes.join(' '), stretch.clients.join(' '), size, looks.unfolded);
    this.#look(layout, frame, t, looks, going, loaded !== null && loaded !== this.#stretch ? loaded : null);
    this.#stretch = loaded;
    const view = this.#view!;
    if (layout.height !== this.#height) {
      this.#height = layout.height;
      this.#onHeight(layout.height);
    }
    this.#need(layout, t, looks, going);
    const now = this.fast && loaded !== null ? Math.min(t, loaded.to) : t;
    // What costs more is made anew when a stretch comes, not with every frame.
    const lit = this.#memo.lit(loaded ?? stretch, looks.chosen);
    const labels = this.#memo.labels(loaded ?? stretch, layout, view.scale, lit);
    this.#scene = {
      stretch,
      layout,
      view,
      lit,
      chosen: looks.chosen,
      labels,
      colours,
      now,
      scrolled: this.#scrolled,
      heartbeats: looks.heartbeats,
    };
    return this.#scene;
  }

  draw(context: Canvas2D, family: string): void {
    if (this.#scene !== null) drawSpaceTime(new CanvasPen(context, family, this.#outlines), this.#scene);
  }

  #begin(frame: Frame): void {
    const scale = this.#view?.scale ?? firstScale(frame.config, this.#size?.width ?? 0);
    this.#view = { scale, x: -(frame.at / 1000) * scale + (this.#size?.width ?? 0) * 0.5 };
    this.onMoved(this.#view);
  }

  #look(layout: DiagramLayout, frame: Frame, t: Micros, looks: Looks, going: Going, fresh: SpaceTime | null): void {
    const before = this.#view!;
    const fast = this.follows && going.playing && passesTooFast(layout, before, going.speed);
    if (fast !== this.fast) {
      this.fast = fast;
      this.onChange();
    }
    let view = before;
    if (fast) view = fresh === null ? view : atItsEnd(layout, view, fresh.to);
    else if (this.follows) view = followed(layout, view, t, going.playing, looks.turning);
    view = withinRun(layout, view, Math.max(frame.at, t, this.#feed.stretch?.to ?? 0));
    if (view !== before) this.#move(view);
  }

  #need(layout: DiagramLayout, t: Micros, looks: Looks, going: Going): void {
    const { from, to } = spanOf(layout, this.#view!);
    // Where time runs ahead of what can be drawn, what has just been is asked for.
    const shift = this.fast ? t - from - (to - from) * 0.9 : 0;
    this.#feed.need({
      key: going.key,
      from: from + shift,
      to: to + shift,
      about: t,
      tip: going.tip,
      heartbeats: looks.heartbeats,
      fast: this.fast,
    });
  }

  #move(view: DiagramView): void {
    this.#view = view;
    this.onMoved(view);
    invalidate();
  }
}

// By texts, so that a frame with the same nodes changes nothing.
const layoutOf = (nodes: string, clients: string, size: Size, unfolded: boolean): DiagramLayout =>
  layoutDiagram({ nodes: numbers(nodes), clients: numbers(clients) }, { ...size, unfolded });

const numbers = (text: string): readonly number[] => (text === '' ? [] : text.split(' ').map(Number));

const labelsOf = (s: SpaceTime, layout: DiagramLayout, scale: number, lit: Lit): readonly PlacedLabel[] =>
  placeLabels(s.flights, layout, scale, lit.flights);

/** Lanes without anything on them, until the first stretch comes. */
const nothingOf = (frame: Frame): SpaceTime => ({
  from: frame.at,
  to: frame.at,
  first: frame.event,
  end: frame.event,
  nodes: frame.nodes.map((n) => n.id),
  clients: [...new Set(frame.clients.map((c) => c.id))],
  flights: [],
  events: [],
  stretches: [],
  syncs: [],
  operations: [],
  leftOut: { earlier: false, later: false },
  heartbeats: false,
});

/** The last result, while what it was made from is the same. */
function memo<A extends readonly unknown[], R>(make: (...from: A) => R): (...from: A) => R {
  let last: { readonly from: A; readonly made: R } | null = null;
  return (...from) => {
    if (last === null || from.some((x, i) => x !== last!.from[i])) last = { from, made: make(...from) };
    return last.made;
  };
}
