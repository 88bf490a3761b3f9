// The numbers of the model, told apart by type. A plain number may become any of these; one of these never becomes another.
// Nothing here knows Paxos beyond the names of its counters.

/** Virtual time or a span of it, in whole microseconds. */
export type Micros = number & { readonly unit?: 'micros' };
/** A log position, from 1. */
export type Slot = number & { readonly unit?: 'slot' };
/** A node, 1 to 99; printed `n3`. */
export type NodeId = number & { readonly unit?: 'address' };
/** A client, from 100 (the person at the page); printed `you`, `c1`, `c2`, … */
export type ClientId = number & { readonly unit?: 'address' };
/** Who sends or receives a message: a node or a client. */
export type Address = number & { readonly unit?: 'address' };
/** A client session: one sequence of requests, at most one outstanding. */
export type SessionId = number & { readonly unit?: 'session' };
/** The number of an event in its run, from 0. */
export type EventNumber = number & { readonly unit?: 'event' };
/** A record's place in its node's log of writes: rising, never used twice. */
export type Lsn = number & { readonly unit?: 'lsn' };

/** The address of the person who sends commands by hand. */
export const YOU: ClientId = 100;

/** Whether an address is a client's. */
export const isClient = (address: Address): boolean => address >= YOU;

/** `n3` for a node, `you` or `c1` for a client. */
export function nameOf(address: Address): string {
  if (address < YOU) return `n${address}`;
  return address === YOU ? 'you' : `c${address - YOU}`;
}

/** `12,345`. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** `412.386`, `1,204.000`: a moment, in milliseconds with three places, so that decimal points align. */
export const moment = (at: Micros): string => `${grouped(Math.floor(at / 1000))}.${String(Math.floor(at % 1000)).padStart(3, '0')}`;

/** Milliseconds as whole microseconds. */
export const ms = (millis: number): Micros => Math.round(millis * 1000);
