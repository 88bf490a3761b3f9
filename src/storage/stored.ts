// How a run lies in a store: a few texts (header, branches, about, cut), a row for each journal entry, a row for each disk record, each with its
// checksum and each known to be there by the counts in the cut. Assembles a run from them again, and says in sentences what is missing.
import * as v from 'valibot';
import { aboutOf, onlyTitle, type About } from '../history/about.ts';
import type { Result } from '../base/result.ts';
import type { DiskRow, JournalEntry, RunHeader } from '../sim/inputs.ts';
import {
  aboutSchema,
  branchSchema,
  checkJson,
  eventSchema,
  headerSchema,
  journalEntrySchema,
  LIMITS,
  microsSchema,
  titleSchema,
} from '../trace/schema.ts';
import { ENGINE_VERSION } from '../trace/version.ts';
import type { Cut, Loaded, Progress, StoredBranch, StoredRow, StoredRun } from './durable.ts';
import { readRow, sumOf } from './rows.ts';

/** One text of the run as a whole. */
export interface StoredText {
  readonly key: 'header' | 'branches' | 'about' | 'cut';
  readonly text: string;
  readonly sum: string;
}

export interface StoredEntry {
  readonly branch: number;
  /** Its place in the branch's journal, from 0. */
  readonly n: number;
  readonly text: string;
  readonly sum: string;
}

/** Raised when the layout of the store changes; another layout is not read. */
const LAYOUT = 1;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LIMITS.events));
export const sessionSchema = v.pipe(v.string(), v.regex(/^\d{8}-[0-9a-f]{16}$/));
export const branchesSchema: v.GenericSchema<unknown, StoredBranch[]> = v.pipe(
  v.array(branchSchema),
  v.minLength(1),
  v.maxLength(LIMITS.branches),
);
export const cutSchema: v.GenericSchema<unknown, Cut> = v.strictObject({ branch: count, event: eventSchema, at: microsSchema });
export const progressSchema: v.GenericSchema<unknown, Progress> = v.strictObject({ commits: count, changes: count });

export interface StoredHeader {
  readonly layout: number;
  /** Of the engine that executed the run. */
  readonly engine: number;
  readonly session: string;
  /** When the run began. */
  readonly title: string;
  readonly header: RunHeader;
}
export const storedHeaderSchema: v.GenericSchema<unknown, StoredHeader> = v.strictObject({
  layout: v.literal(LAYOUT),
  engine: count,
  session: sessionSchema,
  title: titleSchema,
  header: headerSchema,
});

interface StoredCut {
  readonly cut: Cut;
  readonly progress: Progress;
  /** By node − 1: how many rows, and the last one's lsn. */
  readonly nodes: readonly { readonly count: number; readonly last: number }[];
  /** How many entries each branch's own journal has. */
  readonly journal: readonly { readonly branch: number; readonly count: number }[];
  /** The checksum of what is written about the run. Absent: it was stored when there was only its title. */
  readonly about?: string;
}
const storedCutSchema: v.GenericSchema<unknown, StoredCut> = v.strictObject({
  cut: cutSchema,
  progress: progressSchema,
  nodes: v.pipe(v.array(v.strictObject({ count, last: count })), v.maxLength(LIMITS.nodes)),
  journal: v.pipe(v.array(v.strictObject({ branch: count, count })), v.maxLength(LIMITS.branches)),
  about: v.exactOptional(v.pipe(v.string(), v.maxLength(14))),
});

const stored = (key: StoredText['key'], value: unknown): StoredText => {
  const text = JSON.stringify(value);
  return { key, text, sum: sumOf(key, text) };
};

export const storedHeader = (run: Pick<StoredRun, 'session' | 'title' | 'header'>): StoredHeader => ({
  layout: LAYOUT,
  engine: ENGINE_VERSION,
  session: run.session,
  title: run.title,
  header: run.header,
});
export const headerText = (run: StoredRun): StoredText => stored('header', storedHeader(run));
export const aboutText = (about: About): StoredText => stored('about', aboutOf(about));
export const branchesText = (branches: readonly StoredBranch[]): StoredText => stored('branches', branches);
export const cutText = (
  cut: Cut,
  progress: Progress,
  nodes: StoredCut['nodes'],
  journal: ReadonlyMap<number, number>,
  about: string | null,
): StoredText =>
  stored('cut', {
    cut,
    progress,
    nodes,
    journal: [...journal].map(([branch, n]) => ({ branch, count: n })),
    ...(about === null ? {} : { about }),
  });

export function storeEntry(branch: number, n: number, entry: JournalEntry): StoredEntry {
  const text = JSON.stringify(entry);
  return { branch, n, text, sum: sumOf(`journal ${branch} ${n}`, text) };
}

/** Everything of a store's small tables, and its rows by the page. */
export class Assembly {
  private readonly damage: string[] = [];
  private readonly damaged = new Set<number>();
  private readonly disks: DiskRow[][] = [];
  private readonly last: number[] = [];
  private journalWhole = true;
  private aboutWhole = true;
  private readonly texts: readonly StoredText[];
  private readonly entries: readonly StoredEntry[];

  constructor(texts: readonly StoredText[], entries: readonly StoredEntry[]) {
    this.texts = texts;
    this.entries = entries;
  }

