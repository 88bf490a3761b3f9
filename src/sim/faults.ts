// Inputs carried out: crashes, cuts, single messages, controls, a person's commands. One that cannot take effect changes nothing and says why.
import { assertNever } from '../base/assert.ts';
import { nameOf, YOU, type Address, type Micros, type NodeId } from '../base/units.ts';
import type { MembershipPolicy } from '../paxos/effects.ts';
import type { Operation } from '../paxos/entry.ts';
import type { ReadMode } from '../paxos/messages.ts';
import { ask } from './clients.ts';
import { checkField, type Config, type FieldName } from './config.ts';
import { FIELDS } from './fields.ts';
import { crashDisk, makeDisk } from './disk.ts';
import type { Flight } from './events.ts';
import type { Input } from './inputs.ts';
import { drive, release, stall } from './node-host.ts';
import { bootNode, makeSimNode, settingsOf, type SimNode } from './sim-node.ts';
import type { World } from './world.ts';

/** The most that one message can be held up by hand: ten minutes. */
const MAX_DELAY: Micros = 600_000_000;

/** Carries the input out; returns who acts in it. */
export function carryOut(world: World, input: Input): Address {
  const refused = refusal(world, input);
  if (refused !== null) {
    world.note({ kind: 'refused', why: refused });
    return 'node' in input ? input.node : 0;
  }
  return act(world, input);
}

function act(world: World, input: Input): Address {
  switch (input.kind) {
    case 'set':
      return setField(world, input.field, input.value);
    case 'set-node-sync':
      return setNodeSync(world, input.node, input.micros);
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'lose-disk':
    case 'damage':
    case 'campaign':
    case 'stall':
    case 'fill-disk':
    case 'free-disk':
    case 'battery-failure':
      return onNode(world, input, world.node(input.node));
    case 'add-node':
      return addNode(world);
    case 'reconfigure':
      return reconfigure(world, input.members, input.policy);
    case 'partition':
    case 'cut':
    case 'mend':
    case 'isolate':
    case 'heal':
      return onLinks(world, input);
    case 'drop':
    case 'delay':
    case 'duplicate':
      return onFlight(world, input);
    case 'command':
      return command(world, input.operation, input.to, input.mode ?? 'log');
    case 'power-failure':
      return powerFailure(world);
    case 'go-on':
      return 0;
    default:
      return assertNever(input);
  }
}

function refusal(world: World, input: Input): string | null {
  const ids = world.nodes.map((n) => n.id);
  const named = nodesOf(input).find((n) => !ids.includes(n));
  if (named !== undefined) return `There is no n${named}; expected ${ids.map(nameOf).join(', ')}.`;
  switch (input.kind) {
    case 'set': {
      if (!FIELDS[input.field].live) return `${FIELDS[input.field].label} takes effect in a new world only.`;
      const checked = checkField(input.field, input.value);
      return checked.ok ? null : checked.error;
    }
    case 'set-node-sync': {
      const checked = input.micros === null ? null : checkField('syncMicros', input.micros);
      return checked === null || checked.ok ? null : checked.error;
    }
    case 'crash':
      return world.node(input.node).status === 'crashed' ? `n${input.node} is down already.` : null;
    case 'restart':
    case 'lose-disk':
    case 'damage':
      return nodeIsDown(world, input.node);
    case 'pause':
    case 'campaign':
      return world.node(input.node).status === 'up' ? null : `n${input.node} is ${world.node(input.node).status}; expected it to be up.`;
    case 'delay':
      return Number.isSafeInteger(input.byMicros) && input.byMicros > 0 && input.byMicros <= MAX_DELAY
        ? null
        : `The delay is ${input.byMicros} µs; expected 1 to ${MAX_DELAY}.`;
    case 'free-disk':
      return world.node(input.node).disk.full ? null : `The disk of n${input.node} is not full.`;
    case 'stall':
      return Number.isSafeInteger(input.micros) && input.micros > 0 && input.micros <= MAX_DELAY
        ? null
        : `The stall is ${input.micros} µs; expected 1 to ${MAX_DELAY}.`;
    case 'battery-failure':
      return world.config.battery ? null : 'No disk here has a battery-backed cache.';
    case 'add-node':
      return world.nodes.length < MAX_NODES ? null : `There are ${MAX_NODES} nodes already.`;
    case 'reconfigure':
      return input.members.length > 0 && new Set(input.members).size === input.members.length
        ? null
        : 'The members are missing or named twice.';
    case 'resume':
      return world.node(input.node).status === 'paused' ? null : `n${input.node} is not paused.`;
    default:
      return null;
  }
}

