// A simulated disk: a write enters the cache at once; one sync at a time makes durable all that was written before it began; a crash keeps
// the synced rows, and of the rest a seeded prefix whose last row may be torn. Messages that wait for a sync are held here.
import { Chunked } from '../base/chunked.ts';
import { below, between, chance, type Stream } from '../base/prng.ts';
import type { EventNumber, Lsn, Micros, SessionId, Slot } from '../base/units.ts';
import { nthOfSession } from '../paxos/entry.ts';
import type { Outgoing } from '../paxos/messages.ts';
import type { DiskRecord } from '../paxos/records.ts';
import type { Config } from './config.ts';
import type { DiskRow } from './inputs.ts';

/** A sync under way. */
export interface Sync {
  /** It makes the first `covers` rows durable, the last of which is `upTo`. */
  readonly covers: number;
  readonly upTo: Lsn;
  readonly began: Micros;
  readonly dueAt: Micros;
  /** The event at which it began. */
  readonly cause: EventNumber;
}

/** Messages that leave when `afterRows` rows are durable. */
export interface Held {
  readonly afterRows: number;
  readonly sends: readonly Outgoing[];
}

/** Mutable, with one owner; copy with `cloneDisk`. */
export interface Disk {
  /** All rows, the durable ones first. A row's place is not its lsn. */
  readonly rows: Chunked<DiskRow>;
  durable: number;
  nextLsn: Lsn;
  sync: Sync | null;
  held: Held[];
  /** A row or a held message waits that is not lazy: a sync is wanted. */
  wanted: boolean;
  /** When a group's time is over, while a group is being collected. */
  groupDueAt: Micros | null;
  /** Rows that the last crash took, until the node is back. */
  lost: number;
  /** Nothing more can be written. */
  full: boolean;
  /** What the battery kept is gone at the next crash. */
  batteryFailed: boolean;
  /** By how much the next sync is held up. */
  stall: Micros;
}

export function makeDisk(rows: readonly DiskRow[]): Disk {
  const disk: Disk = {
    rows: new Chunked(),
    durable: rows.length,
    nextLsn: 1,
    sync: null,
    held: [],
    wanted: false,
    groupDueAt: null,
    lost: 0,
    full: false,
    batteryFailed: false,
    stall: 0,
  };
  for (const row of rows) {
    disk.rows.push(row);
    disk.nextLsn = row.lsn + 1;
  }
  return disk;
}

export const cloneDisk = (d: Disk): Disk => ({ ...d, rows: d.rows.clone(), held: d.held.slice() });

/** Puts a record into the write cache. */
export function writeRow(disk: Disk, record: DiskRecord, lazy: boolean): DiskRow {
  const row: DiskRow = { lsn: disk.nextLsn++, record };
  disk.rows.push(row);
  if (!lazy) disk.wanted = true;
  return row;
}

/** Holds the messages until everything written so far is durable. */
export function hold(disk: Disk, sends: readonly Outgoing[]): void {
  disk.held.push({ afterRows: disk.rows.length, sends });
  disk.wanted = true;
}

/** Whether a sync may begin now: 'now', after the group's time ('later'), or not at all. */
export function syncReadiness(disk: Disk, config: Config): 'now' | 'later' | 'no' {
  if (disk.sync !== null || !disk.wanted || disk.durable === disk.rows.length) return 'no';
  if (config.syncPolicy === 'each') return 'now';
  if (config.syncPolicy === 'background') return 'later';
  const full = disk.rows.length - disk.durable >= config.groupSize;
  return config.groupSize <= 1 || full || config.groupMicros === 0 ? 'now' : 'later';
}

/** Begins a sync of all that is written, or of one record (policy each). Its latency is at least 1 µs (T3). */
export function beginSync(disk: Disk, config: Config, now: Micros, latency: Micros, cause: EventNumber): Sync {
  const covers = config.syncPolicy === 'each' ? disk.durable + 1 : disk.rows.length;
  const sync: Sync = { covers, upTo: disk.rows.get(covers - 1)!.lsn, began: now, dueAt: now + Math.max(1, latency + disk.stall), cause };
  disk.stall = 0;
  disk.sync = sync;
  disk.groupDueAt = null;
  disk.wanted = covers < disk.rows.length;
  return sync;
}

/** The sync is complete: returns what it releases. */
export function endSync(disk: Disk): { readonly rows: number; readonly released: readonly Outgoing[] } {
  const { covers } = disk.sync!;
  const rows = covers - disk.durable;
  disk.durable = covers;
  disk.sync = null;
  let n = 0;
  const released: Outgoing[] = [];
  while (n < disk.held.length && disk.held[n]!.afterRows <= covers) released.push(...disk.held[n++]!.sends);
  if (n > 0) disk.held.splice(0, n);
  if (disk.held.length > 0) disk.wanted = true;
  return { rows, released };
}

/** How long the next sync takes: the node's latency, more or less by the jitter. */
export function drawSyncLatency(config: Config, node: number, stream: Stream): Micros {
  const base = config.nodeSyncMicros[node - 1] ?? config.syncMicros;
  const spread = Math.floor((base * config.syncJitterPercent) / 100);
  return between(stream, base - spread, base + spread);
}

/** One torn row in this many crashes that lose something. */
const TORN_PPM = 400_000;

