// Where messages' labels stand: above, below or beside their message, clear of one another and of the cards; a label without a place is left
// out, and one that says what another says already goes last. Draws nothing.
import type { StageLayout } from './layout.ts';

export interface Label {
  readonly key: number;
  readonly text: string;
  /** The message's own place. */
  readonly x: number;
  readonly y: number;
  /** Selected or lit: comes first. */
  readonly urgent: boolean;
  /** Selected: is shown whatever it covers. */
  readonly must: boolean;
  readonly unit: number;
}

export interface PlacedLabel {
  readonly key: number;
  readonly x: number;
  readonly y: number;
  readonly shown: boolean;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MAX_LABELS = { full: 18, medium: 10, small: 6 } as const;
/** Mean width of a character, in its height; what stays free on either side of a label, so that two of them do not read as one. */
const CHARACTER = 0.6;
const APART = 0.3;
/** Places to try: [across in label widths, down in units]. The baseline is meant. */
const PLACES = [
  [0, -1.25],
  [0, 2.05],
  [0.58, 0.35],
  [-0.58, 0.35],
  [0, -2.4],
  [0, 3.2],
] as const;
const BESIDE = 1.5;

/** `unsaid`: messages without a label, which are not to be covered either. */
export function placeLabels(
  labels: readonly Label[],
  layout: StageLayout,
  hanging: readonly Rect[],
  unsaid: readonly Pick<Label, 'x' | 'y' | 'unit'>[] = [],
): PlacedLabel[] {
  const taken: Rect[] = [...layout.nodes.values(), ...layout.clients].map((b) => ({
    left: b.x - b.w / 2 - 2,
    top: b.y - b.h / 2 - 2,
    right: b.x + b.w / 2 + 2,
    bottom: b.y + b.h / 2 + 2,
  }));
  taken.push(...hanging);
  for (const l of labels) taken.push(around(l.x, l.y, l.unit * 0.8));
  for (const l of unsaid) taken.push(around(l.x, l.y, l.unit * 0.45));
  const placed: PlacedLabel[] = [];
  let shown = 0;
  for (const label of inOrder(labels)) {
    const at = shown < MAX_LABELS[layout.detail] || label.urgent ? freePlace(label, taken, layout) : null;
    if (at === null) placed.push({ key: label.key, x: 0, y: 0, shown: false });
    else {
      placed.push({ key: label.key, x: at.x, y: at.y, shown: true });
      taken.push(at.rect);
      shown++;
    }
  }
  return placed;
}

// Urgent ones first, then each text once, then the repetitions.
function inOrder(labels: readonly Label[]): Label[] {
  const said = new Set<string>();
  const ranked = labels.map((label) => {
    const again = said.has(label.text);
    said.add(label.text);
    return { label, rank: label.must ? -1 : label.urgent ? (again ? 1 : 0) : again ? 3 : 2 };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.label.key - b.label.key).map((r) => r.label);
}

function freePlace(label: Label, taken: readonly Rect[], layout: StageLayout): { x: number; y: number; rect: Rect } | null {
  const width = label.text.length * CHARACTER * label.unit;
  let nearest: { x: number; y: number; rect: Rect } | null = null;
  for (const [across, down] of PLACES) {
    const beside = across === 0 ? 0 : Math.sign(across) * (width / 2 + BESIDE * label.unit);
    const x = clamp(label.x + beside, width / 2 + 4, layout.width - width / 2 - 4);
    const y = label.y + down * label.unit;
    const half = width / 2 + APART * label.unit;
    const rect = { left: x - half, right: x + half, top: y - label.unit, bottom: y + label.unit * 0.3 };
    const place = { x, y, rect };
    nearest ??= place;
    if (rect.top < 0 || rect.bottom > layout.height) continue;
    if (!taken.some((r) => meets(r, rect))) return place;
  }
  return label.must ? nearest : null;
}

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));
const around = (x: number, y: number, r: number): Rect => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });
const meets = (a: Rect, b: Rect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
