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
  const problems = new Map<string, Problem>();
  const say: Report = (rule, line, says) => {
    if (!problems.has(rule)) problems.set(rule, { rule, event: line.event, says });
  };
  let rules: readonly { take(line: Line): void }[] | null = null;
  let finish = (): readonly string[] => [];
  let last = 0;
  let count = 0;
  for (const text of lines) {
    count++;
    const line: unknown = parse(text);
    if (rules === null) {
      const header = headerOf(line);
      if (header === null) say('format', { event: 0 }, 'The first line is no header of event lines.');
      if (header === null) break;
      ({ rules, finish } = rulesFor(header, say));
    } else if (!isLine(line) || line.event <= last) {
      say('format', { event: last }, `Line ${count} is no event with a number above ${last}.`);
      break;
    } else {
      last = line.event;
      for (const r of rules) r.take(line);
    }
  }
  if (count === 0) say('format', { event: 0 }, 'There are no lines.');
  const undecided = finish();
  return { lines: count, problems: [...problems.values()].sort((a, b) => a.event - b.event), undecided };
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
