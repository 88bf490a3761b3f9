// The lines of a trace file, taken one after another and put together (FORMAT.md). Each must have its form (schema.ts) and fit what came
// before: branches after their parents, inputs and digests in order and within their branch, the end line last and true.
import { ok, refuse, type Result } from '../base/result.ts';
import { grouped } from '../base/units.ts';
import { ABOUT_LIMITS, type Bookmark } from '../history/about.ts';
import { MAX_BRANCHES } from '../history/branches.ts';
import type { Run, RunBranch } from '../history/run.ts';
import { sessionsUsed } from '../sim/disk.ts';
import type { DiskRow, JournalEntry } from '../sim/inputs.ts';
import { quoted, type JsonObject } from './read-lines.ts';
import { branchSchema, check, journalEntrySchema, LIMITS, rowSchema } from './schema.ts';
import { bookmarkLine, checkHeader, digestLine, diskLine, endLine, type TraceHeader } from './trace-lines.ts';
import { upgraded } from './upgrade.ts';
import { FILE_VERSION, MAX_DIGEST_GAP, TRACE_FORMAT, type DigestAt, type TraceFile } from './version.ts';

/** A branch while it is read. */
interface OpenBranch {
  readonly branch: RunBranch;
  readonly journal: JournalEntry[];
  readonly digests: DigestAt[];
  readonly bookmarks: Bookmark[];
}

/** One reading. Takes every line in turn, then `finish` gives the file. */
export class TraceReader {
  private header: TraceHeader | null = null;
  private version = FILE_VERSION;
  private readonly disks: DiskRow[][] = [];
  private readonly branches = new Map<number, OpenBranch>();
  private inputs = 0;
  private bookmarks = 0;
  private current: number | null = null;

  take(found: JsonObject, number: number): Result<null> {
    const where = `Line ${number}`;
    if (this.header === null) return this.takeHeader(found, where);
    if (this.current !== null) return refuse(`${where}: found more after the end line; expected nothing.`);
    const line = upgraded(this.version, found, number);
    return line.ok ? this.takeLine(line.value, where, number) : line;
  }

  private takeLine(line: JsonObject, where: string, number: number): Result<null> {
    switch (line['type']) {
      case 'disk':
        return this.takeDisk(line, where);
      case 'row':
        return this.takeRow(line, where);
      case 'branch':
        return this.takeBranch(line, where);
      case 'bookmark':
        return this.takeBookmark(line, where);
      case 'input':
        return this.takeInput(line, where);
      case 'digest':
        return this.takeDigest(line, where);
      case 'end':
        return this.takeEnd(line, where, number);
      default:
        return refuse(
          `${where}: found type ${quoted(JSON.stringify(line['type']) ?? 'none')}; expected disk, row, branch, bookmark, input, digest or end.`,
        );
    }
  }

  /** After the last line. */
  finish(lines: number): Result<TraceFile> {
    if (this.header === null) return refuse('The file is empty; expected a trace of Synod.');
    if (this.current === null)
      return refuse(`The file ends after line ${lines}, without its end line: the rest is missing. Expected a line of type end.`);
    const { title, author, notes, config, engine, scripted } = this.header;
    const used = sessionsUsed(this.disks);
    if (used > LIMITS.sessionsUsed)
      return refuse(
        `The disks: found session number ${grouped(used)} of a client; expected at most ${grouped(LIMITS.sessionsUsed)}, so that new ones have numbers.`,
      );
    const open = [...this.branches.values()];
    const inputs = open[0]?.journal.length ?? 0;
    if (scripted !== undefined && scripted > inputs)
      return refuse(`Line 1: found ${grouped(scripted)} scripted inputs; expected at most ${grouped(inputs)}, those of the first branch.`);
    const run: Run = {
      title,
      author,
      notes,
      bookmarks: open.flatMap((b) => b.bookmarks),
      header: { config, ...(this.disks.length === 0 ? {} : { disks: this.disks }), ...(scripted === undefined ? {} : { scripted }) },
      branches: open.map((b) => b.branch),
      journal: new Map(open.map((b) => [b.branch.id, b.journal])),
      current: this.current,
    };
    return ok({ run, engine, digests: new Map(open.filter((b) => b.digests.length > 0).map((b) => [b.branch.id, b.digests])) });
  }

