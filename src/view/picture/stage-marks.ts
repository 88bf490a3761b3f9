// The stage in an exported picture: links, messages under way, cards, clients, for any size. The same layout, ways and labels as on the page;
// what moves stands where it is at t. Nothing that is selected or pointed at is drawn.
import type { Address, Micros } from '../../base/units.ts';
import type { FlightFrame, Frame } from '../frame.ts';
import { FLIGHT_SIZE, FLOW_BEND, flowsOf, flowWidth, groundOf, hangingRects, textUnit, TOLD_APART, TRANSFER_SIZE } from '../flights.ts';
import { placeLabels, type Label, type Rect } from '../label-places.ts';
import { layoutStage, type Box, type StageLayout, type StageSize } from '../layout.ts';
import { bent, pathOf, pointOn, progressOf, svgPath, visibilityOf } from '../motion.ts';
import { shapeOutline } from '../palette.ts';
import { boxOf, clientPlaces, groupClients, type ClientGroup } from '../places.ts';
import { flightWords } from '../stage-text.ts';
import { cardMarks } from './card-marks.ts';
import { clientMarks, restMarks } from './client-marks.ts';
import { mix, ownerColour, type Colours } from './colours.ts';
import { group, line, path, rect, text, type Mark } from './marks.ts';

interface Stage {
  readonly frame: Frame;
  readonly layout: StageLayout;
  readonly groups: readonly ClientGroup[];
  readonly places: ReadonlyMap<number, number>;
  readonly t: Micros;
  readonly c: Colours;
}

export function stageMarks(frame: Frame, size: StageSize, t: Micros, c: Colours): Mark[] {
  const groups = groupClients(frame.clients);
  const layout = layoutStage(
    size,
    frame.nodes.map((n) => n.id),
    groups.length,
  );
  const stage: Stage = { frame, layout, groups, places: clientPlaces(groups), t, c };
  const flows = frame.flightCount > TOLD_APART;
  return [
    group(0, 0, [...links(stage), ...asking(stage)]),
    ...(flows ? flowLines(stage) : []),
    ...cards(stage, size.text),
    ...clients(stage),
    ...(flows ? flowCounts(stage) : flights(stage)),
  ];
}

function links({ frame, layout, c }: Stage): Mark[] {
  const cut = new Set(frame.cuts.map(([a, b]) => `${a}>${b}`));
  const down = new Set(frame.nodes.filter((n) => n.status === 'crashed').map((n) => n.id));
  const ids = frame.nodes.map((n) => n.id);
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
  return pairs.flatMap(([a, b]) => {
    const [from, to] = [layout.nodes.get(a)!, layout.nodes.get(b)!];
    const [there, back] = [cut.has(`${a}>${b}`), cut.has(`${b}>${a}`)];
    if (there || back) {
      const way = line(from.x, from.y, to.x, to.y, { stroke: mix(c.bad, 0.55, c.surface), width: 1.5, dash: [1, 6], round: true });
      return [way, ...cutBar(there ? from : to, there ? to : from, textUnit(layout), there !== back, c)];
    }
    const quiet = down.has(a) || down.has(b);
    return [line(from.x, from.y, to.x, to.y, quiet ? { stroke: c.lineSoft, width: 1, dash: [3, 5] } : { stroke: c.line, width: 1 })];
  });
}

/** Where on the way from the sender's middle to the receiver's the bar stands. */
const BAR_AT = { both: 0.5, one: 0.56 } as const;

function cutBar(from: Box, to: Box, unit: number, oneWay: boolean, c: Colours): Mark[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.max(1, Math.sqrt(dx * dx + dy * dy));
  const [ux, uy] = [dx / length, dy / length];
  const at = oneWay ? BAR_AT.one : BAR_AT.both;
  const [x, y] = [from.x + dx * at, from.y + dy * at];
  const h = unit * 0.85;
  // Along the way, and across it to the left.
  const place = (along: number, across: number): string =>
    `${(x + ux * along - uy * across).toFixed(1)} ${(y + uy * along + ux * across).toFixed(1)}`;
  const marks: Mark[] = [path(`M${place(0, -h)}L${place(0, h)}`, { stroke: c.bad, width: 3, round: true })];
  if (oneWay)
    marks.push(
      path(`M${place(-h * 1.5, -h * 0.55)}L${place(-h * 0.55, 0)}L${place(-h * 1.5, h * 0.55)}`, { stroke: c.bad, width: 2, round: true }),
    );
  return marks;
}

/** A thin line from each client that waits to the node that it asked. */
const asking = ({ groups, layout, places, c }: Stage): Mark[] =>
  groups.flatMap((g) => {
    const from = boxOf(layout, places, g.client);
    const to = layout.nodes.get(g.shown.to);
    if (g.waiting === 0 || from === undefined || to === undefined) return [];
    return [line(from.x, from.y, to.x, to.y, { stroke: c.lineStrong, width: 1, dash: [1, 6], round: true, opacity: 0.7 })];
  });

const cards = ({ frame, layout, t, c }: Stage, small: number): Mark[] =>
  frame.nodes.map((node) =>
    cardMarks({
      node,
      cells: frame.strip?.rows.find((r) => r.node === node.id)?.cells ?? [],
      box: layout.nodes.get(node.id)!,
      unit: layout.unit,
      small,
      detail: layout.detail,
      nodes: frame.nodes.length,
      t,
      c,
    }),
  );

