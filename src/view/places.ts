// From an address to its place on the stage. A client that has no place of its own stands where the rest are counted.
import { isClient, type Address } from '../base/units.ts';
import { clientOfSession } from '../paxos/entry.ts';
import type { ClientFrame } from './frame.ts';
import type { Box, StageLayout } from './layout.ts';

/** One box for each client, with what its sessions do: the one that waits longest is shown. */
export interface ClientGroup {
  readonly client: number;
  readonly shown: ClientFrame;
  readonly sessions: number;
  readonly waiting: number;
}

export function groupClients(clients: readonly ClientFrame[]): ClientGroup[] {
  const groups = new Map<number, ClientGroup>();
  for (const c of clients) {
    const client = clientOfSession(c.session);
    const g = groups.get(client);
    const waiting = (g?.waiting ?? 0) + (c.state === 'idle' ? 0 : 1);
    groups.set(client, {
      client,
      shown: g === undefined || waitsLonger(c, g.shown) ? c : g.shown,
      sessions: (g?.sessions ?? 0) + 1,
      waiting,
    });
  }
  return [...groups.values()];
}

const waitsLonger = (a: ClientFrame, b: ClientFrame): boolean =>
  (a.state === 'idle') !== (b.state === 'idle') ? b.state === 'idle' : a.state !== 'idle' && a.since < b.since;

/** Where each client stands, by client. */
export const clientPlaces = (groups: readonly ClientGroup[]): Map<number, number> => new Map(groups.map((g, i) => [g.client, i]));

export function boxOf(layout: StageLayout, places: ReadonlyMap<number, number>, address: Address): Box | undefined {
  if (!isClient(address)) return layout.nodes.get(address);
  const i = places.get(address);
  return i === undefined ? undefined : layout.clients[Math.min(i, layout.clients.length - 1)];
}
