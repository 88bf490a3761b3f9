// The stretch of a run between two inputs, and the line that brings a scenario exactly to its end: a moment that a person understands where one
// comes there for the first time, otherwise a span of time, otherwise a count of events.
import { nameOf, type Micros } from '../base/units.ts';
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import { printCondition, type Condition } from './condition.ts';
import { momentHolds, type Moment, type MomentName } from './moments.ts';
import { printMicros } from './words.ts';

/** Longer waits are better told in time. */
const MOST_EVENTS = 20_000;

export class Stretch {
  private readonly from: Micros;
  private readonly records: EventRecord[] = [];

  /** `from`: the scenario's time when it begins. */
  constructor(from: Micros) {
    this.from = from;
  }

  saw(record: EventRecord): void {
    this.records.push(record);
  }

  /** The lines that lead to time `at`, with everything executed that was seen. `world` is there, or one input on. */
  lines(at: Micros, world: World): readonly string[] {
    const { records } = this;
    const last = records.at(-1);
    if (last === undefined) return at > this.from ? [`run ${printMicros(at - this.from)}`] : [];
    const moment = at === last.at && records.length <= MOST_EVENTS ? this.moment(last) : null;
    if (moment !== null) return [`run until ${printCondition(moment)}`];
    const next = world.nextAt();
    const isExact = at > this.from && (next === null || next > at);
    return isExact ? [`run ${printMicros(at - this.from)}`] : this.counted(at, last.at);
  }

  private counted(at: Micros, lastAt: Micros): readonly string[] {
    const { length } = this.records;
    const steps = `step${length === 1 ? '' : ` ${length}`}`;
    return at > lastAt ? [steps, `run ${printMicros(at - lastAt)}`] : [steps];
  }

  // Of all moments that its last event brought, the first in order that no event before it did.
  private moment(last: EventRecord): Condition | null {
    for (const moment of momentsOf(last))
      if (momentHolds(moment, last) && !this.records.some((r) => r !== last && momentHolds(moment, r))) return { kind: 'moment', moment };
    return null;
  }
}

const WORTH_NAMING: readonly MomentName[] = [
  'election',
  'step-down',
  'candidacy',
  'installed',
  'removal',
  'truncation',
  'checkpointed',
  'recovery',
];

function momentsOf(r: EventRecord): Moment[] {
  const blank = { who: null, slot: null, pattern: null };
  const who = r.actor;
  const found: Moment[] = WORTH_NAMING.map((name) => ({ ...blank, name, who }));
  for (const n of r.notes) {
    if (n.kind === 'propose' && n.why !== 'new')
      found.push({ ...blank, name: n.why === 'filled' ? 'filling' : 'adoption', slot: n.slot, who });
    if (n.kind === 'propose') found.push({ ...blank, name: 'proposal', slot: n.slot, who });
    if (n.kind === 'vote') found.push({ ...blank, name: 'vote', slot: n.slot, who });
    if (n.kind === 'chosen') found.push({ ...blank, name: 'choice', slot: n.slot, who });
    if (n.kind === 'apply') found.push({ ...blank, name: 'application', slot: n.slot, who });
  }
  for (const name of ['promise', 'write', 'sync'] as const) found.push({ ...blank, name, who });
  if (r.happening.kind === 'deliver') {
    const { from, to, message } = r.happening.flight;
    found.push({ ...blank, name: 'arrival', pattern: { type: message.type, slot: null, ballot: null, content: null, from, to } });
  }
  return found.filter((m) => m.who === null || nameOf(m.who).startsWith('n'));
}
