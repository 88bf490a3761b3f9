// What the wording of an event yields: the form in which the event list, the screen reader, the exports and the scenarios get it.
import type { Address, EventNumber, Micros } from '../base/units.ts';

export interface DescribedEvent {
  readonly event: EventNumber;
  readonly at: Micros;
  readonly actor: Address;
  /** One sentence with its reason: "n2 promises 3.n1: 3.n1 > 2.n3." */
  readonly text: string;
  /** Rule ids of SPEC.md that the event is an instance of: `['A1', 'D2']`. */
  readonly rules: readonly string[];
  /** The event that made it happen, and its short name ("n1's Prepare at 402.730"). */
  readonly cause: EventNumber | null;
  readonly causeText: string;
  /** Worth a person's attention: elections, crashes, gaps, choices, violations, a person's own acts. */
  readonly interest: 'routine' | 'notable' | 'landmark';
  /** For filters. */
  readonly topics: readonly EventTopic[];
  /** The command and the slot it is about: `c1#7` or '', and 0 where none. */
  readonly command: string;
  readonly slot: number;
  /** Nodes that came back from their disks; absent where none did. How, record by record, is told on request. */
  readonly recovered?: readonly number[];
}

export type EventTopic =
  | 'election'
  | 'phase1'
  | 'phase2'
  | 'chosen'
  | 'applied'
  | 'disk'
  | 'client'
  | 'network'
  | 'heartbeat'
  | 'fault'
  | 'catch-up'
  | 'input'
  | 'checkpoint'
  | 'membership'
  | 'read'
  | 'violation';

/** A mark on the timeline. */
export interface Mark {
  readonly event: EventNumber;
  readonly at: Micros;
  readonly kind:
    | 'crash'
    | 'restart'
    | 'election'
    | 'filled'
    | 'adopted'
    | 'installed'
    | 'membership'
    | 'lost'
    | 'cut'
    | 'healed'
    | 'violation'
    | 'power-failure'
    | 'input';
  readonly actor: Address;
  readonly text: string;
}
