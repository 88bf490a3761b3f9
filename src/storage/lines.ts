// The text of the second copy: lines with checksums, appended one after another. A file begins with a base (the run as it was when the file was
// begun) and goes on with one line for each commit that changed the journal or what is written about the run. A torn end is cut off; nothing before it can be harmed by it.
import * as v from 'valibot';
import { aboutOf, onlyTitle, type About } from '../history/about.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import { aboutSchema, checkJson, journalEntrySchema, LIMITS } from '../trace/schema.ts';
import type { Commit, Cut, Progress, StoredBranch, StoredRun } from './durable.ts';
import { sumOf } from './rows.ts';
import { branchesSchema, cutSchema, progressSchema, sessionSchema, storedHeader, storedHeaderSchema, type StoredHeader } from './stored.ts';

/** The part of a run that the second copy holds: everything but the disks, which follow by re-execution. Mutable, one owner. */
export interface JournalCopy {
  readonly head: StoredHeader;
  branches: readonly StoredBranch[];
  about: About;
  readonly journal: Map<number, JournalEntry[]>;
  /** Of the last line. */
  progress: Progress;
  cut: Cut;
}

/** What a commit changes in the journal, as one line. */
export type ChangeLine = Pick<Commit, 'journal' | 'branches' | 'cut' | 'about'> & {
  readonly drop: NonNullable<Commit['dropJournal']>;
  readonly progress: Progress;
};

const branchId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const generationSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const baseSchema = v.strictObject({
  generation: generationSchema,
  head: storedHeaderSchema,
  branches: branchesSchema,
  about: v.exactOptional(aboutSchema),
});
const entriesSchema = v.strictObject({ branch: branchId, entries: v.pipe(v.array(journalEntrySchema), v.maxLength(LIMITS.inputs)) });
const readySchema = v.strictObject({ ready: v.literal(true), progress: progressSchema, cut: cutSchema });
const changeSchema: v.GenericSchema<unknown, ChangeLine> = v.strictObject({
  drop: v.array(v.strictObject({ branch: branchId, from: v.pipe(v.number(), v.safeInteger()) })),
  journal: v.array(v.strictObject({ branch: branchId, entry: journalEntrySchema })),
  branches: v.union([v.pipe(v.array(v.never()), v.length(0)), branchesSchema]) as v.GenericSchema<unknown, StoredBranch[]>,
  cut: cutSchema,
  progress: progressSchema,
  about: v.exactOptional(aboutSchema),
});
const bodySchema = v.union([changeSchema, entriesSchema, readySchema]);

/** Journal entries on one line of a base. */
const ENTRIES_A_LINE = 500;

/** The place of a line is in its checksum: a line of another file, or from another place, does not fit. */
const line = (place: string, value: unknown): string => {
  const text = JSON.stringify(value);
  return `${sumOf(place, text)} ${text}\n`;
};
const placeOf = (generation: number, n: number): string => (n === 0 ? 'second' : `second ${generation} ${n}`);

/** The lines of a base, and how many. */
export function baseLines(generation: number, copy: JournalCopy): { readonly text: string; readonly lines: number } {
  const values: unknown[] = [{ generation, head: copy.head, branches: copy.branches, about: copy.about }];
  for (const [branch, entries] of copy.journal)
    for (let i = 0; i < entries.length; i += ENTRIES_A_LINE) values.push({ branch, entries: entries.slice(i, i + ENTRIES_A_LINE) });
  values.push({ ready: true, progress: copy.progress, cut: copy.cut });
  return { text: values.map((value, n) => line(placeOf(generation, n), value)).join(''), lines: values.length };
}

export const changeLine = (generation: number, n: number, change: ChangeLine): string => line(placeOf(generation, n), change);

export const copyOf = (run: StoredRun, progress: Progress): JournalCopy => ({
  head: storedHeader(run),
  branches: run.branches,
  about: aboutOf(run),
  journal: new Map([...run.journal].map(([branch, entries]) => [branch, [...entries]])),
  progress,
  cut: run.cut,
});

