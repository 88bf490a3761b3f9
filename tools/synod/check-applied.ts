// What nodes apply, by the lines alone: every slot in order, once; the results are those of a small machine of the checker's own; digests of the
// same slot are equal; each command takes effect once; nobody is answered before a command was applied.
import { compareResults, OwnMachine } from './own-machine.ts';
import type { Applied, Header, Line, LineOf, Report } from './event-file.ts';

/** One owner, for one run. */
export class AppliedRules {
  private readonly next = new Map<string, number>();
  private readonly digests = new Map<number, string>();
  private readonly members = new Map<number, string>();
  /** Session → its highest sequence that any node has applied. */
  private readonly applied = new Map<number, number>();
  private readonly machine = new OwnMachine();
  private readonly expected = new Map<number, readonly Applied[]>();
  private readonly begun: boolean;
  private readonly report: Report;

  constructor(header: Header, report: Report) {
    this.report = report;
    this.begun = header.disks?.some((rows) => rows.length > 1) ?? false;
    if (!this.begun) for (const node of header.nodes) this.next.set(node, 1);
  }

  take(line: Line): void {
    if (line.kind === 'apply') this.apply(line);
    else if (line.kind === 'restart') this.next.set(line.node!, line.checkpoint + 1);
    else if (line.kind === 'install') this.next.set(line.node!, line.index + 1);
    else if (line.kind === 'checkpoint') this.checkpoint(line);
    else if (line.kind === 'configuration') this.configuration(line);
    else if (line.kind === 'send') this.reply(line);
    if (line.kind === 'install' || line.kind === 'checkpoint') this.digest(line, line.index, line.digest);
  }

  /** Whether some node has applied the command. */
  hasApplied(session: number, sequence: number): boolean {
    return (this.applied.get(session) ?? 0) >= sequence;
  }

  private apply(line: LineOf<'apply'>): void {
    const node = line.node!;
    const next = this.next.get(node) ?? line.slot;
    if (line.slot !== next) this.report('order', line, `${node} applies slot ${line.slot}; expected ${next}.`);
    this.next.set(node, line.slot + 1);
    for (const r of line.results) this.applied.set(r.session, Math.max(this.applied.get(r.session) ?? 0, r.sequence));
    this.results(line);
    this.digest(line, line.slot, line.digest);
  }

  private results(line: LineOf<'apply'>): void {
    if (this.begun) return;
    if (line.slot === this.machine.slot + 1) this.expected.set(line.slot, this.machine.run(line.entry));
    const expected = this.expected.get(line.slot);
    const wrong = expected === undefined ? null : compareResults(expected, line.results);
    if (wrong !== null)
      this.report(
        wrong,
        line,
        `${line.node} applies slot ${line.slot} with ${JSON.stringify(line.results)}; expected ${JSON.stringify(expected)}.`,
      );
  }

  private digest(line: Pick<Line, 'event' | 'node'>, slot: number, digest: string): void {
    const before = this.digests.get(slot);
    if (before === undefined) this.digests.set(slot, digest);
    else if (before !== digest)
      this.report('digest', line, `${line.node}’s digest after slot ${slot} is ${digest}; another’s was ${before}.`);
  }

  private checkpoint(line: LineOf<'checkpoint'>): void {
    const last = (this.next.get(line.node!) ?? Infinity) - 1;
    if (line.index > last) this.report('checkpoint', line, `${line.node} has a checkpoint at ${line.index}; it has applied ${last} slots.`);
  }

  private configuration(line: LineOf<'configuration'>): void {
    const text = JSON.stringify([line.from, line.members]);
    const before = this.members.get(line.slot);
    if (before !== undefined && before !== text) this.report('agreement', line, `Slot ${line.slot} gives two configurations.`);
    this.members.set(line.slot, text);
  }

  // A read that goes around the log is not applied by anybody.
  private reply({ message: m, ...line }: LineOf<'send'>): void {
    if (m.type !== 'Reply' || m.mode !== 'log' || this.begun || this.hasApplied(m.session, m.sequence)) return;
    this.report('answered-early', line, `Request ${m.sequence} of session ${m.session} is answered; nobody has applied it.`);
  }
}
