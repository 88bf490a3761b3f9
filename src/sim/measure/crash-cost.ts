// What it would cost if every node lost its power now and came back: the commands that stand in write caches only, told apart by whether a client
// has been answered. Bounded: it looks at unsynced rows and at their slots, nowhere else. Changes nothing. A cache whose battery has failed loses
// more than this, by chance; that is not counted.
import type { Slot } from '../../base/units.ts';
import type { Command, Entry } from '../../paxos/entry.ts';
import type { SimNode } from '../sim-node.ts';
import type { World } from '../world.ts';

/** Commands that every disk would lack. */
export interface CrashCost {
  /** Their clients have been answered. */
  readonly acknowledged: number;
  readonly unacknowledged: number;
}

/** Unsynced rows looked at on each disk, from the oldest. */
const MAX_ROWS = 4096;
/** Durable rows looked at where memory does not tell: what is in somebody's cache was voted for lately. */
const LOOK_BACK = 256;
const NOTHING: CrashCost = { acknowledged: 0, unacknowledged: 0 };

const nameOf = (c: Command): string => `${c.session}#${c.sequence}`;

export function crashCost(world: World): CrashCost {
  const cached = new Map<Slot, Map<string, Command>>();
  const inCache = world.nodes.map((n) => cachedVotes(world, n, cached));
  if (cached.size === 0) return NOTHING;
  for (const [i, n] of world.nodes.entries()) forgetDurable(n, inCache[i]!, cached);
  const answered = answeredUpTo(world);
  const cost = { acknowledged: 0, unacknowledged: 0 };
  for (const commands of cached.values())
    for (const c of commands.values()) cost[c.sequence <= (answered.get(c.session) ?? 0) ? 'acknowledged' : 'unacknowledged']++;
  return cost;
}

// D3: adds the commands of the votes in the node's cache; returns their slots. P9: what is cut is in a durable checkpoint.
function cachedVotes(world: World, n: SimNode, cached: Map<Slot, Map<string, Command>>): ReadonlySet<Slot> {
  const { rows, durable } = n.disk;
  const slots = new Set<Slot>();
  for (let i = durable; i < Math.min(rows.length, durable + MAX_ROWS); i++) {
    const { record } = rows.get(i)!;
    if (record.type !== 'vote' || record.entry.type !== 'commands') continue;
    if (world.nodes.some((other) => record.slot <= other.node.log.floor)) continue;
    slots.add(record.slot);
    const commands = cached.get(record.slot) ?? new Map<string, Command>();
    for (const c of record.entry.commands) commands.set(nameOf(c), c);
    cached.set(record.slot, commands);
  }
  return slots;
}

// A node that is up remembers its last vote in a slot, and it is durable unless it is in the cache. Otherwise the rows themselves are read.
function forgetDurable(n: SimNode, inCache: ReadonlySet<Slot>, cached: Map<Slot, Map<string, Command>>): void {
  if (n.status !== 'crashed')
    for (const [slot, commands] of cached) {
      const vote = inCache.has(slot) ? undefined : n.node.log.vote(slot);
      if (vote !== undefined) forget(vote.entry, commands);
    }
  if (n.status !== 'crashed' && inCache.size === 0) return;
  const { rows, durable } = n.disk;
  for (let i = durable - 1; i >= Math.max(0, durable - LOOK_BACK); i--) {
    const { record, flaw } = rows.get(i)!;
    const commands = record.type === 'vote' && flaw === undefined ? cached.get(record.slot) : undefined;
    if (record.type === 'vote' && commands !== undefined) forget(record.entry, commands);
  }
}

function forget(entry: Entry, commands: Map<string, Command>): void {
  if (entry.type === 'commands') for (const c of entry.commands) commands.delete(nameOf(c));
}

// S1: a session's requests are answered in order.
function answeredUpTo(world: World): ReadonlyMap<number, number> {
  return new Map(world.sessions.map((s) => [s.id, s.state === 'idle' ? s.sequence : s.sequence - 1]));
}
