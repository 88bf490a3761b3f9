// The form of everything of a run that is read back from outside: inputs, disk records, journal entries, headers, branches. Shared by trace
// files and storage. A schema bounds every number, text and list, so that nothing hostile gets further than a sentence; it never repairs.
import * as v from 'valibot';
import { refuse, ok, type Result } from '../base/result.ts';
import { ABOUT_LIMITS } from '../history/about.ts';
import type { RunBranch } from '../history/run.ts';
import type { Checkpoint } from '../paxos/checkpoint.ts';
import type { Entry, Operation } from '../paxos/entry.ts';
import type { ReadMode } from '../paxos/messages.ts';
import type { DiskRecord } from '../paxos/records.ts';
import { checkConfig, type Config } from '../sim/config.ts';
import { FIELD_NAMES } from '../sim/fields.ts';
import type { DiskRow, Input, JournalEntry, RunHeader } from '../sim/inputs.ts';

/** What may be stored or sent at most. */
export const LIMITS = {
  /** Nodes of one world, added ones too. */
  nodes: 15,
  /** About eleven days of virtual time, a hundred times over. */
  micros: 100_000_000_000_000,
  events: 1_000_000_000_000,
  lsn: 1_000_000_000_000,
  slot: 1_000_000_000,
  round: 1_000_000_000,
  session: 10_000_000_000,
  /** Sessions of one client that the disks of a run to be opened may have used: far below the above, so that new ones have numbers. */
  sessionsUsed: 1_000_000,
  key: 64,
  value: 1_024,
  commandsInEntry: 1_024,
  /** Rows of a checkpoint: keys, and sessions. */
  itemsOfCheckpoint: 100_000,
  bytes: 10_000_000_000,
  /** Slots after its own from which a configuration governs. */
  after: 1_024,
  branches: 1_000,
  inputs: 1_000_000,
  rowsOfDisk: 5_000_000,
} as const;

const whole = (min: number, max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const node = whole(1, LIMITS.nodes);
const micros = whole(0, LIMITS.micros);
const event = whole(0, LIMITS.events);
const slot = whole(0, LIMITS.slot);
const lsn = whole(1, LIMITS.lsn);
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.key));
const value = text(LIMITS.value);
const members = v.pipe(v.array(node), v.minLength(1), v.maxLength(LIMITS.nodes));

export const titleSchema = text(ABOUT_LIMITS.title);
export const eventSchema = event;
export const microsSchema = micros;
export const nodeSchema = node;

export const operationSchema: v.GenericSchema<unknown, Operation> = v.variant('op', [
  v.strictObject({ op: v.literal('put'), key, value }),
  v.strictObject({ op: v.literal('get'), key }),
  v.strictObject({ op: v.literal('delete'), key }),
  v.strictObject({ op: v.literal('cas'), key, expect: whole(0, LIMITS.slot), value }),
]);

const command = v.strictObject({ session: whole(0, LIMITS.session), sequence: whole(1, LIMITS.slot), operation: operationSchema });

export const entrySchema: v.GenericSchema<unknown, Entry> = v.variant('type', [
  v.strictObject({ type: v.literal('noop') }),
  v.strictObject({ type: v.literal('commands'), commands: v.pipe(v.array(command), v.minLength(1), v.maxLength(LIMITS.commandsInEntry)) }),
  v.strictObject({ type: v.literal('configuration'), members, after: whole(1, LIMITS.after) }),
]);

const ballot = v.strictObject({ round: whole(0, LIMITS.round), node: whole(0, LIMITS.nodes) });

const manyOf = <T>(item: v.GenericSchema<unknown, T>, max: number) => v.pipe(v.array(item), v.maxLength(max));
const version = whole(0, LIMITS.slot);
const result = v.strictObject({ version, value: v.exactOptional(value), ok: v.exactOptional(v.boolean()) });

