// What one engine event gives as facts for programs outside (EVENTS.md), in an order in which each follows from those before it: what
// happened, crashes, what took effect in memory, writes, sends. Facts have no numbers yet; event-lines.ts gives them.
import { printDigest } from '../../base/digest.ts';
import { isClient, nameOf, type Address, type NodeId } from '../../base/units.ts';
import { printBallot } from '../../paxos/ballot.ts';
import type { Note } from '../../paxos/effects.ts';
import type { EventRecord, WorldNote } from '../../sim/events.ts';
import type { DiskRow, Input } from '../../sim/inputs.ts';
import type { World } from '../../sim/world.ts';
import type { Executed } from './executed.ts';
import { plain, plainInput } from './plain.ts';

export interface Fact {
  readonly kind: string;
  readonly node: string | null;
  readonly [field: string]: unknown;
}

const named = (a: Address): string | null => (a === 0 ? null : nameOf(a));

/** All facts of the event that are neither of messages nor of what the event itself is, in order. `crashes` come before or after. */
export function factsOf({ record, world, violation }: Executed): readonly Fact[] {
  const full = new Set(record.worldNotes.flatMap((n) => (n.kind === 'disk-full' ? [n.node] : [])));
  const before = record.worldNotes.filter((n) => !('node' in n && full.has(n.node)));
  const after = record.worldNotes.filter((n) => 'node' in n && full.has(n.node));
  return [
    ...before.flatMap((n) => worldFact(n, record)),
    ...record.notes.flatMap((n, i) => noteFact(n, record.noteActors?.[i] ?? record.actor, record, world)),
    ...record.written.map((row) => writeFact(row, record, world)),
    ...after.flatMap((n) => worldFact(n, record)),
    ...(violation === null ? [] : [violationFact(violation)]),
  ];
}

function violationFact(v: NonNullable<Executed['violation']>): Fact {
  const { invariant, slot, says, facts } = v;
  return { kind: 'violation', node: null, invariant, nodes: v.nodes.map(nameOf), slot, says, facts };
}

// Of a power failure the record names no writer: it is the node on whose disk the row lies.
function writeFact(row: DiskRow, record: EventRecord, world: World): Fact {
  const writer = record.actor > 0 && !isClient(record.actor) ? record.actor : (world.nodes.find((n) => lies(row, n.disk.rows))?.id ?? 0);
  return { kind: 'write', node: named(writer), lsn: row.lsn, record: plain(row.record) };
}

function lies(row: DiskRow, rows: { readonly length: number; get(i: number): DiskRow | undefined }): boolean {
  for (let i = rows.length - 1; i >= 0; i--) if (rows.get(i) === row) return true;
  return false;
}

/** A fact about what the world did to a node, a disk or a client. */
function worldFact(n: WorldNote, record: EventRecord): readonly Fact[] {
  switch (n.kind) {
    case 'invoke':
      return [clientFact('invoke', n, { mode: modeAsked(record, n.session), to: nameOf(n.to), attempt: n.attempt })];
    case 'answered':
      return [clientFact('reply', n, { mode: n.mode, result: n.result, behind: n.behind })];
    case 'crashed':
      return [{ kind: 'crash', node: nameOf(n.node), lost: n.lost, torn: n.torn }];
    case 'cut-tail':
      return [{ kind: 'fault', node: nameOf(n.node), what: 'torn-tail', lsns: n.lsns }];
    case 'disk-full':
      return [{ kind: 'fault', node: nameOf(n.node), what: 'disk-full' }];
    case 'added':
      return [{ kind: 'fault', node: nameOf(n.node), what: 'node-added' }];
    default:
      return [];
  }
}

type ClientNote = Extract<WorldNote, { kind: 'invoke' | 'answered' }>;

function clientFact(kind: string, n: ClientNote, more: object): Fact {
  const { session, sequence, operation } = n;
  const client = nameOf(n.client);
  return { kind, node: client, client, session, sequence, operation, ...more };
}

