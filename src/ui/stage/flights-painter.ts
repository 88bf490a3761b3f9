// Paints the messages under way: makes, moves and removes their elements inside one group that React leaves to it. One element a message,
// kept while it flies; position and opacity are functions of (frame, virtual time).
//   frame source → paint(frame, t) → path from the layout → place on it → labels that avoid one another
import { FLIGHT_SIZE, groundOf, hangingRects, textUnit, TRANSFER_SIZE } from '../../view/flights.ts';
import { flightWords } from '../../view/stage-text.ts';
import type { FlightFrame, Frame } from '../../view/frame.ts';
import { pathOf, pointOn, progressOf, svgPath, threePlaces, visibilityOf, type Path } from '../../view/motion.ts';
import { ballotColour, shapeOutline } from '../../view/palette.ts';
import { placeLabels, type Label } from '../../view/label-places.ts';
import { boxOf } from '../../view/places.ts';
import type { Scene } from './scene.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Half of what can be pressed of a message, in units of small text. */
const HIT = 1.25;

type Unsaid = Pick<Label, 'x' | 'y' | 'unit'>;

interface Item {
  readonly root: SVGGElement;
  readonly way: SVGPathElement;
  readonly body: SVGGElement;
  readonly sign: SVGPathElement;
  /** What has come over of a checkpoint; null for every other message. */
  readonly over: SVGRectElement | null;
  readonly ring: SVGCircleElement;
  readonly hit: SVGCircleElement;
  readonly label: SVGTextElement;
  path: Path | null;
  version: number;
  /** What its attributes were made from, to write them only when they change. */
  looks: string;
  labelAt: string;
}

export class FlightsPainter {
  #items = new Map<number, Item>();
  #layer: SVGGElement | null = null;

  paint(frame: Frame, t: number, scene: Scene): void {
    if (scene.flights === null || scene.layout === null) return;
    if (this.#layer !== scene.flights) this.#reset(scene.flights);
    const flights = scene.flows ? [] : frame.flights;
    const labels: Label[] = [];
    const unsaid: Unsaid[] = [];
    const seen = new Set<number>();
    for (const f of flights) {
      const item = this.#items.get(f.id) ?? this.#make(f, scene.flights);
      seen.add(f.id);
      this.#place(f, item, t, scene, labels, unsaid);
    }
    for (const [id, item] of this.#items) {
      if (seen.has(id)) continue;
      item.root.remove();
      this.#items.delete(id);
    }
    for (const { key, x, y, shown } of placeLabels(labels, scene.layout, hangingRects(frame, scene.layout), unsaid))
      this.#label(this.#items.get(key)!, x, y, shown);
  }

  #reset(layer: SVGGElement): void {
    this.#layer = layer;
    this.#items.clear();
    layer.replaceChildren();
  }

  #make(f: FlightFrame, layer: SVGGElement): Item {
    const root = make('g', 'stage-flight', layer);
    root.setAttribute('role', 'button');
    root.setAttribute('data-flight', String(f.id));
    root.setAttribute('data-kind', f.answer ? 'answer' : 'question');
    root.setAttribute('data-shape', f.shape);
    root.style.setProperty('--flight', ballotColour(f.ballot));
    const way = make('path', 'stage-flight-way', root);
    const body = make('g', 'stage-flight-body', root);
    const hit = make('circle', 'stage-flight-hit', body);
    const ring = make('circle', 'stage-flight-ring', body);
    const sign = make('path', 'stage-flight-sign', body);
    const over = f.type === 'InstallCheckpoint' ? make('rect', 'stage-flight-over', body) : null;
    const label = make('text', 'stage-flight-label', root);
    label.textContent = f.label;
    label.setAttribute('opacity', '0');
    const item: Item = { root, way, body, sign, over, ring, hit, label, path: null, version: -1, looks: '', labelAt: '' };
    this.#items.set(f.id, item);
    return item;
  }

  #place(f: FlightFrame, item: Item, t: number, scene: Scene, labels: Label[], unsaid: Unsaid[]): void {
    const layout = scene.layout!;
    if (item.version !== scene.version) this.#trace(f, item, scene);
    if (item.path === null) {
      item.root.setAttribute('display', 'none');
      return;
    }
    this.#look(f, item, scene);
    const p = progressOf(f, t);
    const at = pointOn(item.path, scene.still ? threePlaces(p) : p);
    item.body.setAttribute('transform', `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
    if (item.over !== null) fillUp(item.over, textUnit(layout), p);
    item.root.setAttribute('opacity', visibilityOf(f, t).toFixed(2));
    const must = scene.selectedFlight === f.id;
    const urgent = must || (scene.litCommand !== '' && scene.litCommand === f.command);
    if (f.shape !== 'heartbeat' || urgent)
      labels.push({ key: f.id, text: f.label, x: at.x, y: at.y, urgent, must, unit: textUnit(layout) });
    else {
      this.#label(item, 0, 0, false);
      unsaid.push({ x: at.x, y: at.y, unit: textUnit(layout) });
    }
  }

  // The path and all that depends on the layout alone.
  #trace(f: FlightFrame, item: Item, scene: Scene): void {
    const layout = scene.layout!;
    const from = boxOf(layout, scene.clientIndex, f.from);
    const to = boxOf(layout, scene.clientIndex, f.to);
    item.version = scene.version;
    item.path = from === undefined || to === undefined ? null : pathOf(f, from, to, groundOf(layout));
    if (item.path === null) return;
    const unit = textUnit(layout);
    item.root.removeAttribute('display');
    item.way.setAttribute('d', svgPath(item.path));
    item.sign.setAttribute('d', shapeOutline(f.shape, unit * (item.over === null ? FLIGHT_SIZE : TRANSFER_SIZE)));
    item.ring.setAttribute('r', String(unit * 1.15));
    item.hit.setAttribute('r', String(unit * HIT));
    item.label.style.fontSize = `${unit}px`;
  }

  #look(f: FlightFrame, item: Item, scene: Scene): void {
    const selected = scene.selectedFlight === f.id;
    const lit = scene.litCommand !== '' && scene.litCommand === f.command;
    const looks = `${selected} ${lit} ${f.arrivesAt}`;
    if (looks === item.looks) return;
    item.looks = looks;
    item.root.toggleAttribute('data-selected', selected);
    item.root.toggleAttribute('data-lit', lit);
    item.root.setAttribute('aria-pressed', String(selected));
    item.root.setAttribute('aria-label', flightWords(f));
    item.root.setAttribute('tabindex', selected ? '0' : '-1');
  }

  #label(item: Item, x: number, y: number, shown: boolean): void {
    const at = shown ? `${x.toFixed(1)} ${y.toFixed(1)}` : '';
    if (at === item.labelAt) return;
    item.labelAt = at;
    item.label.setAttribute('opacity', shown ? '1' : '0');
    if (shown) item.label.setAttribute('transform', `translate(${at})`);
  }
}

/** A square that is full up to the share that has come over. */
function fillUp(over: SVGRectElement, unit: number, share: number): void {
  const half = unit * TRANSFER_SIZE * 0.9;
  over.setAttribute('x', String(-half));
  over.setAttribute('y', (half - 2 * half * share).toFixed(1));
  over.setAttribute('width', String(2 * half));
  over.setAttribute('height', (2 * half * share).toFixed(1));
}

function make<K extends keyof SVGElementTagNameMap>(tag: K, className: string, parent: SVGElement): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag) as SVGElementTagNameMap[K];
  element.setAttribute('class', className);
  parent.append(element);
  return element;
}