function clients({ groups, layout, t, c }: Stage): Mark[] {
  if (layout.clients.length === 0) return [];
  const unit = layout.clients[0]!.h / (layout.clientDetail === 'box' ? 3.7 : 2);
  const shown = layout.hiddenClients > 0 ? layout.clients.length - 1 : layout.clients.length;
  const brief = layout.clientDetail === 'chip';
  const marks = groups.slice(0, shown).map((g, i) => clientMarks(g, layout.clients[i]!, unit, brief, t, c));
  return layout.hiddenClients > 0 ? [...marks, restMarks(groups.slice(shown), layout.clients[shown]!, unit, c)] : marks;
}

// Messages -------------------------------------------------------------------------------------------------------------

function flights({ frame, layout, places, t, c }: Stage): Mark[] {
  const unit = textUnit(layout);
  const ground = groundOf(layout);
  const labels: Label[] = [];
  const beats: Rect[] = [];
  const marks: Mark[] = [];
  const shown = new Map<number, FlightFrame>();
  for (const f of frame.flights) {
    const [from, to] = [boxOf(layout, places, f.from), boxOf(layout, places, f.to)];
    if (from === undefined || to === undefined) continue;
    const way = pathOf(f, from, to, ground);
    const progress = progressOf(f, t);
    const at = pointOn(way, progress);
    marks.push(flight(f, svgPath(way), at, unit, progress, visibilityOf(f, t), c));
    shown.set(f.id, f);
    if (f.shape === 'heartbeat')
      beats.push({ left: at.x - unit / 2, right: at.x + unit / 2, top: at.y - unit / 2, bottom: at.y + unit / 2 });
    else labels.push({ key: f.id, text: f.label, x: at.x, y: at.y, urgent: false, must: false, unit });
  }
  for (const { key, x, y, shown: fits } of placeLabels(labels, layout, [...hangingRects(frame, layout), ...beats])) {
    if (!fits) continue;
    const f = shown.get(key)!;
    const label = text(x, y, f.label, unit, ownerColour(c, f.ballot), { weight: 600, anchor: 'middle', halo: c.surface });
    marks.push(visibilityOf(f, t) < 1 ? group(0, 0, [label], { opacity: visibilityOf(f, t) }) : label);
  }
  return marks;
}

function flight(
  f: FlightFrame,
  way: string,
  at: { readonly x: number; readonly y: number },
  unit: number,
  progress: number,
  visible: number,
  c: Colours,
): Mark {
  const own = ownerColour(c, f.ballot);
  const transfer = f.type === 'InstallCheckpoint';
  const half = unit * TRANSFER_SIZE * 0.9;
  const sign: Mark[] = [
    path(shapeOutline(f.shape, unit * (transfer ? TRANSFER_SIZE : FLIGHT_SIZE)), {
      fill: f.answer ? own : c.surface,
      stroke: own,
      width: 2.2,
      round: true,
    }),
  ];
  if (transfer) sign.push(rect(-half, half - 2 * half * progress, 2 * half, 2 * half * progress, 0, { fill: own, opacity: 0.75 }));
  const trace = { stroke: own, width: 1.4, opacity: f.shape === 'heartbeat' ? 0.14 : 0.34 };
  const marks = [path(way, f.answer ? trace : { ...trace, dash: [4, 4] }), group(at.x, at.y, sign)];
  return group(0, 0, marks, { says: `${flightWords(f)}.`, ...(visible < 1 ? { opacity: visible } : {}) });
}

function flowLines({ frame, layout, places, c }: Stage): Mark[] {
  return flowsOf(frame.flights).flatMap((flow) => {
    const [from, to] = [boxOf(layout, places, flow.from), boxOf(layout, places, flow.to)];
    if (from === undefined || to === undefined) return [];
    const d = svgPath(bent(from, to, FLOW_BEND, groundOf(layout)));
    return [path(d, { stroke: ownerColour(c, flow.first.ballot), width: flowWidth(flow.count), opacity: 0.45, round: true })];
  });
}

/** On a link too short for it, the count would cover a card: there the line's width has to do. */
function flowCounts({ frame, layout, places, c }: Stage): Mark[] {
  const unit = textUnit(layout);
  const covers = (x: number, y: number): boolean =>
    [...layout.nodes.values()].some((b) => Math.abs(x - b.x) < b.w / 2 + unit / 2 && Math.abs(y - b.y) < b.h / 2 + unit / 2);
  const boxes = (from: Address, to: Address) => [boxOf(layout, places, from), boxOf(layout, places, to)] as const;
  return flowsOf(frame.flights).flatMap((flow) => {
    const [from, to] = boxes(flow.from, flow.to);
    if (from === undefined || to === undefined) return [];
    const { x, y } = pointOn(bent(from, to, FLOW_BEND, groundOf(layout)), 0.5);
    if (covers(x, y)) return [];
    const words = String(flow.count);
    const width = unit * (words.length * 0.6 + 0.9);
    const own = ownerColour(c, flow.first.ballot);
    return [
      rect(x - width / 2, y - unit * 0.8, width, unit * 1.6, unit * 0.8, { fill: c.surface, stroke: own, width: 1.4 }),
      text(x, y + unit * 0.36, words, unit, own, { weight: 700, anchor: 'middle' }),
    ];
  });
}