/** The commit takes effect in the copy. */
export function applyChange(copy: JournalCopy, change: ChangeLine): void {
  for (const { branch, from } of change.drop)
    copy.journal.set(
      branch,
      (copy.journal.get(branch) ?? []).filter((e) => e.event < from),
    );
  if (change.branches.length > 0) {
    copy.branches = change.branches;
    for (const branch of copy.journal.keys()) if (!change.branches.some((b) => b.id === branch)) copy.journal.delete(branch);
  }
  for (const { branch, entry } of change.journal) {
    if (!copy.journal.has(branch)) copy.journal.set(branch, []);
    copy.journal.get(branch)!.push(entry);
  }
  if (change.about !== undefined) copy.about = change.about;
  copy.progress = change.progress;
  copy.cut = change.cut;
}

export interface ReadFile {
  readonly generation: number;
  readonly copy: JournalCopy;
  /** Lines that are whole. */
  readonly lines: number;
  /** A line that cannot be read stands before others that can: what follows it is not used. One sentence, or null. */
  readonly damage: string | null;
}

/** Null: no whole base is there. */
export function readLines(text: string): ReadFile | null {
  const lines = text.split('\n');
  const base = readLine(lines[0] ?? '', 'second', baseSchema);
  if (base === null) return null;
  const { generation, head, branches, about = onlyTitle(head.title) } = base;
  const copy: JournalCopy = {
    head,
    branches,
    about,
    journal: new Map(),
    progress: { commits: 0, changes: 0 },
    cut: { branch: 0, event: 0, at: 0 },
  };
  let ready = false;
  let n = 1;
  for (; n < lines.length; n++) {
    const body = readLine(lines[n]!, placeOf(generation, n), bodySchema);
    if (body === null) break;
    if ('entries' in body) copy.journal.set(body.branch, [...(copy.journal.get(body.branch) ?? []), ...body.entries]);
    else if ('ready' in body) {
      ready = true;
      copy.progress = body.progress;
      copy.cut = body.cut;
    } else applyChange(copy, body);
  }
  if (!ready) return null;
  return { generation, copy, lines: n, damage: damageAfter(lines, n, generation) };
}

// A torn append leaves one bad line at the end. A bad line with whole ones behind it is damage.
function damageAfter(lines: readonly string[], n: number, generation: number): string | null {
  for (let later = n + 1; later < lines.length; later++)
    if (fits(lines[later]!, placeOf(generation, later)))
      return `Line ${n + 1} of the second copy does not fit its checksum; what follows it cannot be used.`;
  return null;
}

const fits = (found: string, place: string): boolean => found.length > 15 && found.slice(0, 14) === sumOf(place, found.slice(15));

function readLine<T>(found: string, place: string, schema: v.GenericSchema<unknown, T>): T | null {
  if (!fits(found, place)) return null;
  const checked = checkJson(schema, 'line', found.slice(15));
  return checked.ok ? checked.value : null;
}

/** Where the last commit that was acknowledged left the run: kept in two places by turns, so that one is always whole. */
export interface Mark {
  readonly session: string;
  readonly progress: Progress;
  readonly cut: Cut;
}
const markSchema: v.GenericSchema<unknown, Mark> = v.strictObject({ session: sessionSchema, progress: progressSchema, cut: cutSchema });

export const MARK_BYTES = 256;

export const markText = (mark: Mark): string => line('mark', mark).padEnd(MARK_BYTES - 1) + '\n';

/** The later one of those that are whole; null: none is. */
export function readMarks(slots: readonly string[]): Mark | null {
  let best: Mark | null = null;
  for (const slot of slots) {
    const mark = readLine(slot.split('\n')[0] ?? '', 'mark', markSchema);
    if (mark !== null && (best === null || isLater(mark, best))) best = mark;
  }
  return best;
}

const isLater = (a: Mark, b: Mark): boolean =>
  a.session > b.session || (a.session === b.session && a.progress.commits > b.progress.commits);
