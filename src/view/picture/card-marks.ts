// A node's card in an exported picture: who it is and what it does, its ballot, a few slots of its log, its disk and what the disk holds back.
// The same measures and words as on the stage (view/card.ts, view/tags.ts); what moves there stands here as it is at t.
import type { Micros } from '../../base/units.ts';
import {
  CARD_MEASURES,
  diskShares,
  HELD_SHOWN,
  heldAsks,
  heldShape,
  heldText,
  isCutOff,
  roleWords,
  saysApplied,
  statusWords,
  type Tone,
} from '../card.ts';
import type { CellFrame, NodeFrame } from '../frame.ts';
import type { Box, CardDetail } from '../layout.ts';
import { shareOf } from '../motion.ts';
import { shapeOutline } from '../palette.ts';
import { nodeSentence } from '../stage-text.ts';
import { leaseOf, leaseText, TAG_GAP, TAG_HEIGHT, tagsOf, tagUnit, type Tag } from '../tags.ts';
import { mix, nodeColour, ownerColour, type Colours } from './colours.ts';
import { group, line, path, rect, text, textWidth, type Look, type Mark } from './marks.ts';
import { miniLog } from './cell-marks.ts';

export interface Card {
  readonly node: NodeFrame;
  readonly cells: readonly CellFrame[];
  readonly box: Box;
  readonly unit: number;
  /** The height of small text. */
  readonly small: number;
  readonly detail: CardDetail;
  readonly nodes: number;
  readonly t: Micros;
  readonly c: Colours;
}

export function cardMarks(card: Card): Mark {
  const { node, box, unit, detail, t, c } = card;
  const m = CARD_MEASURES[detail];
  const inner = box.w - 2 * m.pad * unit;
  const inside: Mark[] = [...heading(card)];
  if (detail !== 'small') inside.push(group(m.pad * unit, m.cells * unit, miniLog(card.cells, inner, m.cell * unit, c)));
  inside.push(group(m.pad * unit, m.bar * unit, diskBar(node, inner, m.barHeight * unit, t, c)));
  if (detail !== 'small') inside.push(...status(card, inner));
  const faded = node.status === 'crashed' ? 0.62 : node.status === 'paused' ? 0.5 : null;
  const marks: Mark[] = [...ground(card), group(0, 0, inside, faded === null ? {} : { opacity: faded })];
  if (node.timeout !== null) marks.push(...timeout(card));
  if (node.status === 'paused') marks.push(...pausedBar(card));
  marks.push(...tagMarks(card));
  if (node.disk.heldCount > 0) marks.push(held(card));
  return group(box.x - box.w / 2, box.y - box.h / 2, marks, { says: nodeSentence(node) });
}

const leads = (n: NodeFrame): boolean => n.role === 'leader' && n.status !== 'crashed';

function ground({ node, box, unit, c }: Card): Mark[] {
  const r = unit * 0.95;
  const marks: Mark[] = [];
  const mine = nodeColour(c, node.id);
  const halo = unit * 0.45;
  if (leads(node)) marks.push(rect(-halo, -halo, box.w + 2 * halo, box.h + 2 * halo, r + unit * 0.4, { fill: mine, opacity: 0.16 }));
  marks.push(rect(0, 0, box.w, box.h, r, groundLook(node, mine, c)));
  if (node.role === 'candidate' && node.status === 'up') marks.push(rect(0, 0, box.w, box.h, r, { stroke: mine, width: 2, dash: [7, 5] }));
  return marks;
}

function groundLook(n: NodeFrame, mine: string, c: Colours): Look {
  const quiet = mix(c.lineStrong, 0.6, c.surface);
  if (n.status === 'damaged') return { fill: c.badSoft, stroke: c.bad, width: 2, dash: [2, 4] };
  if (n.status === 'crashed') return { fill: c.surface, stroke: quiet, width: 1.25, dash: [5, 5] };
  if (n.membership === 'learner' || n.membership === 'removed' || n.unaware === true)
    return { fill: c.sunken, stroke: quiet, width: 1.25, dash: [1.5, 3] };
  if (n.role === 'leader') return { fill: mix(mine, 0.05, c.raised), stroke: mine, width: 3 };
  return n.role === 'candidate' && n.status === 'up' ? { fill: c.raised } : { fill: c.raised, stroke: quiet, width: 1.25 };
}