/** How a read that was just sent is to be answered. */
function modeAsked(record: EventRecord, session: number): string {
  for (const { message: m } of record.sent) if (m.type === 'Request' && m.session === session) return m.mode;
  return 'log';
}

/** A time-out of a client: the request is the one that it sends again. */
export function timeoutFacts(record: EventRecord): readonly Fact[] {
  if (record.happening.kind !== 'client' || record.happening.what !== 'timeout') return [];
  return record.worldNotes.flatMap((n) => (n.kind === 'invoke' ? [clientFact('timeout', n, { mode: modeAsked(record, n.session) })] : []));
}

/** What an input is, and what it does to a disk. */
export function inputFacts(input: Input, record: EventRecord): readonly Fact[] {
  const refused = record.worldNotes.find((n) => n.kind === 'refused');
  const why = refused?.kind === 'refused' ? { refused: refused.why } : {};
  const facts: Fact[] = [{ kind: 'input', node: null, input: plainInput(input), ...why }];
  const what = refused === undefined ? DISK_FAULTS[input.kind] : undefined;
  if (what !== undefined && 'node' in input)
    facts.push({ kind: 'fault', node: nameOf(input.node), what, ...('lsn' in input ? { lsn: input.lsn } : {}) });
  return facts;
}

const DISK_FAULTS: Partial<Record<Input['kind'], string>> = {
  'lose-disk': 'disk-lost',
  damage: 'record-damaged',
  'battery-failure': 'battery-failed',
};

// What took effect in a node's memory; the notes that an outside program has no use for give nothing.
function noteFact(n: Note, by: NodeId, record: EventRecord, world: World): readonly Fact[] {
  const node = nameOf(by);
  switch (n.kind) {
    case 'recover':
      return [restartFact(n, node, world.node(by).node.checkpoint?.index ?? 0)];
    case 'promise':
      return [{ kind: 'promise', node, ballot: printBallot(n.ballot) }];
    case 'propose':
      return [{ kind: 'propose', node, ballot: printBallot(n.ballot), slot: n.slot, entry: plain(n.entry), why: n.why }];
    case 'vote':
      return [{ kind: 'vote', node, ballot: printBallot(n.ballot), slot: n.slot, entry: plain(n.entry), again: n.again }];
    case 'chosen':
      return [{ kind: 'chosen', node, ballot: printBallot(n.ballot), slot: n.slot, entry: plain(n.entry), how: n.how }];
    case 'apply':
      return [{ kind: 'apply', node, slot: n.slot, entry: plain(n.entry), digest: printDigest(n.digest), results: n.results }];
    case 'lead':
    case 'step-down':
      return [{ kind: n.kind, node, ballot: printBallot(n.ballot) }];
    case 'abdicate':
      return [{ kind: 'step-down', node, ballot: printBallot(n.ballot) }];
    case 'checkpoint':
      return [{ kind: 'checkpoint', node, index: n.index, digest: printDigest(n.digest), stage: n.stage }];
    case 'install':
      return [{ kind: 'install', node, index: n.index, digest: printDigest(n.digest), from: nameOf(n.from) }];
    case 'truncate':
      return [truncateFact(n.index, by, record, world)];
    case 'configuration':
      return [{ kind: 'configuration', node, slot: n.slot, from: n.from, members: n.members.map(nameOf) }];
    default:
      return [];
  }
}

function restartFact(n: Extract<Note, { kind: 'recover' }>, node: string, checkpoint: number): Fact {
  const { replayed, applied, damage } = n;
  return { kind: 'restart', node, replayed, promised: printBallot(n.promised), applied, checkpoint, damage };
}

function truncateFact(index: number, by: NodeId, record: EventRecord, world: World): Fact {
  const lsns = record.worldNotes.flatMap((w) => (w.kind === 'truncated' && w.node === by ? w.lsns : []));
  return { kind: 'truncate', node: nameOf(by), index, digest: printDigest(world.node(by).node.checkpoint?.digest ?? 0), lsns };
}
