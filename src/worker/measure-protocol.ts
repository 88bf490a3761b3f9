// What the page and the worker that measures say to one another: a sweep, told value by value until `done`. To end one that is under way, the page
// ends the worker. The page imports this file's types and nothing else of the worker.
import type { Micros } from '../base/units.ts';
import type { Sweep, SweepPoint } from '../sim/measure/sweep.ts';

export type ToMeasure = Sweep;

export type FromMeasure =
  /** Of the value at hand, the virtual time reached, and to which it goes. */
  | { readonly type: 'progress'; readonly value: SweepPoint['value']; readonly at: Micros; readonly end: Micros }
  | { readonly type: 'point'; readonly point: SweepPoint }
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly error: string };