  /** Rows in order of node and lsn; page after page. */
  addRows(rows: readonly StoredRow[]): void {
    for (const row of rows) {
      const { node, lsn, after } = row;
      if (!isNode(node)) {
        this.say(`There are records of a node ${String(node)}, which no cluster has.`);
        continue;
      }
      while (this.disks.length <= node) this.disks.push([]);
      const before = this.last[node] ?? 0;
      const read = readRow(row);
      if (read.why !== null) this.damageNode(node, read.why);
      else if (after !== before)
        this.damageNode(node, `n${node + 1}’s record ${lsn} follows record ${before || 'none'}; it should follow ${after || 'none'}.`);
      this.disks[node]!.push(read.row);
      this.last[node] = lsn;
    }
  }

  /** Null: nothing is stored. */
  finish(): Loaded | { readonly unreadable: string } | null {
    if (this.texts.length === 0 && this.entries.length === 0 && this.disks.length === 0) return null;
    const header = this.read('header', storedHeaderSchema, 'The stored header');
    if (!header.ok) return { unreadable: header.error };
    const cut = this.read('cut', storedCutSchema, 'The stored cut');
    if (!cut.ok) return { unreadable: cut.error };
    const branches = this.read('branches', branchesSchema, 'The stored list of branches');
    if (!branches.ok) return { unreadable: branches.error };
    const disks = Math.max(header.value.header.config.nodes, cut.value.nodes.length);
    for (let node = 0; node < disks; node++) this.countRows(node, cut.value.nodes[node]);
    const { session, title } = header.value;
    const about = this.readAbout(cut.value.about ?? null) ?? onlyTitle(title);
    const journal = this.readJournal(cut.value, branches.value);
    const run: StoredRun = {
      session,
      ...about,
      header: header.value.header,
      branches: tipsReach(branches.value, cut.value.cut),
      journal,
      cut: cut.value.cut,
      disks: this.disks.slice(0, disks),
      damage: this.damage,
    };
    if (!branches.value.some((b) => b.id === run.cut.branch))
      this.damageJournal(`The stored cut is on branch ${run.cut.branch}, which is not stored.`);
    return {
      run,
      progress: cut.value.progress,
      journalWhole: this.journalWhole,
      aboutWhole: this.aboutWhole,
      damagedNodes: [...this.damaged].sort(),
    };
  }

  private read<T>(key: StoredText['key'], schema: v.GenericSchema<unknown, T>, what: string): Result<T> {
    const found = this.texts.find((t) => t.key === key);
    if (found === undefined) return { ok: false, error: `${what} is missing.` };
    if (found.sum !== sumOf(key, String(found.text))) return { ok: false, error: `${what} does not fit its checksum.` };
    return checkJson(schema, what, found.text);
  }

  /** Null: nothing was written, or it cannot be read. */
  private readAbout(sum: string | null): About | null {
    if (sum === null) return null;
    const what = 'What was written about the run';
    const read = this.read('about', aboutSchema, what);
    if (read.ok && this.texts.find((t) => t.key === 'about')!.sum === sum) return read.value;
    this.aboutWhole = false;
    this.say(read.ok ? `${what} is of another moment than the rest.` : read.error);
    return null;
  }

  private countRows(node: number, expected: StoredCut['nodes'][number] | undefined): void {
    while (this.disks.length <= node) this.disks.push([]);
    const found = this.disks[node]!.length;
    const wanted = expected ?? { count: 0, last: 0 };
    if (found !== wanted.count) this.damageNode(node, `n${node + 1} has ${found} of its ${wanted.count} records.`);
    else if ((this.last[node] ?? 0) !== wanted.last) this.damageNode(node, `n${node + 1}’s last record is not record ${wanted.last}.`);
  }

  private readJournal(cut: StoredCut, branches: readonly StoredBranch[]): Map<number, readonly JournalEntry[]> {
    const journal = new Map<number, JournalEntry[]>(branches.map((b) => [b.id, []]));
    for (const entry of this.entries) {
      const own = journal.get(entry.branch);
      if (own === undefined || entry.n !== own.length) {
        this.damageJournal(`The journal of branch ${entry.branch} has an entry ${entry.n + 1} that does not follow the one before it.`);
        continue;
      }
      const read = readEntry(entry);
      if (read.ok) own.push(read.value);
      else this.damageJournal(read.error);
    }
    for (const { branch, count: wanted } of cut.journal) {
      const found = journal.get(branch)?.length ?? 0;
      if (found !== wanted) this.damageJournal(`The journal of branch ${branch} has ${found} of its ${wanted} entries.`);
    }
    return journal;
  }

  private damageNode(node: number, why: string): void {
    this.damaged.add(node);
    this.say(why);
  }

  private damageJournal(why: string): void {
    this.journalWhole = false;
    this.say(why);
  }

  // A few sentences tell a person as much as ten thousand.
  private say(why: string): void {
    if (this.damage.length < MAX_SENTENCES) this.damage.push(why);
    else if (this.damage.length === MAX_SENTENCES) this.damage.push('More is damaged than is listed here.');
  }
}

const MAX_SENTENCES = 20;

/** Whether it may be a node’s place in a world, from 0. */
export const isNode = (node: unknown): node is number => Number.isInteger(node) && (node as number) >= 0 && (node as number) < LIMITS.nodes;

function readEntry(entry: StoredEntry): Result<JournalEntry> {
  const what = `Entry ${entry.n + 1} of the journal of branch ${entry.branch}`;
  if (entry.sum !== sumOf(`journal ${entry.branch} ${entry.n}`, String(entry.text)))
    return { ok: false, error: `${what} does not fit its checksum.` };
  return checkJson(journalEntrySchema, what, entry.text);
}

/** The branch of the cut has been executed at least that far. */
export const tipsReach = (branches: readonly StoredBranch[], cut: Cut): StoredBranch[] =>
  branches.map((b) => (b.id === cut.branch && b.tip < cut.event ? { ...b, tip: cut.event } : b));
