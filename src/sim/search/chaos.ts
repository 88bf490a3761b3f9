// The fault programme of a seed: what is done to the world, and when. It looks at the world to strike where it hurts: a node whose write is
// not synced, a leader that has just taken over, the Accepts of one slot but for one. What it does is inputs, so a run replays from its
// journal alone. Each seed leaves out some kinds of fault (swarm testing), so that no kind drowns the others.
import { below, chance, cloneStream, makeStream, pick, type Stream } from '../../base/prng.ts';
import type { NodeId } from '../../base/units.ts';
import type { SwitchName } from '../../paxos/switches.ts';
import type { EventRecord, Flight } from '../events.ts';
import type { Input } from '../inputs.ts';
import type { SimNode } from '../sim-node.ts';
import type { World } from '../world.ts';
import { drawSetting } from './settings.ts';

/** The kinds of trouble, with their weights. */
const ACTS: readonly (readonly [Act, number])[] = [
  ['crash', 10],
  ['bounce', 10],
  ['restart', 12],
  ['pause', 4],
  ['resume', 6],
  ['partition', 5],
  ['isolate', 5],
  ['cut', 4],
  ['heal', 10],
  ['flight', 14],
  ['thin', 8],
  ['strand', 5],
  ['usurp', 6],
  ['power-failure', 2],
  ['campaign', 10],
  ['set', 6],
  ['command', 8],
  ['lose-disk', 3],
  ['damage', 2],
  ['add-node', 2],
  ['reconfigure', 5],
  ['reshape', 4],
  ['depose', 5],
  ['stall', 3],
  ['fill-disk', 2],
  ['free-disk', 3],
];

type Act =
  | 'crash'
  | 'bounce'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'partition'
  | 'isolate'
  | 'cut'
  | 'heal'
  | 'flight'
  | 'thin'
  | 'strand'
  | 'usurp'
  | 'power-failure'
  | 'campaign'
  | 'set'
  | 'command'
  | 'lose-disk'
  | 'damage'
  | 'add-node'
  | 'reconfigure'
  | 'reshape'
  | 'depose'
  | 'stall'
  | 'fill-disk'
  | 'free-disk';

/** Where the absence of a rule shows, if random trouble alone seldom goes there. */
const WHERE_IT_SHOWS: Partial<Record<SwitchName, readonly Act[]>> = {
  'read-without-quorum': ['depose', 'heal'],
  'no-drift-bound': ['depose', 'heal', 'campaign'],
  'two-memberships': ['reshape', 'add-node'],
};
const WANTED = 6;
/** So long may a lease last, and the election after it. */
const LEASE_EVENTS = 300;

/** Every kind is left out with this chance; what ends trouble is never left out. */
const LEFT_OUT_PPM = 350_000;
/** One fault in so many is followed by all being put right. */
const RELIEF_PPM = 120_000;
const ALWAYS: readonly Act[] = ['restart', 'resume', 'heal', 'free-disk'];
/** Nodes at most, those that were added counted. */
const MOST_NODES = 9;

/** One seed's trouble. One owner; used up as the run goes. */
export class Chaos {
  private readonly stream: Stream;
  private readonly acts: readonly Act[];
  private readonly meanGap: number;
  /** Chances, in a million, to strike a node right after it wrote, synced, or came to lead. */
  private readonly afterWrite: number;
  private readonly afterSync: number;
  private readonly afterLead: number;
  private readonly harmed = new Set<NodeId>();
  private reconfigured = false;
  /** Leases outlive themselves under a leader whose clock is slow. */
  private readonly wantsSlow: boolean;
  private gap: number;

  constructor(seed: number, switches: readonly SwitchName[] = []) {
    const s = makeStream(seed, 'search faults');
    this.wantsSlow = switches.includes('no-drift-bound');
    const wanted = switches.flatMap((name) => WHERE_IT_SHOWS[name] ?? []);
    this.acts = ACTS.flatMap(([act, weight]) => {
      const kept = !chance(s, LEFT_OUT_PPM) || ALWAYS.includes(act) || wanted.includes(act);
      return kept ? Array.from({ length: wanted.includes(act) ? weight * WANTED : weight }, () => act) : [];
    });
    this.meanGap = pick(s, [8, 20, 50, 120, 300]);
    this.afterWrite = pick(s, [0, 0, 3_000, 20_000, 60_000]);
    this.afterSync = pick(s, [0, 0, 3_000, 20_000]);
    this.afterLead = pick(s, [0, 100_000, 500_000]);
    this.gap = 1 + below(s, 2 * this.meanGap);
    this.stream = cloneStream(s);
  }

