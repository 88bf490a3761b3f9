// A checker of event lines that shares no code with the engine: it reads what any program could read (src/trace/EVENTS.md) and says which rules of
// safety do not hold. `npm run synod -- check FILE`, and the tests that hold the engine against it.
import { AppliedRules } from './check-applied.ts';
import { BallotRules } from './check-ballots.ts';
import { ClientRules } from './check-clients.ts';
import { DiskRules } from './check-disks.ts';
import type { Header, Line, Problem, Report } from './event-file.ts';

export type { Problem } from './event-file.ts';

/** What each rule demands, in a sentence. */
export const RULES: Readonly<Record<string, string>> = {
  format: 'The first line is a header, every line is JSON, and the numbers rise.',
  'promise-order': 'A node promises and votes in no ballot below one that it has promised.',
  'sent-before-sync': 'A Promise, a Prepare and an Accepted leave when their record is synced.',
  durability: 'What was synced, and what was said, is there after a crash.',
  'cut-before-sync': 'A log is cut below a synced checkpoint only.',
  quorum: 'Whoever leads has the promises of a majority; what is chosen has the synced votes of one.',
  adoption: 'A leader proposes again the entry of the highest ballot that was reported to it.',
  'one-proposal': 'A ballot has one entry for a slot.',
  agreement: 'A slot has one chosen entry, and one configuration follows from it.',
  order: 'Every node applies every slot, in order.',
  results: 'Applied commands return what the key-value machine returns.',
  'exactly-once': 'A repeated command changes nothing.',
  digest: 'After the same slot all nodes have the same digest.',
  checkpoint: 'A checkpoint holds what was applied, and no more.',
  'answered-early': 'A client is answered after its command was applied.',
  linearizability: 'There is an order of the operations that gives what the clients saw.',
};

export interface CheckedEvents {
  readonly lines: number;
  /** The first problem of each rule, in order. */
  readonly problems: readonly Problem[];
  /** Keys with too many orders to try. */
  readonly undecided: readonly string[];
}

/** Checks the lines, header first. */
export function checkEvents(lines: Iterable<string>): CheckedEvents {
  const checker = new EventChecker();
  for (const text of lines) if (!checker.take(text)) break;
  return checker.finish();
}

/** The same, line by line. One owner, for one run. */
export class EventChecker {
  private readonly problems = new Map<string, Problem>();
  private readonly say: Report = (rule, line, says) => {
    if (!this.problems.has(rule)) this.problems.set(rule, { rule, event: line.event, says });
  };
  private rules: ReturnType<typeof rulesFor> | null = null;
  private last = 0;
  private count = 0;

  /** Whether it is worth going on: what is no event line ends it. */
  take(text: string): boolean {
    this.count++;
    const line: unknown = parse(text);
    if (this.rules === null) {
      const header = headerOf(line);
      if (header === null) this.say('format', { event: 0 }, 'The first line is no header of event lines.');
      else this.rules = rulesFor(header, this.say);
      return header !== null;
    }
    if (!isLine(line) || line.event <= this.last) {
      this.say('format', { event: this.last }, `Line ${this.count} is no event with a number above ${this.last}.`);
      return false;
    }
    this.last = line.event;
    for (const r of this.rules.rules) r.take(line);
    return true;
  }

  /** After the last line. */
  finish(): CheckedEvents {
    if (this.count === 0) this.say('format', { event: 0 }, 'There are no lines.');
    const undecided = this.rules?.finish() ?? [];
    return { lines: this.count, problems: [...this.problems.values()].sort((a, b) => a.event - b.event), undecided };
  }
}

function rulesFor(header: Header, say: Report) {
  const ballots = new BallotRules(header, say);
  const disks = new DiskRules(header, say, (node, record) => ballots.onDurable(node, record));
  const applied = new AppliedRules(header, say);
  const clients = new ClientRules(say);
  const begun = header.disks?.some((rows) => rows.length > 1) ?? false;
  const finish = (): readonly string[] => {
    if (!begun) clients.finish((session, sequence) => applied.hasApplied(session, sequence));
    return clients.undecided;
  };
  return { rules: [disks, ballots, applied, clients], finish };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function headerOf(line: unknown): Header | null {
  const fits = typeof line === 'object' && line !== null && 'format' in line && line.format === 'synod-events' && 'version' in line;
  return fits && line.version === 1 ? (line as unknown as Header) : null;
}

const isLine = (line: unknown): line is Line =>
  typeof line === 'object' && line !== null && 'event' in line && typeof line.event === 'number' && 'kind' in line;
