// The two versions of a trace file, and the form of what it carries beside the run. Constants and types only.
import type { EventNumber } from '../base/units.ts';
import type { Run } from '../history/run.ts';

export const TRACE_FORMAT = 'synod-trace';
/** The file’s syntax. A reader knows all versions up to its own. */
export const FILE_VERSION = 2;
/** The engine’s behaviour: raised when a golden digest changes, since an older trace then runs differently. */
export const ENGINE_VERSION = 2;

/** A branch has a digest at least every so many events, so that a file that lies is found out soon. */
export const MAX_DIGEST_GAP = 10_000;

/** The digest after so many events of a branch. */
export interface DigestAt {
  readonly event: EventNumber;
  readonly digest: number;
}

export interface TraceFile {
  readonly run: Run;
  /** The engine that wrote it. Where it differs from `ENGINE_VERSION`, digests may differ from some event on. */
  readonly engine: number;
  /** Per branch id, in order. */
  readonly digests: ReadonlyMap<number, readonly DigestAt[]>;
}