/** C2. Whether its digest is that of its state is for whoever recovers from it. */
export const checkpointSchema: v.GenericSchema<unknown, Checkpoint> = v.strictObject({
  index: slot,
  state: v.strictObject({
    items: manyOf(v.strictTuple([key, v.nullable(value), version]), LIMITS.itemsOfCheckpoint),
    sessions: manyOf(v.strictTuple([whole(0, LIMITS.session), whole(1, LIMITS.slot), result]), LIMITS.itemsOfCheckpoint),
  }),
  digest: whole(0, Number.MAX_SAFE_INTEGER),
  configurations: v.pipe(v.array(v.strictObject({ from: whole(1, LIMITS.slot), slot, members })), v.minLength(1), v.maxLength(64)),
  retired: v.pipe(v.array(node), v.maxLength(LIMITS.nodes)),
  bytes: whole(0, LIMITS.bytes),
});

export const recordSchema: v.GenericSchema<unknown, DiskRecord> = v.variant('type', [
  v.strictObject({ type: v.literal('identity'), node, incarnation: whole(0, LIMITS.round) }),
  v.strictObject({ type: v.literal('promise'), ballot, commitIndex: slot }),
  v.strictObject({ type: v.literal('vote'), ballot, slot: whole(1, LIMITS.slot), entry: entrySchema, commitIndex: slot }),
  v.strictObject({ type: v.literal('learned'), slot: whole(1, LIMITS.slot), entry: entrySchema, commitIndex: slot }),
  v.strictObject({ type: v.literal('checkpoint'), checkpoint: checkpointSchema, ballot, commitIndex: slot }),
]);

export const rowSchema: v.GenericSchema<unknown, DiskRow> = v.strictObject({
  lsn,
  record: recordSchema,
  flaw: v.exactOptional(v.picklist(['torn', 'damaged'])),
});

const READ_MODES = ['log', 'quorum', 'leader-lease', 'follower-lease', 'stale'] as const satisfies readonly ReadMode[];

const flight = whole(0, LIMITS.events);
const nodes = v.pipe(v.array(node), v.maxLength(LIMITS.nodes));
const fieldValue = v.union([v.pipe(v.number(), v.safeInteger()), text(40), v.boolean()]);

export const inputSchema: v.GenericSchema<unknown, Input> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('set'),
    field: v.picklist(FIELD_NAMES, 'expected the name of a field of the configuration'),
    value: fieldValue,
  }),
  v.strictObject({ kind: v.literal('set-node-sync'), node, micros: v.nullable(micros) }),
  v.strictObject({
    kind: v.picklist([
      'crash',
      'restart',
      'pause',
      'resume',
      'lose-disk',
      'isolate',
      'campaign',
      'fill-disk',
      'free-disk',
      'battery-failure',
    ]),
    node,
  }),
  v.strictObject({ kind: v.literal('stall'), node, micros }),
  v.strictObject({ kind: v.literal('reconfigure'), members, policy: v.picklist(['stop-the-world', 'alpha-window']) }),
  v.strictObject({ kind: v.literal('damage'), node, lsn }),
  v.strictObject({ kind: v.literal('partition'), groups: v.pipe(v.array(nodes), v.maxLength(LIMITS.nodes)) }),
  v.strictObject({ kind: v.picklist(['cut', 'mend']), from: node, to: node }),
  v.strictObject({ kind: v.picklist(['heal', 'power-failure', 'add-node', 'go-on']) }),
  v.strictObject({ kind: v.picklist(['drop', 'duplicate']), flight }),
  v.strictObject({ kind: v.literal('delay'), flight, byMicros: micros }),
  v.strictObject({
    kind: v.literal('command'),
    operation: operationSchema,
    to: v.exactOptional(node),
    mode: v.exactOptional(v.picklist(READ_MODES)),
  }),
]) as v.GenericSchema<unknown, Input>;

export const journalEntrySchema: v.GenericSchema<unknown, JournalEntry> = v.strictObject({ event, at: micros, input: inputSchema });

