// The running digest of a run: what of each event goes into it (T7). A change here changes every golden digest.
import { mix, type Digest } from '../base/digest.ts';
import type { EventRecord } from './events.ts';

/** Mixes one event in: when, who, what kind, what it sent, wrote, chose and applied. */
export function mixRecord(d: Digest, r: EventRecord): void {
  mix(d, r.at);
  mix(d, r.actor * 16 + KIND[r.happening.kind]);
  if (r.happening.kind === 'deliver' || r.happening.kind === 'lose') mix(d, r.happening.flight.id);
  for (const f of r.sent) mix(d, f.arrivesAt * 2 + f.message.type.length);
  for (const w of r.written) mix(d, w.lsn * 8 + w.record.type.length);
  for (const n of r.notes) {
    mix(d, n.kind.length);
    if (n.kind === 'apply') mix(d, n.digest);
    else if (n.kind === 'chosen' || n.kind === 'vote' || n.kind === 'propose') mix(d, n.slot * 4096 + n.ballot.round * 128 + n.ballot.node);
  }
}

const KIND = { deliver: 1, lose: 2, group: 3, sync: 4, timer: 5, client: 6, input: 7 } as const;