  /** What is done to the world after this event, in order; usually nothing. */
  after(record: EventRecord, world: World): readonly Input[] {
    const struck = this.strike(record, world);
    if (struck.length > 0) return struck;
    this.gap--;
    if (this.gap > 0) return [];
    this.gap = 1 + below(this.stream, 2 * this.meanGap);
    if (chance(this.stream, RELIEF_PPM)) return this.relief(world);
    return this.act(pick(this.stream, this.acts), world);
  }

  // Where no majority is up, or links are cut, nothing happens that a check could see: now and then all is put right.
  private relief(world: World): readonly Input[] {
    const mended: Input[] = world.network.cuts().length > 0 ? [{ kind: 'heal' }] : [];
    const full = world.nodes.filter((n) => n.disk.full).map((n): Input => ({ kind: 'free-disk', node: n.id }));
    const down = world.nodes.filter((n) => n.status === 'crashed').map((n): Input => ({ kind: 'restart', node: n.id }));
    const paused = world.nodes.filter((n) => n.status === 'paused').map((n): Input => ({ kind: 'resume', node: n.id }));
    return [...mended, ...full, ...down, ...paused];
  }

  private strike(record: EventRecord, world: World): readonly Input[] {
    const n = world.nodes[record.actor - 1];
    if (n === undefined || n.status !== 'up') return [];
    const s = this.stream;
    if (record.written.length > 0 && this.afterWrite > 0 && chance(s, this.afterWrite)) return this.down(n.id);
    if (record.happening.kind === 'sync' && this.afterSync > 0 && chance(s, this.afterSync)) return this.down(n.id);
    if (this.afterLead > 0 && record.notes.some((x) => x.kind === 'lead') && chance(s, this.afterLead))
      return pick(s, [() => this.down(n.id), () => this.thin(world, n.id), () => [{ kind: 'isolate', node: n.id } as const]])();
    return [];
  }

  // Down, and half of the time up again at once.
  private down(node: NodeId): readonly Input[] {
    const crash: Input = { kind: 'crash', node };
    return chance(this.stream, 500_000) ? [crash, { kind: 'restart', node }] : [crash];
  }

  private act(act: Act, world: World): readonly Input[] {
    const s = this.stream;
    const up = world.nodes.filter((n) => n.status === 'up');
    const someone = (): NodeId => pick(s, world.nodes).id;
    const target = this.target(up) ?? someone();
    switch (act) {
      case 'crash':
        return [{ kind: 'crash', node: target }];
      case 'bounce':
        return [
          { kind: 'crash', node: target },
          { kind: 'restart', node: target },
        ];
      case 'restart':
        return only(world, 'crashed', s).map((node) => ({ kind: 'restart', node }));
      case 'pause':
        return [{ kind: 'pause', node: target }];
      case 'resume':
        return only(world, 'paused', s).map((node) => ({ kind: 'resume', node }));
      case 'partition':
        return [{ kind: 'partition', groups: drawGroups(world, s) }];
      case 'isolate':
        return [{ kind: 'isolate', node: target }];
      case 'cut':
        return [{ kind: chance(s, 700_000) ? 'cut' : 'mend', from: someone(), to: someone() }];
      case 'heal':
        return [{ kind: 'heal' }];
      case 'power-failure':
        return [{ kind: 'power-failure' }];
      case 'campaign':
        return [{ kind: 'campaign', node: this.wantsSlow && chance(s, 700_000) ? slowest(world) : someone() }];
      case 'set':
        return [drawSetting(world, s)];
      case 'flight':
      case 'thin':
      case 'strand':
        return this.onFlights(act, world, target);
      case 'usurp':
        return this.usurp(world, up);
      case 'command':
        return [{ kind: 'command', operation: { op: 'put', key: pick(s, ['x', 'y']), value: String(below(s, 100)) }, to: someone() }];
      case 'lose-disk':
      case 'damage':
        return this.harm(act, world);
      case 'add-node':
        return world.nodes.length < MOST_NODES ? [{ kind: 'add-node' }] : [];
      case 'reconfigure':
        return this.reconfigure(world);
      case 'reshape':
        return this.reshape(world, up);
      case 'depose':
        return this.depose(world, up);
      case 'stall':
        return [{ kind: 'stall', node: target, micros: 1 + below(s, 2 * world.config.electionTimeoutMicros) }];
      case 'fill-disk':
        return [{ kind: 'fill-disk', node: target }];
      case 'free-disk':
        return world.nodes.filter((n) => n.disk.full).map((n) => ({ kind: 'free-disk', node: n.id }));
    }
  }

