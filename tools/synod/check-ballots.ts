// Ballots by the lines alone: promises only rise, a ballot proposes one entry for a slot, whoever leads has a quorum of promises and proposes
// again what they report, and what is called chosen has a quorum of synced votes and is the same everywhere.
import {
  compareBallots,
  higher,
  isMajority,
  textOf,
  type Ballot,
  type DiskRecord,
  type Header,
  type Line,
  type LineOf,
  type Message,
  type Report,
} from './event-file.ts';

type PromiseMessage = Extract<Message, { type: 'Promise' }>;

/** One owner, for one run. */
export class BallotRules {
  private readonly promised = new Map<string, Ballot>();
  private readonly flying = new Map<number, { readonly from: string; readonly message: PromiseMessage }>();
  /** By ballot: who promised it to its owner, and with which votes. */
  private readonly promises = new Map<Ballot, Map<string, PromiseMessage>>();
  /** By ballot, what its leader must propose again. */
  private readonly reported = new Map<Ballot, Map<number, { readonly ballot: Ballot; readonly entry: string }>>();
  private readonly proposed = new Map<string, string>();
  /** By slot and ballot: whose votes have ever been synced. */
  private readonly votes = new Map<number, Map<Ballot, Set<string>>>();
  private readonly chosen = new Map<number, string>();
  private readonly configurations: { readonly from: number; readonly members: readonly string[] }[];
  /** The run begins from disks: what was chosen before, and by whom, is not known. */
  private readonly begun: boolean;
  private readonly report: Report;

  constructor(header: Header, report: Report) {
    this.report = report;
    this.configurations = [{ from: 1, members: header.members }];
    this.begun = header.disks?.some((rows) => rows.length > 1) ?? false;
  }

  /** A record is on a disk. */
  onDurable(node: string, record: DiskRecord): void {
    if (record.type !== 'vote') return;
    const ofSlot = this.votes.get(record.slot) ?? new Map<Ballot, Set<string>>();
    this.votes.set(record.slot, ofSlot);
    const voters = ofSlot.get(record.ballot) ?? new Set();
    ofSlot.set(record.ballot, voters.add(node));
  }

  take(line: Line): void {
    switch (line.kind) {
      case 'send':
        if (line.message.type === 'Promise') this.flying.set(line.id, { from: line.from, message: line.message });
        return;
      case 'deliver':
        return this.deliver(line);
      case 'restart':
        this.promised.set(line.node!, line.promised);
        return;
      case 'promise':
        return this.promise(line);
      case 'lead':
        return this.lead(line);
      case 'propose':
        this.adopt(line);
        return this.oneEntry(line);
      case 'vote':
        this.promise(line);
        return this.oneEntry(line);
      case 'chosen':
        this.backed(line);
        return this.agree(line);
      case 'apply':
        return this.agree(line);
      case 'configuration':
        this.configurations.push({ from: line.from, members: line.members });
        return;
      default:
        return;
    }
  }

  private deliver(line: LineOf<'deliver'>): void {
    const sent = this.flying.get(line.id);
    if (sent === undefined) return;
    const { ballot } = sent.message;
    const of = this.promises.get(ballot) ?? new Map<string, PromiseMessage>();
    this.promises.set(ballot, of.set(sent.from, sent.message));
  }

  private promise(line: LineOf<'promise' | 'vote'>): void {
    const node = line.node!;
    const before = this.promised.get(node) ?? 'none';
    const what = line.kind === 'vote' ? 'votes in' : 'promises';
    if (compareBallots(line.ballot, before) < 0)
      this.report('promise-order', line, `${node} ${what} ${line.ballot} after it promised ${before}.`);
    this.promised.set(node, higher(before, line.ballot));
  }

  private lead(line: LineOf<'lead'>): void {
    const promises = this.promises.get(line.ballot) ?? new Map<string, PromiseMessage>();
    const who = new Set(promises.keys());
    if (!this.begun && !this.configurations.some((c) => isMajority(who, c.members)))
      this.report('quorum', line, `${line.node} leads in ${line.ballot} with promises of ${who.size} nodes, no majority.`);
    const best = new Map<number, { readonly ballot: Ballot; readonly entry: string }>();
    for (const { votes } of promises.values())
      for (const v of votes) {
        const known = best.get(v.slot);
        if (known === undefined || compareBallots(v.ballot, known.ballot) > 0)
          best.set(v.slot, { ballot: v.ballot, entry: textOf(v.entry) });
      }
    this.reported.set(line.ballot, best);
  }

  private adopt(line: LineOf<'propose'>): void {
    const found = this.reported.get(line.ballot)?.get(line.slot);
    if (found !== undefined && found.entry !== textOf(line.entry))
      this.report('adoption', line, `${line.node} proposes another entry for slot ${line.slot} than the one reported in ${found.ballot}.`);
  }

  private oneEntry(line: LineOf<'propose' | 'vote'>): void {
    const key = `${line.slot}@${line.ballot}`;
    const text = textOf(line.entry);
    const before = this.proposed.get(key);
    if (before !== undefined && before !== text)
      this.report('one-proposal', line, `Slot ${line.slot} has two entries in ballot ${line.ballot}.`);
    this.proposed.set(key, text);
  }

  // The first time that anybody calls a slot chosen, a quorum's votes of one ballot must be on disks.
  private backed(line: LineOf<'chosen'>): void {
    if (this.begun || this.chosen.has(line.slot)) return;
    let { members } = this.configurations[0]!;
    let from = 0;
    for (const c of this.configurations) if (c.from <= line.slot && c.from >= from) ({ members, from } = c);
    const voters = this.votes.get(line.slot)?.values() ?? [];
    if (![...voters].some((who) => isMajority(who, members)))
      this.report('quorum', line, `${line.node} takes slot ${line.slot} as chosen; no majority of votes for it is synced.`);
  }

  private agree(line: LineOf<'chosen' | 'apply'>): void {
    const text = textOf(line.entry);
    const before = this.chosen.get(line.slot);
    if (before !== undefined && before !== text)
      this.report('agreement', line, `${line.node} has another entry in slot ${line.slot} than was chosen before.`);
    else this.chosen.set(line.slot, text);
  }
}
