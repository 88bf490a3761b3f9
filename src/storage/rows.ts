// A disk's row as it is stored: one canonical text, with a checksum over it and its place. Equal records have equal texts, whatever the
// order of their fields, so that disks are compared as texts. Reading never repairs: what does not fit is damage, in words.
import { assertNever } from '../base/assert.ts';
import { digestText, printDigest } from '../base/digest.ts';
import type { Lsn } from '../base/units.ts';
import { NO_BALLOT } from '../paxos/ballot.ts';
import type { Checkpoint } from '../paxos/checkpoint.ts';
import { NOOP, type Entry, type Operation, type OperationResult } from '../paxos/entry.ts';
import type { DiskRecord } from '../paxos/records.ts';
import type { DiskRow } from '../sim/inputs.ts';
import { checkJson, recordSchema } from '../trace/schema.ts';
import type { StoredRow } from './durable.ts';

/** The checksum of a text at its place, 14 hexadecimal digits. */
export const sumOf = (place: string, text: string): string => printDigest(digestText(`${place} ${text}`));

/** The record, and its flaw behind it: `{"type":"promise",…}` or `{"type":"vote",…} torn`. */
export const rowText = (row: DiskRow): string => JSON.stringify(canonical(row.record)) + (row.flaw === undefined ? '' : ` ${row.flaw}`);

/** `node` is 0-based, as everywhere in the store. */
export function storeRow(node: number, after: Lsn, row: DiskRow): StoredRow {
  const text = rowText(row);
  return { node, lsn: row.lsn, after, text, sum: sumOf(rowPlace(node, row.lsn, after), text) };
}

/** A row that cannot be read keeps its place in the log, so that D7 sees it; what stands there raises nothing and votes for nothing. */
export const unreadableRow = (lsn: Lsn): DiskRow => ({
  lsn,
  record: { type: 'promise', ballot: NO_BALLOT, commitIndex: 0 },
  flaw: 'damaged',
});

/** A stored row checked: checksum, then form. `why` says what is wrong with it, or is null. */
export function readRow(stored: StoredRow): { readonly row: DiskRow; readonly why: string | null } {
  const { node, lsn, after, text, sum } = stored;
  const bad = (why: string) => ({ row: unreadableRow(lsn), why: `n${node + 1}’s record ${lsn} ${why}` });
  if (typeof text !== 'string' || typeof sum !== 'string') return bad('has no text.');
  if (sum !== sumOf(rowPlace(node, lsn, after), text)) return bad('does not fit its checksum.');
  const [, json = text, flaw] = / (torn|damaged)$/.test(text) ? (/^(.*) (torn|damaged)$/s.exec(text) ?? []) : [text, text];
  const record = checkJson(recordSchema, 'record', json);
  if (!record.ok) return bad(`cannot be read: ${record.error}`);
  return {
    row: flaw === undefined ? { lsn, record: record.value } : { lsn, record: record.value, flaw: flaw as 'torn' | 'damaged' },
    why: null,
  };
}

const rowPlace = (node: number, lsn: Lsn, after: Lsn): string => `row ${node} ${lsn} ${after}`;

function canonical(r: DiskRecord): DiskRecord {
  switch (r.type) {
    case 'identity':
      return { type: r.type, node: r.node, incarnation: r.incarnation };
    case 'promise':
      return { type: r.type, ballot: { round: r.ballot.round, node: r.ballot.node }, commitIndex: r.commitIndex };
    case 'vote':
      return {
        type: r.type,
        ballot: { round: r.ballot.round, node: r.ballot.node },
        slot: r.slot,
        entry: canonicalEntry(r.entry),
        commitIndex: r.commitIndex,
      };
    case 'learned':
      return { type: r.type, slot: r.slot, entry: canonicalEntry(r.entry), commitIndex: r.commitIndex };
    case 'checkpoint':
      return {
        type: r.type,
        checkpoint: canonicalCheckpoint(r.checkpoint),
        ballot: { round: r.ballot.round, node: r.ballot.node },
        commitIndex: r.commitIndex,
      };
    default:
      return assertNever(r);
  }
}

function canonicalCheckpoint(c: Checkpoint): Checkpoint {
  const result = (r: OperationResult): OperationResult => ({
    version: r.version,
    ...(r.value === undefined ? {} : { value: r.value }),
    ...(r.ok === undefined ? {} : { ok: r.ok }),
  });
  return {
    index: c.index,
    state: {
      items: c.state.items,
      sessions: c.state.sessions.map(([session, sequence, reply]) => [session, sequence, result(reply)] as const),
    },
    digest: c.digest,
    configurations: c.configurations.map(({ from, slot, members }) => ({ from, slot, members })),
    retired: c.retired,
    bytes: c.bytes,
  };
}

function canonicalEntry(e: Entry): Entry {
  if (e.type === 'noop') return NOOP;
  if (e.type === 'configuration') return { type: e.type, members: e.members, after: e.after };
  const commands = e.commands.map((c) => ({ session: c.session, sequence: c.sequence, operation: canonicalOperation(c.operation) }));
  return { type: e.type, commands };
}

function canonicalOperation(o: Operation): Operation {
  switch (o.op) {
    case 'put':
      return { op: o.op, key: o.key, value: o.value };
    case 'get':
    case 'delete':
      return { op: o.op, key: o.key };
    case 'cas':
      return { op: o.op, key: o.key, expect: o.expect, value: o.value };
    default:
      return assertNever(o);
  }
}