function heading({ node, box, unit, detail, c }: Card): Mark[] {
  const m = CARD_MEASURES[detail];
  const mine = nodeColour(c, node.id);
  const first = leads(node);
  const nameWidth = m.big * unit * 1.32;
  const [x, y] = [m.pad * unit, m.name * unit];
  const marks: Mark[] = [];
  if (first)
    marks.push(rect(x - unit * 0.4, y - m.big * unit * 1.02, nameWidth + unit * 0.8, m.big * unit * 1.36, unit * 0.42, { fill: mine }));
  marks.push(text(x, y, `n${node.id}`, m.big * unit, first ? c.onNode : mine, { weight: 700 }));
  if (detail === 'full') {
    const active = first || node.role === 'candidate';
    const roleX = x + nameWidth + unit * (first ? 0.75 : 0.4);
    marks.push(text(roleX, y - unit * 0.04, roleWords(node), unit, active ? mine : c.ink2, { weight: first ? 700 : active ? 600 : 400 }));
  }
  if (node.ballot !== null) {
    const own = nodeColour(c, node.ballot.node);
    const width = unit * (node.ballot.text.length * 0.6 + 0.95);
    const [left, top] = [box.w - m.pad * unit - width, m.chip * unit];
    marks.push(rect(left, top, width, unit * 1.72, unit * 0.86, { fill: mix(own, 0.15, c.surface) }));
    marks.push(text(left + width / 2, top + unit * 1.2, node.ballot.text, unit, own, { weight: 600, anchor: 'middle', mono: true }));
  }
  return marks;
}

function diskBar(n: NodeFrame, width: number, h: number, t: Micros, c: Colours): Mark[] {
  const { solid, written, covered } = diskShares(n.disk);
  const end = h / 2;
  const marks: Mark[] = [rect(0, 0, width, h, end, { fill: c.cell })];
  if (written > 0) {
    const [x, w] = [width * solid - end, width * written + end];
    marks.push(
      rect(x, 0, w, h, end, { fill: mix(c.warn, 0.14, c.surface) }),
      path(hatch(x + end, w - end * 1.6, h), { stroke: c.warn, width: h * 0.3, opacity: 0.7 }),
    );
  }
  const { sync } = n.disk;
  const grown = sync === null ? 0 : (width * covered + end) * shareOf(sync.began, sync.dueAt, t);
  if (grown > 0) marks.push(rect(width * solid - end, 0, grown, h, 0, { fill: c.warn }));
  marks.push(rect(0, 0, width * solid, h, end, { fill: c.ink2 }));
  return marks;
}

/** Lines that lean to the right, from `x` on, within `width` and `h`. */
function hatch(x: number, width: number, h: number): string {
  const step = h * 0.85;
  const lines: string[] = [];
  for (let at = 0; at < width; at += step) {
    const run = Math.min(h, width - at);
    lines.push(`M${(x + at).toFixed(1)} ${h.toFixed(1)}l${run.toFixed(1)} ${(-run).toFixed(1)}`);
  }
  return lines.join('');
}

const toneColour = (tone: Tone, c: Colours): string => ({ plain: c.ink2, strong: c.ink, warn: c.warn, bad: c.bad })[tone];

function status({ node, unit, detail, nodes, c }: Card, width: number): Mark[] {
  const m = CARD_MEASURES[detail];
  const brief = detail === 'medium';
  const [words, tone] = statusWords(node, isCutOff(node, nodes), brief);
  const applied = saysApplied(node, tone, brief);
  const [x, y] = [m.pad * unit, m.status * unit];
  const marks: Mark[] = [];
  if (!(brief && applied))
    marks.push(text(x, y, words, unit, toneColour(tone, c), { weight: tone === 'strong' || node.status === 'crashed' ? 600 : 400 }));
  if (applied)
    marks.push(text(brief ? x : x + width, y, `applied ${node.appliedIndex}`, unit, c.ink2, { anchor: brief ? 'start' : 'end' }));
  return marks;
}

/** From here on a time-out is about to fire. */
const NEARLY = 0.72;