const nodeIsDown = (world: World, node: NodeId): string | null =>
  world.node(node).status === 'crashed' ? null : `n${node} is ${world.node(node).status}; expected it to be crashed.`;

function nodesOf(input: Input): readonly NodeId[] {
  if ('node' in input) return [input.node];
  if (input.kind === 'partition') return input.groups.flat();
  if (input.kind === 'reconfigure') return input.members;
  if (input.kind === 'cut' || input.kind === 'mend') return [input.from, input.to];
  return input.kind === 'command' && input.to !== undefined ? [input.to] : [];
}

function setField(world: World, field: FieldName, value: number | string | boolean): Address {
  world.config = { ...world.config, [field]: value } as Config;
  world.spreadSettings();
  if (field === 'clients' || field === 'load') world.fitClients();
  return 0;
}

function setNodeSync(world: World, node: NodeId, micros: Micros | null): Address {
  const nodeSyncMicros = world.nodes.map((n) => (n.id === node ? micros : (world.config.nodeSyncMicros[n.id - 1] ?? null)));
  world.config = { ...world.config, nodeSyncMicros };
  return node;
}

type NodeInput = Extract<
  Input,
  {
    kind:
      | 'crash'
      | 'restart'
      | 'pause'
      | 'resume'
      | 'lose-disk'
      | 'damage'
      | 'campaign'
      | 'stall'
      | 'fill-disk'
      | 'free-disk'
      | 'battery-failure';
  }
>;

function onNode(world: World, input: NodeInput, n: SimNode): Address {
  switch (input.kind) {
    case 'crash':
      crash(world, n, false);
      break;
    case 'restart':
      bootNode(world, n);
      break;
    case 'pause':
      n.status = 'paused';
      break;
    case 'resume': {
      const { deferred } = n;
      n.status = 'up';
      n.deferred = [];
      release(world, n, deferred);
      break;
    }
    case 'lose-disk':
      n.disk = { ...makeDisk([]), nextLsn: n.disk.nextLsn };
      break;
    case 'damage':
      damage(world, n, input.lsn);
      break;
    case 'campaign':
      drive(world, n, { kind: 'campaign' });
      break;
    case 'stall':
      stall(world, n, input.micros);
      break;
    case 'fill-disk':
      n.disk.full = true;
      break;
    case 'free-disk':
      n.disk.full = false;
      if (n.status === 'damaged') bootNode(world, n);
      break;
    case 'battery-failure':
      n.disk.batteryFailed = true;
      break;
    default:
      assertNever(input);
  }
  return n.id;
}

function crash(world: World, n: SimNode, all: boolean): void {
  const { lost, torn } = crashDisk(n.disk, world.config, world.faultStream, all);
  n.status = 'crashed';
  n.timers.clear();
  n.deferred = [];
  n.inbox = [];
  world.note({ kind: 'crashed', node: n.id, lost, torn });
}

function damage(world: World, n: SimNode, lsn: number): void {
  for (let i = 0; i < n.disk.rows.length; i++) {
    const row = n.disk.rows.get(i)!;
    if (row.lsn !== lsn) continue;
    n.disk.rows.set(i, { ...row, flaw: 'damaged' });
    return;
  }
  world.note({ kind: 'refused', why: `n${n.id}’s log has no record ${lsn}.` });
}