  // Somebody whose memory holds what the disk does not, or the leader, or anybody.
  private target(up: readonly SimNode[]): NodeId | undefined {
    if (up.length === 0) return undefined;
    const s = this.stream;
    const fragile = up.filter((n) => n.disk.durable < n.disk.rows.length);
    const leaders = up.filter((n) => n.node.role !== 'follower');
    const from = pick(s, [fragile, fragile, leaders, up]);
    return pick(s, from.length > 0 ? from : up).id;
  }

  private onFlights(act: 'flight' | 'thin' | 'strand', world: World, node: NodeId): readonly Input[] {
    if (act === 'thin') return this.thin(world, node);
    if (act === 'strand') return [...this.thin(world, node), { kind: 'isolate', node }];
    const s = this.stream;
    const flights = world.flights();
    if (flights.length === 0) return [];
    const weighty = flights.filter((f) => /^(Prepare|Promise|Accept|Accepted)$/.test(f.message.type));
    const { id } = pick(s, weighty.length > 0 && chance(s, 700_000) ? weighty : flights);
    const byMicros = 1 + below(s, 2 * world.config.electionTimeoutMicros);
    return [
      pick(s, [
        { kind: 'drop', flight: id },
        { kind: 'delay', flight: id, byMicros },
        { kind: 'delay', flight: id, byMicros },
        { kind: 'duplicate', flight: id },
      ] as const),
    ];
  }

  // Of what the node has under way in one slot, or of its Prepares, all but one is lost or late.
  private thin(world: World, node: NodeId): readonly Input[] {
    const s = this.stream;
    const mine = world.flights().filter((f) => f.from === node && (f.message.type === 'Accept' || f.message.type === 'Prepare'));
    if (mine.length === 0) return [];
    const slots = new Set(mine.map(slotOf));
    const slot = pick(s, [...slots]);
    const group = mine.filter((f) => slotOf(f) === slot);
    const kept = pick(s, group);
    const byMicros = 1 + below(s, 4 * world.config.electionTimeoutMicros);
    const late = chance(s, 400_000);
    return group.filter((f) => f !== kept).map((f) => (late ? { kind: 'delay', flight: f.id, byMicros } : { kind: 'drop', flight: f.id }));
  }

  // Whoever leads is cut off, another loses what it had not synced, a third stands: what the first had chosen must be found by two who may not know.
  private usurp(world: World, up: readonly SimNode[]): readonly Input[] {
    const s = this.stream;
    const leader = up.find((n) => n.node.role === 'leader');
    const others = up.filter((n) => n !== leader);
    if (leader === undefined || others.length < 2) return [];
    const forgetful = pick(s, others).id;
    const usurper = pick(
      s,
      others.filter((n) => n.id !== forgetful),
    ).id;
    const rest = others.filter((n) => n.id !== forgetful && n.id !== usurper).slice((world.nodes.length - 2) >> 1);
    return [
      { kind: 'isolate', node: leader.id },
      ...rest.map((n): Input => ({ kind: 'isolate', node: n.id })),
      { kind: 'crash', node: forgetful },
      { kind: 'restart', node: forgetful },
      { kind: 'campaign', node: usurper },
    ];
  }

