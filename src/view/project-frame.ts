// A world, seen: makes the frame that painters and panels read. Called up to sixty times a second on logs of any length, so everything here
// is bounded by what is shown. Reads the world, never changes it.
import { isClient, YOU, type Address, type NodeId } from '../base/units.ts';
import { printOperation, printSession } from '../paxos/entry.ts';
import { CHECK_TITLES } from '../sim/checks/checks.ts';
import type { SimSession } from '../sim/clients.ts';
import type { Violation } from '../sim/events.ts';
import { crashCost } from '../sim/measure/crash-cost.ts';
import type { World } from '../sim/world.ts';
import type { CheckFrame, ClientFrame, CountersFrame, Frame } from './frame.ts';
import { membersOf } from './members.ts';
import { MAX_FLIGHTS, projectFlight } from './project-flight.ts';
import { projectLog, type LogView } from './project-log.ts';
import { leaderOf, projectNode } from './project-node.ts';
import { outcomeText } from './results.ts';
import type { ChoicesSeen } from './truth.ts';

export { slotDetail } from './slot-detail.ts';
export type { LogView } from './project-log.ts';

/** What the checks can tell a picture; `Checks` of the simulation fits. */
export interface ChecksSeen extends ChoicesSeen {
  readonly tried: Readonly<Record<string, number>>;
}

/** What the world does not know about its own run, where somebody has counted it. */
export interface FrameExtras {
  readonly violation?: Violation | null;
  readonly counters?: Partial<CountersFrame>;
}

/** The moment just after the world's last event. `sentence`: what that event was. */
export function projectFrame(world: World, view: LogView, checks: ChecksSeen | null, sentence: string, extras: FrameExtras = {}): Frame {
  const flights = world.flights();
  const cuts = world.network.cuts();
  const { log, strip } = projectLog(world, view, checks);
  return {
    event: world.events,
    at: world.now,
    nextAt: world.nextAt(),
    config: world.config,
    nodes: world.nodes.map((n) => projectNode(world, n, cutFrom(cuts, n.id))),
    clients: projectClients(world),
    flights: flights.slice(0, MAX_FLIGHTS).map((f) => projectFlight(world, f)),
    flightCount: flights.length,
    cuts,
    log,
    strip,
    leader: leaderOf(world),
    members: membersOf(world, log.commitIndex + 1),
    crashCost: crashCost(world),
    checks: checks === null ? [] : projectChecks(checks),
    violation: extras.violation ?? null,
    counters: { ...NO_COUNTS, acknowledged: world.sessions.reduce((sum, s) => sum + s.acknowledged, 0), ...extras.counters },
    sentence,
  };
}

const NO_COUNTS: CountersFrame = { messages: 0, phase1: 0, phase2: 0, acknowledged: 0, elections: 0, noops: 0 };

function cutFrom(cuts: readonly (readonly [Address, Address])[], node: NodeId): NodeId[] {
  const to: NodeId[] = [];
  for (const [from, other] of cuts) if (from === node && !isClient(other)) to.push(other);
  return to;
}

function projectChecks(checks: ChecksSeen): CheckFrame[] {
  return Object.entries(checks.tried).map(([id, tried]) => ({ id, title: CHECK_TITLES[id] ?? id, tried }));
}

// Sessions that have something to show: the load's own, and of the person's all that wait, or else the one used last.
function projectClients(world: World): ClientFrame[] {
  const shown = world.sessions.filter((s) => s.state !== 'idle' || (s.client !== YOU && s.client - YOU <= world.config.clients));
  if (!shown.some((s) => s.client === YOU)) {
    const mine = world.sessions.find((s) => s.client === YOU);
    if (mine !== undefined) shown.push(mine);
  }
  return shown.sort((a, b) => a.id - b.id).map(projectClient);
}

function projectClient(s: SimSession): ClientFrame {
  const operation = s.operation ?? s.last?.operation ?? null;
  return {
    id: s.client,
    session: s.id,
    name: printSession(s.id),
    state: s.state,
    operation: operation === null ? '' : printOperation(operation),
    sequence: s.sequence,
    attempt: s.attempt,
    to: s.to,
    since: s.since,
    last: s.last === null ? '' : outcomeText(s.last.operation, s.last.result),
    acknowledged: s.acknowledged,
    ...(operation?.op === 'get' ? { mode: s.mode } : {}),
  };
}
