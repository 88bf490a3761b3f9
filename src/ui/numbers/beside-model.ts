// Measured figures, and what a model says they should be, in the same units. The model knows the cluster, the network and the disks as they are set;
// it knows no crash, no loss and no jitter, and says so by what it lists. Pure.
import type { Figures } from '../../history/figures.ts';
import type { ReadMode } from '../../paxos/messages.ts';
import { answersEarly, type Config } from '../../sim/config.ts';
import { foresee, predict } from '../../sim/measure/model.ts';
import type { Frame } from '../../view/frame.ts';
import { formatSpan } from '../kit/format.ts';

export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** Measured before a setting was changed last; '' where nothing was. */
  readonly before: string;
  /** '–' where the model says nothing. */
  readonly model: string;
  /** One sentence, where the figure needs one. */
  readonly says?: string;
}

type Seen = Pick<Frame, 'config' | 'counters' | 'members' | 'leader'>;

const NONE = '–';

/** To three figures: `8`, `12.4`, `0.25`. */
export const formatRate = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en') : String(Number(n.toPrecision(3))));

/** Null: too little has been answered since a setting was changed. */
export function figuresBeside(frame: Seen): { readonly cost: readonly Figure[]; readonly speed: readonly Figure[] } | null {
  const recent = frame.counters.recent ?? null;
  if (recent === null) return null;
  const { config } = frame;
  const { before = null } = frame.counters;
  const model = modelOf(frame);
  const figure = (name: string, of: (f: Figures) => string, modelled: string): Figure => ({
    name,
    measured: of(recent),
    before: before === null ? '' : of(before),
    model: modelled,
  });
  return {
    cost: [
      figure('Phase 1 messages', (f) => perCommand(f, f.phase1), model.phase1),
      figure('Phase 2 messages', (f) => perCommand(f, f.phase2), model.phase2),
      figure('Phase 1 round trips', (f) => perCommand(f, f.phase1Rounds), config.election === 'basic' ? '1' : '0'),
      figure('Phase 2 round trips', (f) => perCommand(f, f.phase2Rounds), config.batchSize > 1 ? model.rounds : '1'),
    ],
    speed: [
      figure('Answers per second', (f) => formatRate(f.perSecond), model.perSecond),
      figure('Latency, half of them within', (f) => formatSpan(f.p50Micros), model.latency),
      figure('Latency, 99 % within', (f) => formatSpan(f.p99Micros), NONE),
    ],
  };
}

const perCommand = ({ commands }: Figures, n: number): string => (commands === 0 ? NONE : formatRate(n / commands));

/** The members as they are, the leader's disk first, as the model wants them. Where nobody waits for a disk, it takes no time. */
export function modelledConfig({ config, members, leader }: Seen): Config {
  const nodes = members ?? Array.from({ length: config.nodes }, (_, i) => i + 1);
  const order = leader === null ? nodes : [leader.node, ...nodes.filter((n) => n !== leader.node)];
  const c = { ...config, nodes: Math.max(1, nodes.length) };
  if (config.battery || answersEarly(config)) return { ...c, syncMicros: 0, nodeSyncMicros: [] };
  return { ...c, nodeSyncMicros: order.map((n) => config.nodeSyncMicros[n - 1] ?? null) };
}

interface Modelled {
  readonly phase1: string;
  readonly phase2: string;
  readonly rounds: string;
  readonly perSecond: string;
  readonly latency: string;
}

function modelOf(frame: Seen): Modelled {
  const c = modelledConfig(frame);
  const { phase1, phase2, perSecond, latencyMicros } = foresee(c);
  const others = 2 * (c.nodes - 1);
  return {
    phase1: String(phase1),
    phase2: phase2 === null ? `${formatRate(others / c.batchSize)} to ${others}` : String(phase2),
    rounds: `${formatRate(1 / c.batchSize)} to 1`,
    perSecond: perSecond === null ? NONE : formatRate(perSecond),
    latency: latencyMicros === null ? NONE : formatSpan(latencyMicros),
  };
}

/** What one command at a time could bring, and a full window: where the first is left behind, pipelining and batches are at work. */
export function sayLimits(frame: Seen): string {
  const { onePerSecond, fullPerSecond, leaderMessages } = predict(modelledConfig(frame));
  return (
    `By the model, one command at a time makes ${formatRate(onePerSecond)} a second, a full window ${formatRate(fullPerSecond)}; ` +
    `the leader sends and receives ${leaderMessages} messages for each.`
  );
}

/** Q1–Q5: what an answer of this kind takes among the nodes. */
export function costOfRead(mode: ReadMode, members: number): string {
  const round = `${2 * (members - 1)} messages`;
  switch (mode) {
    case 'log':
      return `takes a slot, and ${round}`;
    case 'quorum':
      return `takes ${round}, once for all that wait`;
    case 'leader-lease':
    case 'follower-lease':
      return 'takes no message while the lease lasts';
    case 'stale':
      return 'takes no message';
  }
}
