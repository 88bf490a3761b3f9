// The running digest of a run: what of each event goes into it (T7). A change here changes every golden digest.
import { mix, type Digest } from '../base/digest.ts';
import type { Node } from '../paxos/node.ts';
import type { EventRecord } from './events.ts';

/** Mixes one event in: when, who, what kind, what it sent and wrote; and how it left the node that acted, if one did. */
export function mixRecord(d: Digest, r: EventRecord, node: Node | undefined): void {
  mix(d, r.at);
  mix(d, r.actor * 8 + KIND[r.happening.kind]);
  for (const f of r.sent) mix(d, f.arrivesAt * 128 + f.to);
  for (const w of r.written) mix(d, w.lsn);
  if (node !== undefined) mixNode(d, node);
}

function mixNode(d: Digest, node: Node): void {
  mix(d, node.promised.round * 128 + node.promised.node);
  mix(d, node.log.last() * 65_536 + node.commitIndex);
  mix(d, node.machine.digest());
}

const KIND = { deliver: 1, lose: 2, group: 3, sync: 4, timer: 5, client: 6, input: 7 } as const;
