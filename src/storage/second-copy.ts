// The second copy of a run: header, journal, branches and what is written about it in files outside IndexedDB, each change appended and flushed before it takes effect,
// with a mark of the last commit that was acknowledged. Two files by turns: a new base is whole before the old one is emptied, so that no
// moment of a kill leaves less than one whole copy. Decides nothing about losses: it says what it has.
import { assert } from '../base/assert.ts';
import type { Commit, Cut, Progress, StoredRun } from './durable.ts';
import type { ByteFile, Files } from './files.ts';
import {
  applyChange,
  baseLines,
  changeLine,
  copyOf,
  MARK_BYTES,
  markText,
  readLines,
  readMarks,
  type ChangeLine,
  type JournalCopy,
  type Mark,
  type ReadFile,
} from './lines.ts';

/** What was found. */
export interface SecondFound {
  readonly copy: JournalCopy;
  /** The last commit that was acknowledged, as far as is known. */
  readonly acknowledged: Progress;
  /** The journal has everything that was acknowledged. */
  readonly whole: boolean;
  /** The cut of `acknowledged` where whole; otherwise that of the last moment up to which nothing is missing. */
  readonly cut: Cut;
  readonly damage: readonly string[];
}

export interface SecondCopy {
  /** What the files held when they were opened. */
  readonly found: SecondFound | null;
  /** Replaces everything. */
  begin(run: StoredRun, progress: Progress): void;
  /** A change of the journal or of the branches, before it takes effect. Returns when it is on the disk. */
  append(commit: Commit, progress: Progress): void;
  /** The commit of the last `append` failed elsewhere and does not take effect: as if it had not been appended. */
  retract(): void;
  /** The commit has been acknowledged. With the operating system at once (a killed browser cannot take it back), on the disk in a while. */
  mark(cut: Cut, progress: Progress): void;
  /** It can no longer be kept: emptied, so that it is never taken for the run, and closed. Never throws. */
  abandon(): void;
  close(): void;
}

const FILES = ['journal-a', 'journal-b', 'mark'] as const;
/** A file that has grown by this much since its base, and to twice its base, gets a new base. */
const GROWTH = 1_000_000;
/** Marks are flushed at the latest after this many. */
const MARKS_A_FLUSH = 256;

interface Open {
  readonly journals: readonly [ByteFile, ByteFile];
  readonly mark: ByteFile;
  /** Which of the two is current. */
  turn: 0 | 1;
  generation: number;
  lines: number;
  size: number;
  baseSize: number;
  /** The current state, for the next base. */
  copy: JournalCopy | null;
  unflushedMarks: number;
  /** As it was before the last append, until that is acknowledged. */
  before: { readonly size: number; readonly copy: JournalCopy } | null;
}

/** Opens the files. Throws what the platform throws. */
export async function openSecondCopy(files: Files): Promise<SecondCopy> {
  const opened: ByteFile[] = [];
  try {
    for (const name of FILES) opened.push(await files.open(name));
  } catch (thrown) {
    for (const file of opened) file.close();
    throw thrown;
  }
  const [a, b, mark] = opened as [ByteFile, ByteFile, ByteFile];
  const read = [readLines(textOf(a)), readLines(textOf(b))] as const;
  const newest = (read[1]?.generation ?? 0) > (read[0]?.generation ?? 0) ? 1 : 0;
  const newestRead = read[newest];
  const open: Open = {
    journals: [a, b],
    mark,
    turn: newest,
    generation: newestRead?.generation ?? 0,
    lines: 0,
    size: 0,
    baseSize: 0,
    copy: null,
    unflushedMarks: 0,
    before: null,
  };
  const found = newestRead === null || newestRead === undefined ? null : judge(newestRead, readMarks(slotsOf(mark)));
  return {
    found,
    begin: (run, progress) => {
      writeBase(open, copyOf(run, progress));
      writeMark(open, run.cut, progress);
      open.mark.flush();
    },
    append: (commit, progress) => append(open, commit, progress),
    retract: () => retract(open),
    mark: (cut, progress) => acknowledge(open, cut, progress),
    abandon: () => opened.forEach(empty),
    close: () => opened.forEach((file) => file.close()),
  };
}