  // Other members, all of them with whole disks: one more, one less, one for another, or anything.
  private reconfigure(world: World): readonly Input[] {
    const s = this.stream;
    const now = membersOf(world);
    const whole = world.nodes.map((n) => n.id).filter((n) => !this.harmed.has(n));
    const others = whole.filter((n) => !now.includes(n));
    const members = new Set(chance(s, 800_000) ? now.filter((n) => whole.includes(n)) : whole.filter(() => chance(s, 500_000)));
    if (others.length > 0 && chance(s, 700_000)) members.add(pick(s, others));
    if (members.size > 1 && chance(s, 500_000)) members.delete(pick(s, [...members]));
    if (members.size === 0) return [];
    this.reconfigured = true;
    return [
      { kind: 'reconfigure', members: [...members].sort((a, b) => a - b), policy: pick(s, ['stop-the-world', 'alpha-window'] as const) },
    ];
  }

  // Whoever leads is cut off with a minority, clients still reaching it, and another stands among the rest: two who think that they lead.
  private depose(world: World, up: readonly SimNode[]): readonly Input[] {
    const s = this.stream;
    const leader = up.find((n) => n.node.role === 'leader');
    const others = up.filter((n) => n !== leader).map((n) => n.id);
    if (leader === undefined || others.length < 2) return [];
    const companion = world.nodes.length >= 5 && chance(s, 300_000) ? [others.splice(below(s, others.length), 1)[0]!] : [];
    const groups = [[leader.id, ...companion], world.nodes.map((n) => n.id).filter((n) => n !== leader.id && !companion.includes(n))];
    const campaign: Input = { kind: 'campaign', node: pick(s, others) };
    if (this.wantsSlow) this.gap = LEASE_EVENTS; // left alone until leases have run out
    return [{ kind: 'partition', groups }, ...(chance(s, 500_000) ? [campaign] : [])];
  }

  // Members change, and the leadership with them: a second change, or another leader, before the first governs.
  private reshape(world: World, up: readonly SimNode[]): readonly Input[] {
    const s = this.stream;
    const first = this.reconfigure(world);
    const then = pick<() => readonly Input[]>(s, [
      () => this.reconfigure(world),
      () => this.depose(world, up),
      () => this.usurp(world, up),
    ])();
    return [...first, ...then];
  }

  // At most a minority of the disks: with more gone, no protocol could go on.
  private harm(act: 'lose-disk' | 'damage', world: World): readonly Input[] {
    const s = this.stream;
    const members = membersOf(world);
    const whole = world.nodes.filter((n) => !this.harmed.has(n.id) && n.disk.durable > 1);
    const gone = members.filter((m) => this.harmed.has(m)).length;
    // Once other members were asked for, two majorities may be needed: the disks are left alone.
    if (whole.length === 0 || gone + 1 > (members.length - 1) >> 1 || this.reconfigured) return [];
    const n = pick(s, whole);
    this.harmed.add(n.id);
    const lsn = n.disk.rows.get(1 + below(s, n.disk.durable - 1))!.lsn;
    const crash: readonly Input[] = n.status === 'crashed' ? [] : [{ kind: 'crash', node: n.id }];
    return [...crash, act === 'damage' ? { kind: act, node: n.id, lsn } : { kind: act, node: n.id }, { kind: 'restart', node: n.id }];
  }
}

/** The members by the newest configuration that any node has applied. */
export function membersOf(world: World): readonly NodeId[] {
  let newest = world.nodes[0]!.node.configurations.at(-1)!;
  for (const n of world.nodes) {
    const c = n.node.configurations.at(-1)!;
    if (c.slot > newest.slot) newest = c;
  }
  return newest.members;
}

const slowest = (world: World): NodeId => world.nodes.reduce((a, b) => (b.clock.driftPpm < a.clock.driftPpm ? b : a)).id;

const slotOf = (f: Flight): number => (f.message.type === 'Accept' ? f.message.slot : 0);

function only(world: World, status: SimNode['status'], s: Stream): readonly NodeId[] {
  const found = world.nodes.filter((n) => n.status === status);
  return found.length === 0 ? [] : [pick(s, found).id];
}

function drawGroups(world: World, s: Stream): readonly (readonly NodeId[])[] {
  const groups: NodeId[][] = [[], [], []];
  const count = chance(s, 800_000) ? 2 : 3;
  for (const n of world.nodes) groups[below(s, count)]!.push(n.id);
  return groups.filter((g) => g.length > 0);
}
