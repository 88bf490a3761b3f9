// Ballots: (round, node), ordered by round and then by node, printed `3.n2`. Values, never changed.
import type { NodeId } from '../base/units.ts';

export interface Ballot {
  readonly round: number;
  /** The node that owns it; 0 in `NO_BALLOT` only. */
  readonly node: NodeId;
}

/** Below every ballot that anyone may use. */
export const NO_BALLOT: Ballot = { round: 0, node: 0 };

/** Negative, zero or positive, as a is below, equal to or above b. */
export const compareBallots = (a: Ballot, b: Ballot): number => a.round - b.round || a.node - b.node;

export const sameBallot = (a: Ballot, b: Ballot): boolean => a.round === b.round && a.node === b.node;

/** `3.n2`, or `none`. */
export const printBallot = (b: Ballot): string => (b.round === 0 ? 'none' : `${b.round}.n${b.node}`);