  private takeHeader(line: JsonObject, where: string): Result<null> {
    const { format, version } = line;
    if (format !== TRACE_FORMAT)
      return refuse(
        `${where}: found format ${quoted(typeof format === 'string' ? format : (JSON.stringify(format) ?? 'none'))}; expected “${TRACE_FORMAT}”: this is no trace of Synod.`,
      );
    if (typeof version === 'number' && version > FILE_VERSION)
      return refuse(`${where}: found file version ${version}; expected at most ${FILE_VERSION}. A newer Synod wrote this file.`);
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
      return refuse(`${where}: found file version ${quoted(JSON.stringify(version) ?? 'none')}; expected 1 to ${FILE_VERSION}.`);
    const today = upgraded(version, line, 1);
    if (!today.ok) return today;
    const header = checkHeader(today.value, where);
    if (!header.ok) return header;
    this.version = version;
    this.header = header.value;
    return ok(null);
  }

  private takeDisk(line: JsonObject, where: string): Result<null> {
    const disk = check(diskLine, where, line);
    if (!disk.ok) return disk;
    const next = this.disks.length + 1;
    if (next > LIMITS.nodes || disk.value.node !== next)
      return refuse(
        `${where}: found the disk of n${disk.value.node}; expected ${next > LIMITS.nodes ? 'no further disk' : `that of n${next}`}.`,
      );
    this.disks.push([]);
    return ok(null);
  }

  private takeRow({ type: _type, ...rest }: JsonObject, where: string): Result<null> {
    const rows = this.disks.at(-1);
    if (rows === undefined) return refuse(`${where}: found a row; expected a line of type disk before it.`);
    const row = check(rowSchema, where, rest);
    if (!row.ok) return row;
    const last = rows.at(-1)?.lsn ?? 0;
    if (row.value.lsn <= last) return refuse(`${where}: found record ${row.value.lsn} after record ${last}; expected a higher number.`);
    rows.push(row.value);
    return ok(null);
  }

  private takeBranch({ type: _type, ...rest }: JsonObject, where: string): Result<null> {
    const read = check(branchSchema, where, rest);
    if (!read.ok) return read;
    const b = read.value;
    if (this.branches.size >= MAX_BRANCHES)
      return refuse(`${where}: found more than ${MAX_BRANCHES} branches; expected at most that many.`);
    if (this.branches.has(b.id)) return refuse(`${where}: found branch ${b.id} a second time; expected it once.`);
    const wrong = this.misplaced(b);
    if (wrong !== null) return refuse(`${where}: ${wrong}`);
    this.branches.set(b.id, { branch: b, journal: [], digests: [], bookmarks: [] });
    return ok(null);
  }

  private misplaced(b: RunBranch): string | null {
    if (b.tip < b.forkEvent) return `found tip ${b.tip} below fork event ${b.forkEvent}; expected at least that.`;
    if (b.parent === null)
      return this.branches.size === 0 && b.forkEvent === 0
        ? null
        : 'found a branch without a parent; expected that of the first only, which begins at event 0.';
    const parent = this.branches.get(b.parent);
    if (parent === undefined) return `found parent ${b.parent}; expected a branch of a line before.`;
    if (b.forkEvent > parent.branch.tip)
      return `found a fork at event ${b.forkEvent}; expected one up to ${parent.branch.tip}, the tip of branch ${b.parent}.`;
    return null;
  }