// The mark says how many changes were acknowledged; if the lines hold fewer, some are missing.
function judge(read: ReadFile, mark: Mark | null): SecondFound {
  const { copy, damage } = read;
  const own = mark !== null && mark.session === copy.head.session ? mark : null;
  const missing = own !== null && own.progress.changes > copy.progress.changes;
  const sentences = damage === null ? [] : [damage];
  if (missing) sentences.push(`The second copy has ${copy.progress.changes} of ${own.progress.changes} changes of the journal.`);
  const branchIsThere = own !== null && copy.branches.some((b) => b.id === own.cut.branch);
  const whole = damage === null && !missing;
  const cut = whole && branchIsThere ? own.cut : copy.cut;
  // Without its mark, the last line's commit may not have been acknowledged; the one before it was.
  const acknowledged = own?.progress ?? { ...copy.progress, commits: Math.max(0, copy.progress.commits - 1) };
  return { copy, acknowledged, whole, cut, damage: sentences };
}

function writeBase(open: Open, copy: JournalCopy): void {
  const next = open.turn === 0 ? 1 : 0;
  const file = open.journals[next];
  const generation = open.generation + 1;
  const { text, lines } = baseLines(generation, copy);
  const bytes = new TextEncoder().encode(text);
  file.truncate(0);
  file.write(bytes, 0);
  file.flush();
  const old = open.journals[open.turn];
  Object.assign(open, { turn: next, generation, lines, size: bytes.length, baseSize: bytes.length, copy, before: null });
  old.truncate(0);
}

function append(open: Open, commit: Commit, progress: Progress): void {
  const { copy } = open;
  assert(copy !== null, 'a run has been begun before it is changed');
  const change = {
    drop: commit.dropJournal ?? [],
    journal: commit.journal,
    branches: commit.branches,
    cut: commit.cut,
    progress,
    ...(commit.about === undefined ? {} : { about: commit.about }),
  };
  const bytes = new TextEncoder().encode(changeLine(open.generation, open.lines, change));
  const file = open.journals[open.turn];
  open.before = { size: open.size, copy: snapshot(copy, change) };
  file.write(bytes, open.size);
  file.flush();
  open.lines++;
  open.size += bytes.length;
  applyChange(copy, change);
}

// Entries are shared; only the lists that the change touches are copied.
function snapshot(copy: JournalCopy, change: ChangeLine): JournalCopy {
  const touched = new Set(change.drop.length + change.branches.length > 0 ? copy.journal.keys() : change.journal.map((j) => j.branch));
  const journal = new Map([...copy.journal].map(([branch, own]) => [branch, touched.has(branch) ? own.slice() : own]));
  return { ...copy, journal };
}

function retract(open: Open): void {
  const { before } = open;
  if (before === null) return;
  const file = open.journals[open.turn];
  file.truncate(before.size);
  file.flush();
  Object.assign(open, { size: before.size, lines: open.lines - 1, copy: before.copy, before: null });
}

function acknowledge(open: Open, cut: Cut, progress: Progress): void {
  assert(open.copy !== null, 'a run has been begun before it is marked');
  open.before = null;
  writeMark(open, cut, progress);
  if (open.size > open.baseSize * 2 + GROWTH) writeBase(open, open.copy);
}

function writeMark(open: Open, cut: Cut, progress: Progress): void {
  const { session } = open.copy!.head;
  open.mark.write(new TextEncoder().encode(markText({ session, progress, cut })), (progress.commits % 2) * MARK_BYTES);
  if (++open.unflushedMarks < MARKS_A_FLUSH) return;
  open.mark.flush();
  open.unflushedMarks = 0;
}

// The file may be gone already, which is as good as empty.
function empty(file: ByteFile): void {
  attempt(() => file.truncate(0));
  attempt(() => file.flush());
  attempt(() => file.close());
}

function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

const textOf = (file: ByteFile): string => new TextDecoder().decode(file.readAll());

function slotsOf(file: ByteFile): readonly string[] {
  const bytes = file.readAll();
  return [0, 1].map((n) => new TextDecoder().decode(bytes.slice(n * MARK_BYTES, (n + 1) * MARK_BYTES)));
}