function timeout({ node, box, unit, t, c }: Card): Mark[] {
  const inset = unit * 1.05;
  const width = box.w - 2 * inset;
  const over = shareOf(node.timeout!.setAt, node.timeout!.dueAt, t);
  const [y, h] = [box.h - unit * 0.36, unit * 0.16];
  return [
    rect(inset, y, width, h, h / 2, { fill: c.lineSoft }),
    rect(inset, y, width * (1 - over), h, h / 2, { fill: c.ink3, opacity: over > NEARLY ? 1 : 0.55 }),
  ];
}

function pausedBar({ box, unit, c }: Card): Mark[] {
  const y = box.h / 2;
  return [
    rect(-unit * 0.5, y - unit * 0.95, box.w + unit, unit * 1.9, unit * 0.4, { fill: c.ink }),
    text(box.w / 2, y + unit * 0.36, 'paused', unit, c.surface, { weight: 700, anchor: 'middle' }),
  ];
}

/** In units: from the left edge of the card, and above its upper edge. */
const TAGS_LEFT = 0.6;
const TAGS_ABOVE = 1;

function tagMarks({ node, box, unit, small, detail, t, c }: Card): Mark[] {
  const u = tagUnit(unit, small);
  const marks: Mark[] = [];
  let x = TAGS_LEFT;
  for (const tag of tagsOf(node, detail, box.w / u - 2 * TAGS_LEFT)) {
    marks.push(group(x * u, -TAGS_ABOVE * u, oneTag(tag, node, u, t, c), { says: tag.says }));
    x += tag.width + TAG_GAP;
  }
  return marks;
}

function oneTag(tag: Tag, node: NodeFrame, u: number, t: Micros, c: Colours): Mark[] {
  const [w, h] = [tag.width * u, TAG_HEIGHT * u];
  const tone = tag.tone === 'bad' ? c.bad : tag.tone === 'warn' ? c.warn : c.ink2;
  const marks: Mark[] = [
    rect(0, 0, w, h, h / 2, {
      fill: tag.tone === 'bad' ? c.badSoft : c.raised,
      stroke: tag.tone === 'quiet' ? c.lineStrong : tone,
      width: 1,
    }),
  ];
  const taking = node.checkpoint?.taking ?? null;
  if (tag.key === 'checkpoint' && taking !== null) {
    const share = taking.until === null ? 1 : shareOf(taking.setAt, taking.until, t);
    marks.push(rect(0.6 * u, (TAG_HEIGHT - 0.26) * u, (w - 1.2 * u) * share, 0.2 * u, 0, { fill: c.warn }));
  }
  const lease = leaseOf(node);
  const words = tag.moves === true && lease !== null ? leaseText(lease, t) : tag.text;
  marks.push(text(w / 2, h * 0.72, words, u, tone, { anchor: 'middle', weight: tag.tone === 'bad' ? 600 : 400 }));
  return marks;
}

/** Bold text is so much wider. */
const BOLDER = 1.08;

function held({ node, box, unit, detail, c }: Card): Mark {
  const { held: waiting, heldCount } = node.disk;
  const signs = waiting.slice(0, HELD_SHOWN);
  const words = heldText(waiting, heldCount, detail === 'full');
  const width = unit * (1 + signs.length * 1.15) + textWidth(words, unit) * BOLDER;
  const stem: Look = { stroke: c.warn, width: 1.4, dash: [2, 2] };
  return group(box.w - width - unit * 0.7, box.h + unit * 1.5, [
    line(unit, -unit * 1.5, unit, -unit * 0.95, stem),
    line(width - unit, -unit * 1.5, width - unit, -unit * 0.95, stem),
    rect(0, -unit * 0.95, width, unit * 1.9, unit * 0.95, { fill: c.raised, stroke: c.warn, width: 1.4, dash: [3.5, 2.5] }),
    ...signs.map((h, i) => {
      const own = ownerColour(c, h.ballot);
      const sign = path(shapeOutline(heldShape(h), unit * 0.42), { fill: heldAsks(h) ? c.surface : own, stroke: own, width: 1.6 });
      return group(unit * (0.95 + i * 1.15), 0, [sign]);
    }),
    text(unit * (0.5 + signs.length * 1.15), unit * 0.35, words, unit, c.warn, { weight: 600 }),
  ]);
}
