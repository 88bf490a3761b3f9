// Which charts a sweep has, and their lines: what was measured, what the model says, what was measured before, and what Basic Paxos would cost.
// Also the same figures as a table, as CSV, and as a sentence. Pure.
import type { Measured } from '../../state/measuring.ts';
import type { SettingValue, SweepPoint } from '../../sim/measure/sweep.ts';
import { formatCount, formatSpan } from '../kit/format.ts';
import { formatRate } from '../numbers/beside-model.ts';

export type Place = readonly [value: SettingValue, y: number | null];

export interface Chart {
  readonly id: string;
  readonly title: string;
  /** One figure, with its unit. */
  readonly say: (y: number) => string;
  readonly measured: readonly Place[];
  /** Null: the model says nothing of this. */
  readonly model: readonly Place[] | null;
  readonly before: readonly Place[] | null;
  readonly reference: { readonly label: string; readonly places: readonly Place[] } | null;
  /** Larger ones are drawn at the top, with their number. */
  readonly cap: number;
  /** Whole numbers. */
  readonly whole: boolean;
}

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly of: (p: SweepPoint) => number | null;
  readonly model?: (p: SweepPoint) => number | null;
  readonly say: (y: number) => string;
  readonly whole?: boolean;
}

/** Nothing needs no unit. */
const spanOf = (micros: number): string => (micros === 0 ? '0' : formatSpan(micros));
const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
const messages = ({ phase1, phase2 }: SweepPoint): number | null => (phase1 === null || phase2 === null ? null : phase1 + phase2);
const modelMessages = ({ model }: SweepPoint): number | null => (model.phase2 === null ? null : model.phase1 + model.phase2);

export const KINDS: readonly Kind[] = [
  { id: 'throughput', title: 'Answers per second', of: (p) => p.perSecond, model: (p) => p.model.perSecond, say: formatRate },
  { id: 'messages', title: 'Messages per command', of: messages, model: modelMessages, say: formatRate },
  { id: 'p50', title: 'Latency, half within', of: (p) => p.p50Micros, model: (p) => p.model.latencyMicros, say: spanOf },
  { id: 'p99', title: 'Latency, 99 % within', of: (p) => p.p99Micros, say: spanOf },
  { id: 'phase1', title: 'Phase 1 share of messages', of: (p) => p.phase1Share, model: (p) => shareOf(p), say: percent },
  { id: 'elections', title: 'Leaders elected', of: (p) => p.elections, say: formatCount, whole: true },
  { id: 'unsynced', title: 'A crash takes, records', of: (p) => p.unsynced, say: formatRate },
  { id: 'gone', title: 'Answered, and gone', of: (p) => p.gone, say: formatCount, whole: true },
];

function shareOf({ model }: SweepPoint): number | null {
  if (model.phase2 === null) return model.phase1 === 0 ? 0 : null;
  return model.phase1 + model.phase2 === 0 ? null : model.phase1 / (model.phase1 + model.phase2);
}

/** How many times what Basic Paxos costs a chart of messages shows. */
const BASIC_TIMES = 3;

export function chartsOf({ sweep, points }: Measured, before: Measured | null): readonly Chart[] {
  const basic: readonly Place[] = points.map((p) => [p.value, basicMessages(nodesAt(sweep, p.value))]);
  const most = Math.max(0, ...basic.map(([, y]) => y ?? 0));
  return KINDS.map(({ id, title, of, model, say, whole = false }) => ({
    id,
    title,
    say,
    whole,
    measured: points.map((p) => [p.value, of(p)] as const),
    model: model === undefined ? null : someOf(points.map((p) => [p.value, model(p)] as const)),
    before: before === null ? null : before.points.map((p) => [p.value, of(p)] as const),
    reference: id === 'messages' && most > 0 ? { label: 'Basic Paxos', places: basic } : null,
    cap: id === 'messages' && most > 0 ? BASIC_TIMES * most : Infinity,
  }));
}

/** Both phases, each a question and an answer of every other node. */
const basicMessages = (nodes: number): number => 4 * (nodes - 1);
const nodesAt = ({ base, field }: Measured['sweep'], value: SettingValue): number => (field === 'nodes' ? (value as number) : base.nodes);
const someOf = (places: readonly Place[]): readonly Place[] | null => (places.some(([, y]) => y !== null) ? places : null);

/** Of both phases, from this share on a cluster elects as often as it works. */
const LIKE_BASIC = 0.4;

/** What the figures come to, in a sentence or two. `say`: a value of the setting. */
export function sayFindings({ points }: Measured, say: (value: SettingValue) => string): string {
  if (points.length < 2) return '';
  const byRate = [...points].sort((a, b) => b.perSecond - a.perSecond);
  const [most, least] = [byRate[0]!, byRate.at(-1)!];
  const churned = points.filter((p) => (p.phase1Share ?? 0) >= LIKE_BASIC);
  const gone = points.filter((p) => p.gone > 0);
  const sentences = [
    most.perSecond < least.perSecond * 1.05
      ? `Throughput hardly changes: ${formatRate(least.perSecond)} to ${formatRate(most.perSecond)} answers a second.`
      : `Most answers at ${say(most.value)}: ${formatRate(most.perSecond)} a second; fewest at ${say(least.value)}: ${formatRate(least.perSecond)}.`,
  ];
  if (churned.length > 0)
    sentences.push(
      `At ${list(churned.map((p) => say(p.value)))} elections and commands cost about the same: Multi-Paxos works as Basic Paxos.`,
    );
  if (gone.length > 0)
    sentences.push(`At ${list(gone.map((p) => say(p.value)))} a power failure would have taken back what clients had been told.`);
  return sentences.join(' ');
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

/** A chart in words: for a picture's description. */
export function sayChart({ title, say, measured }: Chart, sayOf: (value: SettingValue) => string): string {
  return `${title}: ${measured.map(([value, y]) => `${sayOf(value)} ${y === null ? 'nothing' : say(y)}`).join('; ')}.`;
}