/** What a cache whose battery has failed may have kept to itself, in rows. */
const CACHE_ROWS = 64;

/** A crash: what is gone, and whether the last row left is torn. `all`: nothing unsynced is left (a power failure). */
export function crashDisk(
  disk: Disk,
  config: Config,
  stream: Stream,
  all: boolean,
): { readonly lost: readonly Lsn[]; readonly torn: boolean } {
  // What the battery kept, and the disk behind it had not.
  if (config.battery && disk.batteryFailed && disk.durable > 1) disk.durable -= below(stream, Math.min(CACHE_ROWS, disk.durable - 1) + 1);
  const unsynced = disk.rows.length - disk.durable;
  const keep = all ? 0 : below(stream, unsynced + 1);
  const torn = !all && keep < unsynced && chance(stream, TORN_PPM);
  const lost: Lsn[] = [];
  for (let i = disk.durable + keep; i < disk.rows.length; i++) lost.push(disk.rows.get(i)!.lsn);
  const tornRow = torn ? disk.rows.get(disk.durable + keep)! : undefined;
  disk.rows.truncate(disk.durable + keep);
  if (tornRow) disk.rows.push({ ...tornRow, flaw: 'torn' });
  Object.assign(disk, { durable: disk.rows.length, sync: null, held: [], wanted: false, groupDueAt: null, lost: lost.length, stall: 0 });
  return { lost, torn };
}

/** The node stops of itself: what was not synced, and what waited for it, is gone. Returns the lsns. */
export function dropUnsynced(disk: Disk): Lsn[] {
  const lost: Lsn[] = [];
  for (let i = disk.durable; i < disk.rows.length; i++) lost.push(disk.rows.get(i)!.lsn);
  disk.rows.truncate(disk.durable);
  Object.assign(disk, { sync: null, held: [], wanted: false, groupDueAt: null, lost: lost.length, stall: 0 });
  return lost;
}

/**
 * P9, D6: removes the durable rows before the checkpoint's own that it covers: votes and learned entries up to `index`, older promises and
 * checkpoints (it carries the promise). Returns their lsns.
 */
export function truncateRows(disk: Disk, index: Slot): Lsn[] {
  const at = checkpointRow(disk, index, disk.durable) ?? checkpointRow(disk, index, disk.rows.length) ?? -1;
  const gone: Lsn[] = [];
  const kept: DiskRow[] = [];
  for (let i = 0; i < disk.rows.length; i++) {
    const row = disk.rows.get(i)!;
    if (i < disk.durable && i < at && isCovered(row.record, index)) gone.push(row.lsn);
    else kept.push(row);
  }
  disk.rows.truncate(0);
  for (const row of kept) disk.rows.push(row);
  disk.durable -= gone.length;
  if (disk.sync !== null) disk.sync = { ...disk.sync, covers: disk.sync.covers - gone.length };
  disk.held = disk.held.map((h) => ({ ...h, afterRows: h.afterRows - gone.length }));
  return gone;
}

// The last of the first `rows` rows that holds a checkpoint of the index or a later one.
function checkpointRow(disk: Disk, index: Slot, rows: number): number | null {
  for (let i = rows - 1; i >= 0; i--) {
    const { record } = disk.rows.get(i)!;
    if (record.type === 'checkpoint' && record.checkpoint.index >= index) return i;
  }
  return null;
}

// What was written after the checkpoint stays: it may carry a higher promise.
const isCovered = (record: DiskRecord, index: Slot): boolean =>
  record.type === 'vote' || record.type === 'learned' ? record.slot <= index : record.type !== 'identity';

/** D7: the first invalid record at the tail ends the log. Returns the lsns cut off. */
export function cutTornTail(disk: Disk): Lsn[] {
  const cut: Lsn[] = [];
  while (disk.rows.length > 0 && disk.rows.get(disk.rows.length - 1)!.flaw === 'torn') {
    cut.push(disk.rows.get(disk.rows.length - 1)!.lsn);
    disk.rows.truncate(disk.rows.length - 1);
  }
  disk.durable = disk.rows.length;
  return cut;
}

/** D7: an invalid record before valid ones, in words; null where there is none. */
export function damageOf(disk: Disk): string | null {
  for (let i = 0; i < disk.rows.length; i++) {
    const row = disk.rows.get(i)!;
    if (row.flaw !== undefined) return `record ${row.lsn} of its log is damaged, before records that are whole`;
  }
  return null;
}

/** The records, in order. */
export function* recordsOf(disk: Disk): Generator<DiskRecord> {
  for (let i = 0; i < disk.rows.length; i++) yield disk.rows.get(i)!.record;
}

/** How many sessions any one client has opened, by the commands and the checkpoints on these disks. */
export function sessionsUsed(disks: readonly (readonly DiskRow[])[]): number {
  let used = 0;
  for (const rows of disks)
    for (const { record } of rows) for (const session of sessionsIn(record)) used = Math.max(used, nthOfSession(session) + 1);
  return used;
}

function sessionsIn(record: DiskRecord): readonly SessionId[] {
  if (record.type === 'checkpoint') return record.checkpoint.state.sessions.map(([session]) => session);
  return (record.type === 'vote' || record.type === 'learned') && record.entry.type === 'commands'
    ? record.entry.commands.map((c) => c.session)
    : [];
}
