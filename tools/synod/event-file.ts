// Event lines as a program outside reads them: the types below are written from EVENTS.md alone, and nothing here or in the checker's other
// files comes from the engine. Reading refuses what is not JSON or not in order; the fields themselves are taken at their word.

export type Ballot = string;
export type Result = { readonly version: number; readonly value?: string; readonly ok?: boolean };
export interface Operation {
  readonly op: 'put' | 'get' | 'delete' | 'cas';
  readonly key: string;
  readonly value?: string;
  readonly expect?: number;
}
export interface Command {
  readonly session: number;
  readonly sequence: number;
  readonly operation: Operation;
}
export type Entry =
  | { readonly type: 'noop' }
  | { readonly type: 'configuration'; readonly members: readonly string[] }
  | { readonly type: 'commands'; readonly commands: readonly Command[] };
export type DiskRecord =
  | { readonly type: 'promise'; readonly ballot: Ballot }
  | { readonly type: 'vote'; readonly ballot: Ballot; readonly slot: number; readonly entry: Entry }
  | { readonly type: 'checkpoint'; readonly ballot: Ballot; readonly checkpoint: { readonly index: number; readonly digest: string } }
  | { readonly type: 'identity' | 'learned' };
export type Message =
  | { readonly type: 'Prepare'; readonly ballot: Ballot }
  | { readonly type: 'Promise'; readonly ballot: Ballot; readonly votes: readonly ReportedVote[] }
  | { readonly type: 'Accepted'; readonly ballot: Ballot; readonly slot: number }
  | { readonly type: 'Reply'; readonly session: number; readonly sequence: number; readonly mode: string; readonly result: Result }
  | { readonly type: 'Request' };
export interface ReportedVote {
  readonly slot: number;
  readonly ballot: Ballot;
  readonly entry: Entry;
}

type Each<K, F> = K extends string ? { readonly kind: K } & F : never;

type Fact =
  | Each<'send', { readonly id: number; readonly from: string; readonly to: string; readonly message: Message }>
  | Each<'deliver' | 'drop', { readonly id: number; readonly copy?: number }>
  | Each<'duplicate', { readonly id: number; readonly copy: number }>
  | Each<'write', { readonly lsn: number; readonly record: DiskRecord }>
  | Each<'sync', { readonly lsn: number }>
  | Each<'crash', { readonly lost: readonly number[] }>
  | Each<'restart', { readonly promised: Ballot; readonly applied: number; readonly checkpoint: number; readonly damage: string | null }>
  | Each<'promise' | 'lead' | 'step-down', { readonly ballot: Ballot }>
  | Each<'propose' | 'vote' | 'chosen', { readonly ballot: Ballot; readonly slot: number; readonly entry: Entry }>
  | Each<'apply', { readonly slot: number; readonly entry: Entry; readonly digest: string; readonly results: readonly Applied[] }>
  | Each<'checkpoint' | 'install' | 'truncate', { readonly index: number; readonly digest: string }>
  | Each<'configuration', { readonly slot: number; readonly from: number; readonly members: readonly string[] }>
  | Each<'invoke' | 'timeout' | 'reply', Command & { readonly mode: string; readonly result?: Result }>
  | Each<'fault', { readonly what: string }>
  | Each<'input' | 'violation', object>;

export interface Applied {
  readonly session: number;
  readonly sequence: number;
  readonly result: Result;
  readonly repeated: boolean;
}

export type Line = Fact & { readonly event: number; readonly at: number; readonly node: string | null; readonly cause: number | null };
export type LineOf<K extends Fact['kind']> = Extract<Line, { readonly kind: K }>;

export interface Header {
  readonly format: string;
  readonly version: number;
  readonly seed: number;
  readonly nodes: readonly string[];
  readonly members: readonly string[];
  readonly disks?: readonly (readonly { readonly lsn: number; readonly record: DiskRecord }[])[];
}

/** What a line breaks: the rule's name, the line's number, one sentence. */
export interface Problem {
  readonly rule: string;
  readonly event: number;
  readonly says: string;
}

export type Report = (rule: string, line: Pick<Line, 'event'>, says: string) => void;

/** Ballots by round, then node; `none` is below all. */
export function compareBallots(a: Ballot, b: Ballot): number {
  const [x, y] = [parts(a), parts(b)];
  return x[0] - y[0] || x[1] - y[1];
}

function parts(ballot: Ballot): readonly [number, number] {
  const match = /^(\d+)\.n(\d+)$/.exec(ballot);
  return match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
}

export const higher = (a: Ballot, b: Ballot): Ballot => (compareBallots(a, b) >= 0 ? a : b);

/** An entry as a text, for telling entries apart. */
export const textOf = (entry: Entry): string => JSON.stringify(entry);

export const isMajority = (who: ReadonlySet<string>, of: readonly string[]): boolean => of.filter((m) => who.has(m)).length * 2 > of.length;