  private takeBookmark(line: JsonObject, where: string): Result<null> {
    const read = check(bookmarkLine, where, line);
    if (!read.ok) return read;
    const { type: _type, ...bookmark } = read.value;
    const b = this.branchNamed(bookmark.branch, where);
    if (!b.ok) return b;
    if (++this.bookmarks > ABOUT_LIMITS.bookmarks)
      return refuse(`${where}: found more than ${ABOUT_LIMITS.bookmarks} bookmarks; expected at most that many.`);
    const { branch, bookmarks } = b.value;
    const first = branch.parent === null ? 0 : branch.forkEvent + 1; // the moment of the fork is the parent's
    if (bookmark.event < first || bookmark.event > branch.tip)
      return refuse(
        `${where}: found a bookmark at event ${bookmark.event}; expected one from ${first} to ${branch.tip}, of branch ${branch.id}.`,
      );
    const last = bookmarks.at(-1)?.event ?? -1;
    if (bookmark.event <= last)
      return refuse(`${where}: found a bookmark at event ${bookmark.event} after one at ${last}; expected a later one.`);
    bookmarks.push(bookmark);
    return ok(null);
  }

  private takeInput({ type: _type, branch: id, ...rest }: JsonObject, where: string): Result<null> {
    const b = this.branchNamed(id, where);
    if (!b.ok) return b;
    if (++this.inputs > LIMITS.inputs)
      return refuse(`${where}: found more than ${grouped(LIMITS.inputs)} inputs; expected at most that many.`);
    const read = check(journalEntrySchema, where, rest);
    if (!read.ok) return read;
    const { event, at } = read.value;
    const { branch, journal } = b.value;
    if (event < branch.forkEvent || event >= branch.tip)
      return refuse(
        `${where}: found an input at event ${event}; expected one from ${branch.forkEvent} to ${branch.tip - 1}, the events of branch ${branch.id}.`,
      );
    const last = journal.at(-1);
    if (last !== undefined && event <= last.event)
      return refuse(`${where}: found event ${event} after event ${last.event}; expected a later one.`);
    if (last !== undefined && at < last.at) return refuse(`${where}: found time ${at} after time ${last.at}; expected a later one.`);
    journal.push(read.value);
    return ok(null);
  }

  private takeDigest(line: JsonObject, where: string): Result<null> {
    const read = check(digestLine, where, line);
    if (!read.ok) return read;
    const b = this.branchNamed(read.value.branch, where);
    if (!b.ok) return b;
    const { event } = read.value;
    const { branch, digests } = b.value;
    const last = digests.at(-1)?.event ?? -1;
    if (event <= last) return refuse(`${where}: found the digest of event ${event} after that of ${last}; expected a later one.`);
    if (event > branch.tip)
      return refuse(`${where}: found the digest of event ${event}; expected one up to ${branch.tip}, the tip of branch ${branch.id}.`);
    const gap = gapIn(b.value, event);
    if (gap !== null) return refuse(`${where}: ${gap}`);
    digests.push({ event, digest: parseInt(read.value.digest, 16) });
    return ok(null);
  }

  private branchNamed(id: unknown, where: string): Result<OpenBranch> {
    const b = typeof id === 'number' ? this.branches.get(id) : undefined;
    return b === undefined
      ? refuse(`${where}: found branch ${quoted(JSON.stringify(id) ?? 'none')}; expected a branch of a line before.`)
      : ok(b);
  }

  private takeEnd(line: JsonObject, where: string, number: number): Result<null> {
    const read = check(endLine, where, line);
    if (!read.ok) return read;
    const { current, lines } = read.value;
    if (lines !== number - 1)
      return refuse(`${where}: found ${number - 1} lines before the end line; expected ${lines}, as it says: part of the file is missing.`);
    if (!this.branches.has(current))
      return refuse(`${where}: found branch ${current} as the current one; expected a branch of a line before.`);
    for (const b of this.branches.values()) {
      const gap = gapIn(b, b.branch.tip);
      if (gap !== null) return refuse(`${where}: ${gap}`);
    }
    this.current = current;
    return ok(null);
  }
}

// What no digest confirms must not be long: whoever opens the file executes it.
function gapIn({ branch, digests }: OpenBranch, event: number): string | null {
  const from = digests.at(-1)?.event ?? branch.forkEvent;
  if (event - from <= MAX_DIGEST_GAP) return null;
  return `found no digest of branch ${branch.id} between events ${from} and ${event}; expected one at least every ${grouped(MAX_DIGEST_GAP)}.`;
}
