// Clients: closed loops that send one command after another, and the person's own commands. A client that hears nothing sends the same
// request again, elsewhere, under the same number (S1, S2); until it is answered its outcome is unknown.
import { below, chance, pick, type Stream } from '../base/prng.ts';
import type { ClientId, Micros, NodeId, SessionId } from '../base/units.ts';
import { YOU } from '../base/units.ts';
import { sessionOf, type Operation, type OperationResult } from '../paxos/entry.ts';
import type { ReadMode, Redirect, Reply } from '../paxos/messages.ts';
import type { Config } from './config.ts';
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
  /** How the request outstanding is to be answered, if it is a read. */
  mode: ReadMode;
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
    mode: 'log',
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
  const key =
    config.hotPercent > 0 && below(stream, 100) < config.hotPercent ? KEYS[0]! : pick(stream, KEYS.slice(0, config.keys).split(''));
  const value = String(1 + below(stream, 99));
  if (below(stream, 100) < config.readPercent) return { op: 'get', key };
  if (chance(stream, WRITES_THAT_DELETE_PPM)) return { op: 'delete', key };
  if (!chance(stream, WRITES_THAT_COMPARE_PPM)) return { op: 'put', key, value };
  const expect = last !== null && last.operation.key === key ? last.result.version : 0;
  return { op: 'cas', key, expect, value };
}

/** A closed-loop client whose think time is over sends its next command. */
export function sendNext(world: World, s: SimSession): void {
  if (s.client - YOU > world.config.clients || world.config.load === 'open') return; // its load was taken away
  ask(world, s, drawOperation(world.config, world.clientStream, s.last), world.config.readMode);
}

/** Sessions that a client of an open load may have waiting; commands beyond that are not sent. */
const MAX_OPEN = 64;
/** −ln(1 − u) in thousandths, at sixteen places: what spaces the commands of an open load, as independent callers would. */
const GAPS = [32, 98, 170, 247, 330, 421, 521, 633, 758, 901, 1068, 1269, 1520, 1856, 2367, 3466];

/** A command of an open load comes, whatever became of those before; S1: each that is outstanding has a session to itself. */
export function onArrival(world: World, client: ClientId): void {
  const { config } = world;
  if (config.load !== 'open' || client - YOU > config.clients) return;
  const mine = world.sessions.filter((x) => x.client === client);
  let s = mine.find((x) => x.state === 'idle');
  if (s === undefined && mine.length < MAX_OPEN) s = world.open(client, mine.length, mine[0]?.to ?? 1);
  if (s === undefined) world.note({ kind: 'refused', why: `${MAX_OPEN} commands of this client wait for an answer already.` });
  else ask(world, s, drawOperation(config, world.clientStream, s.last), config.readMode);
  scheduleArrival(world, client);
}

/** When the client's next command comes. */
export function scheduleArrival(world: World, client: ClientId): void {
  const mean = Math.ceil(1_000_000 / world.config.openPerSecond);
  world.scheduleArrival(client, Math.max(1, Math.floor((mean * pick(world.clientStream, GAPS)) / 979)));
}

/** Sends a new request of this session, which must have none outstanding. */
export function ask(world: World, s: SimSession, operation: Operation, mode: ReadMode = 'log'): void {
  s.sequence++;
  s.mode = operation.op === 'get' ? mode : 'log';
  // Reads at followers are spread over the nodes, as their clients would be; a person names the node.
  if (s.client !== YOU && (s.mode === 'stale' || s.mode === 'follower-lease')) s.to = nextNode(world, s.to);
  s.operation = operation;
  s.state = 'waiting';
  s.attempt = 1;
  s.since = world.now;
  s.turn = s.to;
  send(world, s);
}

/** No answer in time: the outcome is unknown; the same request goes to the next node. */
export function onClientTimeout(world: World, s: SimSession): void {
  if (s.operation === null) return;
  s.state = 'unknown';
  s.attempt++;
  takeTurn(world, s);
  send(world, s);
}

export function onReply(world: World, s: SimSession, m: Reply): void {
  if (s.operation === null || m.sequence !== s.sequence) return;
  const afterMicros = world.now - s.since;
  const { client, id: session, sequence, operation } = s;
  const { mode, behind } = m;
  world.note({ kind: 'answered', client, session, sequence, operation, result: m.result, afterMicros, mode, behind });
  s.last = { operation, result: m.result, afterMicros };
  s.acknowledged++;
  s.operation = null;
  s.state = 'idle';
  s.timer = -1;
  if (client !== YOU && world.config.load === 'closed') world.scheduleClient(s, 'next', world.config.thinkMicros);
}

/** Goes where it is told; where nobody leads, waits a while and asks the next node. */
export function onRedirect(world: World, s: SimSession, m: Redirect): void {
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
export function resend(world: World, s: SimSession): void {
  if (s.operation !== null) send(world, s);
}

function send(world: World, s: SimSession): void {
  const operation = s.operation!;
  const { client, id: session, sequence, to, attempt } = s;
  world.note({ kind: 'invoke', client, session, sequence, operation, to, attempt });
  world.send(client, to, { type: 'Request', session, sequence, operation, mode: s.mode });
  world.scheduleClient(s, 'timeout', world.config.clientTimeoutMicros);
}

// The node after the one that it chose last: in the end every node is asked.
function takeTurn(world: World, s: SimSession): void {
  s.turn = s.to = nextNode(world, s.turn);
}

const nextNode = (world: World, node: NodeId): NodeId => world.nodes[node % world.nodes.length]!.id;
