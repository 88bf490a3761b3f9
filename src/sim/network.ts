// The simulated network: per message a delay, perhaps a loss or a copy; directed cuts. A message that is lost still travels a while, so that
// its loss is an event of its own.
import { between, chance, cloneStream, makeStream, pick, type Stream } from '../base/prng.ts';
import type { Address, EventNumber, Micros } from '../base/units.ts';
import type { Message } from '../paxos/messages.ts';
import type { Config } from './config.ts';
import type { Flight } from './events.ts';

/** What a heavy-tailed delay adds, in per cent of the delay: most nothing, one in sixteen ten times as much. */
const HEAVY_PERCENT = [0, 0, 0, 0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 150, 300, 900];
/** Bytes of a message's frame, of an entry or vote that it carries, and of the rest. */
const FRAME_BYTES = 64;
const ENTRY_BYTES = 64;

/** About how many bytes a message has on the wire. */
export function sizeOf(m: Message): number {
  if (m.type === 'InstallCheckpoint') return FRAME_BYTES + m.checkpoint.bytes;
  if (m.type === 'Promise') return FRAME_BYTES + m.votes.length * ENTRY_BYTES;
  if (m.type === 'CatchUpReply') return FRAME_BYTES + m.entries.length * ENTRY_BYTES;
  if (m.type === 'Accept') return FRAME_BYTES + (m.entry.type === 'commands' ? m.entry.commands.length : 1) * ENTRY_BYTES;
  return FRAME_BYTES;
}

const linkKey = (from: Address, to: Address): number => from * 1000 + to;

/** Owned; copy with `clone()`. */
export class Network {
  private delays: Stream;
  private losses: Stream;
  private copies: Stream;
  private nextId = 1;
  private cut = new Set<number>();
  /** Nodes cut off from everybody: from clients that come later as well. */
  private isolated = new Set<Address>();
  /** Per link the latest arrival so far, for links that keep order. */
  private latest = new Map<number, Micros>();
  /** Per link when it is free again, where bandwidth is bounded. */
  private free = new Map<number, Micros>();

  constructor(seed: number) {
    this.delays = makeStream(seed, 'network delay');
    this.losses = makeStream(seed, 'network loss');
    this.copies = makeStream(seed, 'network duplication');
  }

  isCut(from: Address, to: Address): boolean {
    return this.cut.size > 0 && this.cut.has(linkKey(from, to));
  }

  /** Every directed link that is cut. */
  cuts(): readonly (readonly [Address, Address])[] {
    return [...this.cut].map((k) => [Math.floor(k / 1000), k % 1000] as const);
  }

  setCut(from: Address, to: Address, cut: boolean): void {
    if (from === to) return;
    if (cut) this.cut.add(linkKey(from, to));
    else this.cut.delete(linkKey(from, to));
  }

  /** Cuts every link of the node with the others, both ways. */
  isolate(node: Address, others: readonly Address[]): void {
    this.isolated.add(node);
    for (const other of others) this.setBoth(node, other);
  }

  /** Somebody new: not to be reached from where nobody is. */
  join(address: Address): void {
    for (const node of this.isolated) this.setBoth(node, address);
  }

  heal(): void {
    this.cut.clear();
    this.isolated.clear();
  }

  /** Puts a message on its way: one flight, or two where it is duplicated. `now`: when it leaves. */
  send(config: Config, from: Address, to: Address, message: Message, now: Micros, sentBy: EventNumber): readonly Flight[] {
    const flight = this.launch(config, from, to, message, now, sentBy);
    if (!chance(this.copies, config.duplicatePpm)) return [flight];
    return [flight, { ...this.launch(config, from, to, message, now, sentBy), copyOf: flight.id }];
  }

  /** To the node itself: no network. */
  local(node: Address, message: Message, now: Micros, sentBy: EventNumber): Flight {
    return { id: this.nextId++, from: node, to: node, message, sentAt: now, endsAt: now, arrivesAt: now, fate: 'arrive', sentBy };
  }

  /** A copy made by hand: it travels anew from now on. */
  copy(config: Config, original: Flight, now: Micros): Flight {
    const flight = this.launch({ ...config, lossPpm: 0 }, original.from, original.to, original.message, now, original.sentBy);
    return { ...flight, copyOf: original.id };
  }

  clone(): Network {
    const copy = new Network(0);
    copy.delays = cloneStream(this.delays);
    copy.losses = cloneStream(this.losses);
    copy.copies = cloneStream(this.copies);
    copy.nextId = this.nextId;
    copy.cut = new Set(this.cut);
    copy.isolated = new Set(this.isolated);
    copy.latest = new Map(this.latest);
    copy.free = new Map(this.free);
    return copy;
  }

  private setBoth(a: Address, b: Address): void {
    this.setCut(a, b, true);
    this.setCut(b, a, true);
  }

  private launch(config: Config, from: Address, to: Address, message: Message, now: Micros, sentBy: EventNumber): Flight {
    const jitter = Math.min(config.jitterMicros, config.delayMicros - 1);
    let arrivesAt =
      this.transmitted(config, from, to, message, now) + between(this.delays, config.delayMicros - jitter, config.delayMicros + jitter);
    if (config.delayShape === 'heavy') arrivesAt += Math.floor((config.delayMicros * pick(this.delays, HEAVY_PERCENT)) / 100);
    const lost = chance(this.losses, config.lossPpm);
    if (config.fifo) arrivesAt = this.inOrder(from, to, arrivesAt);
    const fate = this.isCut(from, to) ? 'cut' : lost ? 'lost' : 'arrive';
    const endsAt = fate === 'arrive' ? arrivesAt : now + Math.max(1, (arrivesAt - now) >> 1);
    return { id: this.nextId++, from, to, message, sentAt: now, endsAt, arrivesAt, fate, sentBy };
  }

  // When its last byte is on the link: one message after another.
  private transmitted(config: Config, from: Address, to: Address, message: Message, now: Micros): Micros {
    if (config.bandwidthKibPerSecond === 0) return now;
    const key = linkKey(from, to);
    const micros = Math.ceil((sizeOf(message) * 1_000_000) / (config.bandwidthKibPerSecond * 1024));
    const done = Math.max(now, this.free.get(key) ?? 0) + micros;
    this.free.set(key, done);
    return done;
  }

  private inOrder(from: Address, to: Address, arrivesAt: Micros): Micros {
    const key = linkKey(from, to);
    const at = Math.max(arrivesAt, (this.latest.get(key) ?? 0) + 1);
    this.latest.set(key, at);
    return at;
  }
}
