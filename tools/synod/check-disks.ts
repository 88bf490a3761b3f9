// What each disk holds, by the lines alone, and what must be on it before a message may leave: a promise and a Prepare need their ballot synced,
// an Accepted its vote. A synced record is never lost; a node that comes back knows whatever it has said.
import { compareBallots, higher, type Ballot, type DiskRecord, type Header, type Line, type LineOf, type Report } from './event-file.ts';

interface Disk {
  /** Written, not synced. */
  pending: Map<number, DiskRecord>;
  synced: number;
  promised: Ballot;
  votes: Set<string>;
  checkpoint: number;
  /** The highest ballot in anything that it has sent. */
  said: Ballot;
}

const empty = (): Disk => ({ pending: new Map(), synced: 0, promised: 'none', votes: new Set(), checkpoint: 0, said: 'none' });

export type OnDurable = (node: string, record: DiskRecord) => void;

/** One owner, for one run. */
export class DiskRules {
  private readonly disks = new Map<string, Disk>();
  private readonly report: Report;
  private readonly onDurable: OnDurable;

  constructor(header: Header, report: Report, onDurable: OnDurable) {
    this.report = report;
    this.onDurable = onDurable;
    header.disks?.forEach((rows, i) => {
      const node = header.nodes[i]!;
      for (const { lsn, record } of rows) this.settle(node, lsn, record);
    });
  }

  take(line: Line): void {
    const node = line.node ?? '';
    if (line.kind === 'write') this.of(node).pending.set(line.lsn, line.record);
    else if (line.kind === 'sync') this.sync(node, line.lsn);
    else if (line.kind === 'crash') this.crash(node, line);
    else if (line.kind === 'restart') this.restart(node, line);
    else if (line.kind === 'send') this.send(line);
    else if (line.kind === 'truncate') this.truncate(node, line);
    else if (line.kind === 'fault' && line.what === 'disk-lost') this.disks.set(node, { ...empty(), said: this.of(node).said });
  }

  private of(node: string): Disk {
    let disk = this.disks.get(node);
    if (disk === undefined) this.disks.set(node, (disk = empty()));
    return disk;
  }

  private settle(node: string, lsn: number, record: DiskRecord): void {
    const disk = this.of(node);
    disk.synced = Math.max(disk.synced, lsn);
    disk.pending.delete(lsn);
    if ('ballot' in record) disk.promised = higher(disk.promised, record.ballot);
    if (record.type === 'vote') disk.votes.add(`${record.slot}@${record.ballot}`);
    if (record.type === 'checkpoint') disk.checkpoint = Math.max(disk.checkpoint, record.checkpoint.index);
    this.onDurable(node, record);
  }

  private sync(node: string, upTo: number): void {
    for (const [lsn, record] of [...this.of(node).pending]) if (lsn <= upTo) this.settle(node, lsn, record);
  }

  // What a crash leaves of the records that were not synced is on the disk from now on.
  private crash(node: string, line: LineOf<'crash'>): void {
    const disk = this.of(node);
    for (const lsn of line.lost) {
      if (lsn <= disk.synced) this.report('durability', line, `${node}’s record ${lsn} was synced, and is gone.`);
      disk.pending.delete(lsn);
    }
    for (const [lsn, record] of [...disk.pending]) this.settle(node, lsn, record);
  }

  private restart(node: string, line: LineOf<'restart'>): void {
    const { said } = this.of(node);
    if (line.damage === null && compareBallots(line.promised, said) < 0)
      this.report('durability', line, `${node} comes back with the promise ${line.promised}; it had answered or asked in ${said}.`);
  }

  private send(line: LineOf<'send'>): void {
    const { from, message: m } = line;
    if (m.type !== 'Promise' && m.type !== 'Prepare' && m.type !== 'Accepted') return;
    const disk = this.of(from);
    disk.said = higher(disk.said, m.ballot);
    const known = compareBallots(disk.promised, m.ballot) >= 0;
    const voted = m.type !== 'Accepted' || disk.votes.has(`${m.slot}@${m.ballot}`) || disk.checkpoint >= m.slot;
    if (!known || !voted) this.report('sent-before-sync', line, `${from} sends ${m.type} in ${m.ballot}; no record of it is synced.`);
  }

  private truncate(node: string, line: LineOf<'truncate'>): void {
    if (this.of(node).checkpoint < line.index)
      this.report('cut-before-sync', line, `${node} cuts its log up to ${line.index}; no checkpoint that covers it is synced.`);
  }
}
