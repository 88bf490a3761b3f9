// The colours of an exported picture: those of the page's tokens, resolved, for files that know no tokens. A test holds them against
// ui/tokens.css. Mixtures are made by whole numbers, so that a picture is the same wherever it is made.
import type { NodeId } from '../../base/units.ts';
import type { BallotFrame } from '../frame.ts';

export interface Colours {
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineSoft: string;
  readonly lineStrong: string;
  readonly cell: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly ok: string;
  readonly warn: string;
  readonly bad: string;
  readonly badSoft: string;
  readonly nodes: readonly string[];
  readonly onNode: string;
}

export type Theme = 'light' | 'dark';

export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f4f6f8',
    line: '#d8dde4',
    lineSoft: '#e8ebf0',
    lineStrong: '#8b94a2',
    cell: '#edf0f4',
    ink: '#141922',
    ink2: '#465060',
    ink3: '#5a6473',
    ok: '#18713f',
    warn: '#8a5a00',
    bad: '#b3261e',
    badSoft: '#fdeae8',
    nodes: ['#0463c8', '#b93b0e', '#337344', '#801b50', '#411bb8', '#275c76', '#58430d', '#620404', '#19262b'],
    onNode: '#ffffff',
  },
  dark: {
    surface: '#13171d',
    raised: '#1b2028',
    sunken: '#0f1318',
    line: '#2b323d',
    lineSoft: '#212730',
    lineStrong: '#6c7685',
    cell: '#1e242c',
    ink: '#edf1f6',
    ink2: '#b3bdca',
    ink3: '#929dac',
    ok: '#63d69c',
    warn: '#f2c14e',
    bad: '#ff8b81',
    badSoft: '#361817',
    nodes: ['#6cbbfe', '#f9a05a', '#6deeab', '#e07fa5', '#a78bfa', '#a3d7de', '#dfe255', '#fe6a50', '#f5eafa'],
    onNode: '#0b0e12',
  },
};

/** The colour of a node; a tenth would share the first one's. */
export const nodeColour = (c: Colours, node: NodeId): string => c.nodes[(node - 1) % c.nodes.length]!;

/** A ballot has its owner's colour; what has no ballot is ink. */
export const ownerColour = (c: Colours, ballot: Pick<BallotFrame, 'node'> | null): string =>
  ballot === null ? c.ink2 : nodeColour(c, ballot.node);

/** `share` (0 to 1) of the first colour, the rest of the second. */
export function mix(first: string, share: number, second: string): string {
  const channel = (hex: string, i: number): number => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) => Math.round(channel(first, i) * share + channel(second, i) * (1 - share)));
  return `#${mixed.map((n) => n.toString(16).padStart(2, '0')).join('')}`;
}