export const branchSchema: v.GenericSchema<unknown, RunBranch> = v.strictObject({
  id: whole(0, LIMITS.branches * 1_000),
  name: titleSchema,
  parent: v.nullable(whole(0, LIMITS.branches * 1_000)),
  forkEvent: event,
  tip: event,
});

/** A text of one line, and one of several: people read it, so that no control character is in it. */
const lineOf = (max: number) => v.pipe(text(max), v.regex(/^\P{Cc}*$/u, 'expected a text without control characters'));
const linesOf = (max: number) => v.pipe(text(max), v.regex(/^(?:\P{Cc}|[\n\t])*$/u, 'expected a text without control characters'));

export const authorSchema = lineOf(ABOUT_LIMITS.author);
export const notesSchema = linesOf(ABOUT_LIMITS.notes);
const bookmarkTitle = v.pipe(lineOf(ABOUT_LIMITS.bookmarkTitle), v.minLength(1));
export const bookmarkSchema = v.strictObject({
  branch: whole(0, LIMITS.branches * 1_000),
  event,
  title: bookmarkTitle,
  text: linesOf(ABOUT_LIMITS.bookmarkText),
});
export const aboutSchema = v.strictObject({
  title: titleSchema,
  author: authorSchema,
  notes: notesSchema,
  bookmarks: manyOf(bookmarkSchema, ABOUT_LIMITS.bookmarks),
});

/** A configuration, by the table of `sim/config.ts`; the refusal is its own sentence. */
export const configSchema: v.GenericSchema<unknown, Config> = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const checked = checkConfig(dataset.value);
    if (checked.ok) return checked.value;
    addIssue({ message: checked.error });
    return NEVER;
  }),
);

export const headerSchema: v.GenericSchema<unknown, RunHeader> = v.strictObject({
  config: configSchema,
  disks: v.exactOptional(v.pipe(v.array(v.pipe(v.array(rowSchema), v.maxLength(LIMITS.rowsOfDisk))), v.maxLength(LIMITS.nodes))),
  scripted: v.exactOptional(whole(0, LIMITS.inputs)),
});

const MAX_SAID = 120;

/** Something untrusted by a schema: the value, or a sentence that begins with `what` and names the place, the found and the expected. */
export function check<T>(schema: v.GenericSchema<unknown, T>, what: string, found: unknown): Result<T> {
  const result = v.safeParse(schema, found, { abortEarly: true });
  if (result.success) return ok(result.output);
  const issue = result.issues[0];
  const place = v.getDotPath(issue);
  return refuse(`${what}${place === null ? '' : `, at ${short(place)}`}: ${sayIssue(issue)}.`);
}

// Where the schema has words of its own, these; otherwise what was found, and what the bound or the form asks for.
function sayIssue({ message, received, expected, type, requirement }: v.BaseIssue<unknown>): string {
  const found = received === 'undefined' ? 'nothing' : short(received);
  if (!message.startsWith('Invalid'))
    return message.startsWith('expected') ? `found ${found}; ${message}` : short(message.replace(/\.$/, ''), 400);
  const wanted = BOUNDS[type];
  if (wanted !== undefined) return `found ${found}; expected ${wanted.replace('#', String(requirement))}`;
  return `found ${found}; expected ${expected === 'never' ? 'no field of that name' : short(expected ?? 'another', 400)}`;
}

const BOUNDS: Readonly<Record<string, string>> = {
  safe_integer: 'a whole number',
  min_value: 'at least #',
  max_value: 'at most #',
  min_length: 'a length of at least #',
  max_length: 'a length of at most #',
};

// What was found may be megabytes long, and of any characters.
function short(said: string, most = MAX_SAID): string {
  const plain = said.slice(0, most * 2).replace(/\p{C}+/gu, ' ');
  return plain.length > most || said.length > most * 2 ? `${plain.slice(0, most)}…` : plain;
}

/** The same for a text that should be JSON. */
export function checkJson<T>(schema: v.GenericSchema<unknown, T>, what: string, found: string): Result<T> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(found);
  } catch {
    return refuse(`${what} is not JSON.`);
  }
  return check(schema, what, parsed);
}
