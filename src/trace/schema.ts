// The form of everything of a run that is read back from outside: inputs, disk records, journal entries, headers, branches. Shared by trace
// files and storage. A schema bounds every number, text and list, so that nothing hostile gets further than a sentence; it never repairs.
import * as v from 'valibot';
import { refuse, ok, type Result } from '../base/result.ts';
import type { RunBranch } from '../history/run.ts';
import type { Entry, Operation } from '../paxos/entry.ts';
import type { DiskRecord } from '../paxos/records.ts';
import { checkConfig, FIELD_NAMES, type Config } from '../sim/config.ts';
import type { DiskRow, Input, JournalEntry, RunHeader } from '../sim/inputs.ts';

/** What may be stored or sent at most. */
export const LIMITS = {
  nodes: 9,
  /** About eleven days of virtual time, a hundred times over. */
  micros: 100_000_000_000_000,
  events: 1_000_000_000_000,
  lsn: 1_000_000_000_000,
  slot: 1_000_000_000,
  round: 1_000_000_000,
  session: 10_000_000,
  key: 64,
  value: 1_024,
  title: 200,
  commandsInEntry: 1_024,
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

export const titleSchema = text(LIMITS.title);
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
  v.strictObject({ type: v.literal('configuration'), members: v.pipe(v.array(node), v.minLength(1), v.maxLength(LIMITS.nodes)) }),
]);

const ballot = v.strictObject({ round: whole(0, LIMITS.round), node: whole(0, LIMITS.nodes) });

export const recordSchema: v.GenericSchema<unknown, DiskRecord> = v.variant('type', [
  v.strictObject({ type: v.literal('identity'), node, incarnation: whole(0, LIMITS.round) }),
  v.strictObject({ type: v.literal('promise'), ballot, commitIndex: slot }),
  v.strictObject({ type: v.literal('vote'), ballot, slot: whole(1, LIMITS.slot), entry: entrySchema, commitIndex: slot }),
  v.strictObject({ type: v.literal('learned'), slot: whole(1, LIMITS.slot), entry: entrySchema, commitIndex: slot }),
]);

export const rowSchema: v.GenericSchema<unknown, DiskRow> = v.strictObject({
  lsn,
  record: recordSchema,
  flaw: v.exactOptional(v.picklist(['torn', 'damaged'])),
});

const flight = whole(0, LIMITS.events);
const nodes = v.pipe(v.array(node), v.maxLength(LIMITS.nodes));
const fieldValue = v.union([v.pipe(v.number(), v.safeInteger()), text(40), v.boolean()]);

export const inputSchema: v.GenericSchema<unknown, Input> = v.variant('kind', [
  v.strictObject({ kind: v.literal('set'), field: v.picklist(FIELD_NAMES), value: fieldValue }),
  v.strictObject({ kind: v.literal('set-node-sync'), node, micros: v.nullable(micros) }),
  v.strictObject({ kind: v.picklist(['crash', 'restart', 'pause', 'resume', 'lose-disk', 'isolate', 'campaign']), node }),
  v.strictObject({ kind: v.literal('damage'), node, lsn }),
  v.strictObject({ kind: v.literal('partition'), groups: v.pipe(v.array(nodes), v.maxLength(LIMITS.nodes)) }),
  v.strictObject({ kind: v.picklist(['cut', 'mend']), from: node, to: node }),
  v.strictObject({ kind: v.picklist(['heal', 'power-failure']) }),
  v.strictObject({ kind: v.picklist(['drop', 'duplicate']), flight }),
  v.strictObject({ kind: v.literal('delay'), flight, byMicros: micros }),
  v.strictObject({ kind: v.literal('command'), operation: operationSchema, to: v.exactOptional(node) }),
]) as v.GenericSchema<unknown, Input>;

export const journalEntrySchema: v.GenericSchema<unknown, JournalEntry> = v.strictObject({ event, at: micros, input: inputSchema });

export const branchSchema: v.GenericSchema<unknown, RunBranch> = v.strictObject({
  id: whole(0, LIMITS.branches * 1_000),
  name: titleSchema,
  parent: v.nullable(whole(0, LIMITS.branches * 1_000)),
  forkEvent: event,
  tip: event,
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
});

/** Something untrusted by a schema: the value, or a sentence that begins with `what` and names the place, the found and the expected. */
export function check<T>(schema: v.GenericSchema<unknown, T>, what: string, found: unknown): Result<T> {
  const result = v.safeParse(schema, found, { abortEarly: true });
  if (result.success) return ok(result.output);
  const issue = result.issues[0];
  const place = v.getDotPath(issue);
  const message = issue.message.replace(/\.$/, '');
  return refuse(`${what}${place === null ? '' : `, at ${place}`}: ${message}.`);
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
