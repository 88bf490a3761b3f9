// Clients: closed loops that send one command after another, and the person's own commands. A client that hears nothing sends the same
// request again, elsewhere, under the same number (S1, S2); until it is answered its outcome is unknown.
import { below, between, chance, pick, type Stream } from '../base/prng.ts';
import type { ClientId, Micros, NodeId, SessionId } from '../base/units.ts';
import { YOU } from '../base/units.ts';
import { sessionOf, type Operation, type OperationResult } from '../paxos/entry.ts';
import type { Message, Redirect, Reply } from '../paxos/messages.ts';
import type { Config } from './config.ts';
import type { Happening } from './events.ts';
import type { World } from './world.ts';

/** One session of a client: at most one request outstanding (S1). Mutable, owned by the world; copy with `cloneSession`. */
export interface SimSession {
  readonly id: SessionId;
  readonly client: ClientId;
  sequence: number;
  /** idle: nothing asked. waiting: the first attempt is under way. unknown: timed out at least once. */
  state: 'idle' | 'waiting' | 'unknown';
  operation: Operation | null;
  /** The node asked last, and the one to ask next. */
  to: NodeId;
  /** The node that it last chose by itself. A redirect leaves it: else a leader cut off from its quorum, and whoever believes in it, would hold it for ever. */
  turn: NodeId;
  attempt: number;
  /** When the request outstanding was first sent. */
  since: Micros;
  last: { readonly operation: Operation; readonly result: OperationResult; readonly afterMicros: Micros } | null;
  acknowledged: number;
  /** The queue's number of the session's timer; others that come are stale. */
  timer: number;
}

export const cloneSession = (s: SimSession): SimSession => ({ ...s });

export function makeSession(client: ClientId, nth: number, to: NodeId): SimSession {
  const id = sessionOf(client, nth);
  return {
    id,
    client,
    sequence: 0,
    state: 'idle',
    operation: null,
    to,
    turn: to,
    attempt: 0,
    since: 0,
    last: null,
    acknowledged: 0,
    timer: -1,
  };
}

const KEYS = 'xyzwabcdefghijklmnopqrstuv';
const WRITES_THAT_COMPARE_PPM = 120_000;
const WRITES_THAT_DELETE_PPM = 30_000;

/** A client's next command. `versions`: what this client last saw of each key, for compare-and-set. */
export function drawOperation(config: Config, stream: Stream, last: SimSession['last']): Operation {
  const key = pick(stream, KEYS.slice(0, config.keys).split(''));
  const value = String(1 + below(stream, 99));
  if (below(stream, 100) < config.readPercent) return { op: 'get', key };
  if (chance(stream, WRITES_THAT_DELETE_PPM)) return { op: 'delete', key };
  if (!chance(stream, WRITES_THAT_COMPARE_PPM)) return { op: 'put', key, value };
  const expect = last !== null && last.operation.key === key ? last.result.version : 0;
  return { op: 'cas', key, expect, value };
}

/** A closed-loop client whose think time is over sends its next command. */
function sendNext(world: World, s: SimSession): void {
  if (s.client - YOU > world.config.clients) return; // its load was taken away
  ask(world, s, drawOperation(world.config, world.clientStream, s.last));
}

/** Sends a new request of this session, which must have none outstanding. */
export function ask(world: World, s: SimSession, operation: Operation): void {
  s.sequence++;
  s.operation = operation;
  s.state = 'waiting';
  s.attempt = 1;
  s.since = world.now;
  s.turn = s.to;
  send(world, s);
}

/** No answer in time: the outcome is unknown; the same request goes to the next node. */
function onClientTimeout(world: World, s: SimSession): void {
  if (s.operation === null) return;
  s.state = 'unknown';
  s.attempt++;
  takeTurn(world, s);
  send(world, s);
}

function onReply(world: World, s: SimSession, m: Reply): void {
  if (s.operation === null || m.sequence !== s.sequence) return;
  const afterMicros = world.now - s.since;
  const { client, id: session, sequence, operation } = s;
  world.note({ kind: 'answered', client, session, sequence, operation, result: m.result, afterMicros });
  s.last = { operation, result: m.result, afterMicros };
  s.acknowledged++;
  s.operation = null;
  s.state = 'idle';
  s.timer = -1;
  if (client !== YOU) world.scheduleClient(s, 'next', world.config.thinkMicros);
}

/** Goes where it is told; where nobody leads, waits a while and asks the next node. */
function onRedirect(world: World, s: SimSession, m: Redirect): void {
  if (s.operation === null || m.sequence !== s.sequence) return;
  world.note({ kind: 'redirected', client: s.client, session: s.id, sequence: s.sequence, leader: m.leader });
  if (m.leader === 0 || m.leader === s.to) {
    takeTurn(world, s);
    world.scheduleClient(s, 'retry', world.config.clientTimeoutMicros >> 2);
    return;
  }
  s.to = m.leader;
  send(world, s);
}

/** Asks again without a time-out: the last node knew no leader. */
function resend(world: World, s: SimSession): void {
  if (s.operation !== null) send(world, s);
}

function send(world: World, s: SimSession): void {
  const operation = s.operation!;
  const { client, id: session, sequence, to, attempt } = s;
  world.note({ kind: 'invoke', client, session, sequence, operation, to, attempt });
  world.send(client, to, { type: 'Request', session, sequence, operation });
  world.scheduleClient(s, 'timeout', world.config.clientTimeoutMicros);
}

// The node after the one that it chose last: in the end every node is asked.
function takeTurn(world: World, s: SimSession): void {
  const ids = world.nodes.map((n) => n.id);
  s.turn = s.to = ids[(ids.indexOf(s.turn) + 1) % ids.length]!;
}

/** A message has come to a client. */
export function toClient(world: World, m: Message): void {
  if (m.type !== 'Reply' && m.type !== 'Redirect') return;
  const s = world.session(m.session);
  if (s === undefined) return;
  if (m.type === 'Reply') onReply(world, s, m);
  else onRedirect(world, s, m);
}

/** A session's time is over: for thinking, for waiting, or before it asks again. */
export function onTimer(world: World, s: SimSession, what: 'next' | 'timeout' | 'retry'): Happening {
  s.timer = -1;
  if (what === 'next') sendNext(world, s);
  else if (what === 'timeout') onClientTimeout(world, s);
  else resend(world, s);
  return { kind: 'client', client: s.client, session: s.id, what };
}

/** Changes the number of closed-loop clients: new ones start, those above the number stop after their present command. */
export function fitClients(world: World): void {
  const { clients, thinkMicros } = world.config;
  for (let i = 1; i <= clients; i++) {
    const client = YOU + i;
    const s = world.sessions.find((x) => x.client === client) ?? world.open(client, 0, world.nodes[(i - 1) % world.nodes.length]!.id);
    if (s.state === 'idle' && s.timer < 0) world.scheduleClient(s, 'next', between(world.clientStream, 1, Math.max(1, thinkMicros)));
  }
}
