// What a search found, in words and sizes for the page, and as something that can be opened: the scenario of the smaller history, or, where no
// scenario can be written of it, a trace of the run as it was found.
import type { Run } from '../history/run.ts';
import { openScenario } from '../scenario/open-scenario.ts';
import { foundTitle, toScenario } from '../scenario/write-scenario.ts';
import { replayRun, type Outcome } from '../sim/search/run-seed.ts';
import type { Found } from '../sim/search/shrink.ts';
import { onlyTitle } from '../history/about.ts';
import { writeTrace } from '../trace/trace-file.ts';
import type { FoundFrame, HistorySize, Playable } from './search-protocol.ts';

/** Of a seed in which something was found. */
export function describeFound(o: Outcome): FoundFrame {
  const { seed, violation, header, journal } = o;
  if (violation !== null) return smallFrame({ header, journal, violation }, seed);
  const { nodes, clients } = header.config;
  return {
    seed,
    kind: o.kind === 'failed' ? 'failed' : 'stuck',
    invariant: '',
    says: `${o.why[0]!.toUpperCase()}${o.why.slice(1)}.`,
    facts: [],
    event: o.events,
    size: { events: o.events, inputs: journal.length, nodes, clients },
  };
}

function smallFrame(found: Found, seed: number): FoundFrame {
  const { invariant, says, facts, event } = found.violation;
  return { seed, kind: 'violation', invariant, says, facts, event, size: sizeOf(found) };
}

export function sizeOf({ header, journal, violation }: Found): HistorySize {
  const { nodes, clients } = header.config;
  return { events: violation.event + 1, inputs: journal.length, nodes, clients };
}

export interface ToPlay {
  /** The smaller history as it is opened, events numbered as they will be seen; null where nothing was made smaller. */
  readonly small: FoundFrame | null;
  readonly play: Playable;
}

/** `small`: null where no check spoke. */
export function toPlay(o: Outcome, small: Found | null): ToPlay {
  if (small === null) return { small: null, play: asTrace(o, `Seed ${o.seed}: ${o.kind}`, '') };
  const title = foundTitle(small, o.seed);
  const written = toScenario(small, title);
  const opened = written.ok ? openScenario(written.value) : written;
  if (!written.ok || !opened.ok)
    return { small: null, play: asTrace(o, title.replace(', made smaller', ''), opened.ok ? '' : opened.error) };
  const { startAt, violation, header, journal } = opened.value;
  return {
    small: smallFrame(violation === null ? small : { header, journal, violation }, o.seed),
    play: { title, scenario: written.value, trace: null, whyNot: '', at: startAt, stops: violation !== null },
  };
}

// The run of the seed itself. One that failed is written one event longer, so that it fails again.
function asTrace(o: Outcome, title: string, whyNot: string): Playable {
  const { header, journal, kind, violation } = o;
  const events = violation === null ? o.events : violation.event + 1;
  const tip = kind === 'failed' ? events + 1 : events;
  const run: Run = {
    ...onlyTitle(title),
    header,
    branches: [{ id: 0, name: 'Main', parent: null, forkEvent: 0, tip }],
    journal: new Map([[0, journal.filter((e) => e.event < tip)]]),
    current: 0,
  };
  const digests = kind === 'failed' ? new Map() : new Map([[0, [{ event: events, digest: replayRun(header, journal, events).digest }]]]);
  return { title, scenario: null, trace: writeTrace(run, digests), whyNot, at: null, stops: kind !== 'stuck' };
}