// Everything volatile is gone at once: memories, caches, messages. The clients are elsewhere, and wait.
function powerFailure(world: World): Address {
  world.doing.tellActors();
  for (const f of world.flights()) world.agenda.takeFlight(f.id);
  for (const n of world.nodes) if (n.status !== 'crashed') crash(world, n, true);
  for (const n of world.nodes) bootNode(world, n);
  return 0;
}

function onLinks(world: World, input: Extract<Input, { kind: 'partition' | 'cut' | 'mend' | 'isolate' | 'heal' }>): Address {
  const { network } = world;
  const ids = world.nodes.map((n) => n.id);
  switch (input.kind) {
    case 'partition':
      for (const a of ids) for (const b of ids) network.setCut(a, b, !input.groups.some((g) => g.includes(a) && g.includes(b)));
      return 0;
    case 'cut':
    case 'mend':
      network.setCut(input.from, input.to, input.kind === 'cut');
      return input.from;
    case 'isolate':
      network.isolate(input.node, [...ids, ...new Set(world.sessions.map((s) => s.client))]);
      return input.node;
    case 'heal':
      network.heal();
      return 0;
    default:
      return assertNever(input);
  }
}

function onFlight(world: World, input: Extract<Input, { kind: 'drop' | 'delay' | 'duplicate' }>): Address {
  const flight = world.agenda.takeFlight(input.flight);
  if (flight === undefined) {
    world.note({ kind: 'refused', why: `Message ${input.flight} is not under way any more.` });
    return 0;
  }
  if (input.kind === 'drop') world.note({ kind: 'dropped', flight });
  else if (input.kind === 'delay') world.launch(later(flight, input.byMicros, world.now));
  else {
    world.launch(flight);
    world.launch(world.network.copy(world.config, flight, world.now));
  }
  return flight.from;
}

// A message that waits at a node just resumed has arrived already: it is late from now on.
function later(flight: Flight, byMicros: Micros, now: Micros): Flight {
  const endsAt = Math.max(flight.endsAt, now) + byMicros;
  return { ...flight, endsAt, arrivesAt: Math.max(flight.arrivesAt, now) + byMicros };
}

/** Nodes at most, members and others: their votes are counted in the bits of a word. */
const MAX_NODES = 15;

// M5: an empty disk of its own, and no part in anything until the log says so.
function addNode(world: World): Address {
  const id = world.nodes.length + 1;
  const n = makeSimNode(id, world.config, settingsOf(world), undefined);
  world.nodes = [...world.nodes, n];
  world.note({ kind: 'added', node: id });
  bootNode(world, n);
  return id;
}

function reconfigure(world: World, members: readonly NodeId[], policy: MembershipPolicy): Address {
  const leader = likelyLeader(world, 0);
  if (leader === 0) {
    world.note({ kind: 'refused', why: 'Nobody leads; a change of members is asked of the leader.' });
    return 0;
  }
  drive(world, world.node(leader), { kind: 'reconfigure', members, policy });
  return leader;
}

/** Sessions that a person may have open at once. */
const MAX_SESSIONS = 64;

// S1: each command of a person's that is outstanding has a session to itself.
function command(world: World, operation: Operation, to: NodeId | undefined, mode: ReadMode): Address {
  let s = world.sessions.find((x) => x.client === YOU && x.state === 'idle');
  if (s === undefined) {
    const mine = world.sessions.filter((x) => x.client === YOU).length;
    if (mine >= MAX_SESSIONS) {
      world.note({ kind: 'refused', why: `${MAX_SESSIONS} commands of yours wait for an answer already.` });
      return YOU;
    }
    s = world.open(YOU, mine, world.nodes[0]!.id);
  }
  s.to = to ?? likelyLeader(world, s.to);
  ask(world, s, operation, mode);
  return YOU;
}

// Whom a client would ask: whoever answered last, or the node that leads by its own account; the protocol redirects the rest.
function likelyLeader(world: World, otherwise: NodeId): NodeId {
  let best = otherwise;
  let round = 0;
  for (const n of world.nodes)
    if (n.status === 'up' && n.node.role === 'leader' && n.node.ballot.round > round) {
      best = n.id;
      round = n.node.ballot.round;
    }
  return best;
}
