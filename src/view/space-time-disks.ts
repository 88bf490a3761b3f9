// The disks of a stretch of the run: from the first record written to the sync that made it durable, or to the crash that took it, and how many
// messages waited for that. Reads records and the world, never changes them.
import type { EventNumber, Micros, NodeId } from '../base/units.ts';
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import type { PastSync } from './space-time.ts';

/** Rows that wait for a sync, with the messages that wait for them. */
interface Waiting {
  readonly lsn: number;
  readonly at: Micros;
  readonly by: EventNumber | null;
  held: number;
}

interface DiskState {
  waiting: Waiting[];
  sync: PastSync | null;
}

/** One owner. */
export class DiskLog {
  private readonly disks = new Map<NodeId, DiskState>();
  private readonly done: PastSync[] = [];

  /** `world`: before the first event. */
  constructor(world: World) {
    for (const n of world.nodes) this.disks.set(n.id, stateOf(world, n.id));
  }

  add({ number, at, actor, happening: h, written, held, worldNotes }: EventRecord): void {
    // Of a power failure the rows do not say whose they are: its syncs begin with themselves.
    const own = this.disks.get(actor);
    if (own !== undefined && (written.length > 0 || held > 0)) write(own, { written, held, at, by: number });
    if (h.kind === 'sync' && h.rows > 0) this.end(h.node, at, number, 'synced');
    for (const n of worldNotes) {
      if (n.kind === 'sync-begins') this.begin(n.node, n.upTo, at, number);
      if (n.kind === 'crashed') this.crash(n.node, at, number);
      if (n.kind === 'added') this.disks.set(n.node, { waiting: [], sync: null });
    }
  }

  /** `to`: where the stretch ends, and what is under way with it. */
  finish(to: Micros): PastSync[] {
    const open: PastSync[] = [];
    for (const [node, { sync, waiting }] of this.disks) {
      if (sync !== null) open.push({ ...sync, endsAt: to });
      if (waiting.length > 0) open.push({ ...unsynced(node, waiting), endsAt: to, end: 'under way', endedBy: null });
    }
    return [...this.done, ...open];
  }

  private begin(node: NodeId, upTo: number, at: Micros, by: EventNumber): void {
    const disk = this.disks.get(node);
    if (disk === undefined) return;
    const covered = disk.waiting.filter((w) => w.lsn <= upTo);
    disk.waiting = disk.waiting.filter((w) => w.lsn > upTo);
    disk.sync = {
      ...(covered.length === 0 ? nothing(node, at) : unsynced(node, covered)),
      began: at,
      beganBy: by,
      endsAt: at,
      end: 'under way',
      endedBy: null,
    };
  }

  private end(node: NodeId, at: Micros, by: EventNumber, end: 'synced' | 'lost'): void {
    const disk = this.disks.get(node);
    if (disk === undefined || disk.sync === null) return;
    this.done.push({ ...disk.sync, endsAt: at, end, endedBy: by });
    disk.sync = null;
  }

  private crash(node: NodeId, at: Micros, by: EventNumber): void {
    const disk = this.disks.get(node);
    if (disk === undefined) return;
    this.end(node, at, by, 'lost');
    if (disk.waiting.length > 0) this.done.push({ ...unsynced(node, disk.waiting), endsAt: at, end: 'lost', endedBy: by });
    disk.waiting = [];
  }
}

type Pending = Omit<PastSync, 'endsAt' | 'end' | 'endedBy'>;

const unsynced = (node: NodeId, rows: readonly Waiting[]): Pending => ({
  node,
  writtenAt: rows[0]!.at,
  began: null,
  rows: rows.length,
  held: rows.reduce((sum, w) => sum + w.held, 0),
  writtenBy: rows[0]!.by,
  beganBy: null,
});

const nothing = (node: NodeId, at: Micros): Pending => ({
  node,
  writtenAt: at,
  began: at,
  rows: 0,
  held: 0,
  writtenBy: null,
  beganBy: null,
});

function write(
  disk: DiskState,
  what: { readonly written: EventRecord['written']; readonly held: number; readonly at: Micros; readonly by: EventNumber },
): void {
  for (const { lsn } of what.written) disk.waiting.push({ lsn, at: what.at, by: what.by, held: 0 });
  const last = disk.waiting.at(-1);
  if (last !== undefined) last.held += what.held;
  else if (disk.sync !== null) disk.sync = { ...disk.sync, held: disk.sync.held + what.held };
}

// What was written before the stretch begins was written at an event that nobody has looked at: it seems to be written as the stretch begins.
function stateOf(world: World, id: NodeId): DiskState {
  const { disk } = world.node(id);
  const covers = disk.sync?.covers ?? disk.durable;
  const waiting: Waiting[] = [];
  for (let i = covers; i < disk.rows.length; i++) waiting.push({ lsn: disk.rows.get(i)!.lsn, at: world.now, by: null, held: 0 });
  const held = (upTo: number, from = 0): number =>
    disk.held.reduce((sum, h) => sum + (h.afterRows <= upTo && h.afterRows > from ? h.sends.length : 0), 0);
  const last = waiting.at(-1);
  if (last !== undefined) last.held = held(Infinity, covers);
  if (disk.sync === null) return { waiting, sync: null };
  const { began, cause } = disk.sync;
  const sync: PastSync = {
    ...nothing(id, began),
    rows: covers - disk.durable,
    held: held(covers),
    beganBy: cause,
    endsAt: began,
    end: 'under way',
    endedBy: null,
  };
  return { waiting, sync };
}
