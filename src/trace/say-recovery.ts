// A node's return from its disk, told record by record (D7): what each gave back, with the reason; then the slots run through the state machine
// again; then what the node knows. The fold is the engine's own (paxos/recovery.ts), the rows are those that it read, the rest stands in the
// event's record and in the node just after it: nothing is told that did not happen.
import { nameOf, type Lsn, type NodeId, type Slot } from '../base/units.ts';
import { compareBallots, printBallot } from '../paxos/ballot.ts';
import { beginReplay, replayRecord, type Replay } from '../paxos/recovery.ts';
import type { DiskRecord } from '../paxos/records.ts';
import type { EventRecord } from '../sim/events.ts';
import type { DiskRow } from '../sim/inputs.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { entryNamed, many, slotsNamed } from './wording.ts';

/** What is recovered so far. */
export interface Recovered {
  /** `2.n1`, or ''. */
  readonly promised: string;
  /** The newest checkpoint’s last slot; 0: none. */
  readonly checkpoint: Slot;
  /** Slots with a vote above it. */
  readonly votes: number;
  readonly chosenUpTo: Slot;
  readonly appliedUpTo: Slot;
}

export interface RecoveryStep {
  /** cut, damage: a record that does not fit its checksum · covered: one that the checkpoint replaces · applied: a slot, run again · end. */
  readonly kind: 'cut' | 'damage' | 'identity' | 'checkpoint' | 'promise' | 'vote' | 'learned' | 'covered' | 'applied' | 'end';
  /** The record that it is about, or 0. */
  readonly lsn: Lsn;
  readonly text: string;
  readonly rules: readonly string[];
  /** Just after it. */
  readonly then: Recovered;
}

/** Nodes that came back from their disks at an event; a new node is not one. */
export function recoveredNodes(record: EventRecord): readonly NodeId[] {
  if (record.worldNotes.some((n) => n.kind === 'added')) return [];
  return record.notes.flatMap((n, i) => (n.kind === 'recover' ? [record.noteActors?.[i] ?? record.actor] : []));
}

/** The rows that a node found when it came back. `before`: the world before the event, `record`: the event. */
export function rowsFound(before: World, record: EventRecord, node: NodeId): readonly DiskRow[] {
  const { rows } = before.node(node).disk;
  const crash = record.worldNotes.find((n) => n.kind === 'crashed' && n.node === node); // a power failure: at the same event
  const lost = new Set(crash?.kind === 'crashed' ? crash.lost : []);
  return Array.from({ length: rows.length }, (_, i) => rows.get(i)!).filter((row) => !lost.has(row.lsn));
}

/** Step by step. `rows`: as found, torn ones too; `after`: the node just after the event. */
export function tellRecovery(rows: readonly DiskRow[], record: EventRecord, after: SimNode): readonly RecoveryStep[] {
  const teller = new Teller(after);
  const whole = teller.cutTail(rows);
  const damaged = whole.findIndex((row) => row.flaw !== undefined);
  if (damaged >= 0) {
    teller.records(whole.slice(0, damaged));
    teller.damage(whole[damaged]!, whole.length - damaged - 1);
  } else {
    teller.records(whole);
    teller.applied(record);
  }
  teller.end();
  return teller.steps;
}

/** Used once. */
class Teller {
  readonly steps: RecoveryStep[] = [];
  private readonly fold: Replay = beginReplay();
  private readonly voted = new Set<Slot>();
  private readonly after: SimNode;
  private readonly me: string;
  private appliedUpTo: Slot = 0;

  constructor(after: SimNode) {
    this.after = after;
    this.me = nameOf(after.id);
  }

  /** The rows without the torn tail, which is told first: what the checksums say is known before anything is taken. */
  cutTail(rows: readonly DiskRow[]): readonly DiskRow[] {
    let end = rows.length;
    while (end > 0 && rows[end - 1]!.flaw === 'torn') end--;
    for (const row of rows.slice(end).reverse())
      this.say(
        'cut',
        `Record ${row.lsn}, ${recordNamed(row.record)}, does not fit its checksum: it was being written when ${this.me} crashed. It ends the log and is cut off; nothing that depended on it had left.`,
        ['D7'],
        row.lsn,
      );
    return rows.slice(0, end);
  }

  /** The identity, the newest checkpoint, and the other records in their order. */
  records(rows: readonly DiskRow[]): void {
    const newest = newestCheckpoint(rows);
    const first = rows.filter((r) => r.record.type === 'identity');
    if (first.length === 0) this.noIdentity();
    for (const row of [...first, ...(newest === null ? [] : [newest]), ...rows.filter((r) => r !== newest && r.record.type !== 'identity')])
      this.record(row);
  }

  damage(row: DiskRow, behind: number): void {
    const whole =
      behind === 0 ? 'and it is not the tail of a write' : `and ${many(behind, 'record')} lie${behind === 1 ? 's' : ''} behind it`;
    this.say(
      'damage',
      `Record ${row.lsn} does not fit its checksum, ${whole}: this is damage, not a write cut short. What lies behind it may hold promises that cannot be read.`,
      ['D7', 'D8'],
      row.lsn,
    );
  }

  /** R3: what is known to be chosen, run again in slot order. */
  applied(record: EventRecord): void {
    record.notes.forEach((n, i) => {
      if (n.kind !== 'apply' || (record.noteActors?.[i] ?? record.actor) !== this.after.id) return;
      this.appliedUpTo = n.slot;
      const results = n.results.map((r) => (r.repeated ? 'answered from the session table' : `version ${r.result.version}`));
      const outcome = results.length === 0 ? '' : `: ${[...new Set(results)].join(', ')}`;
      this.say(
        'applied',
        `Slot ${n.slot} is known to be chosen: ${entryNamed(n.entry)} is run through the state machine again${outcome}.`,
        ['R3'],
        0,
      );
    });
  }

  end(): void {
    const { node } = this.after;
    if (node.damage !== null)
      return this.say('end', `${this.me} takes no part, since ${node.damage}. It does not vote under its old name.`, ['D7', 'D8'], 0);
    const promised = node.promised.round === 0 ? 'it has promised nothing' : `it keeps its promise of ${printBallot(node.promised)}`;
    const open = [...this.voted].filter((s) => s > node.commitIndex).sort((a, b) => a - b);
    const unknown =
      open.length === 0
        ? ''
        : ` Whether ${slotsNamed(open)} ${open.length === 1 ? 'is' : 'are'} chosen it does not know: it has a vote of its own there, and will hear.`;
    const bound = node.bound.until > 0 ? ' It refuses every candidate for one whole lease first.' : '';
    this.say(
      'end',
      `${this.me} is back: ${promised}, ${node.commitIndex === 0 ? 'knows no slot to be chosen' : `knows slots up to ${node.commitIndex} to be chosen`}, and has applied ${node.appliedIndex === 0 ? 'none' : `up to slot ${node.appliedIndex}`}. It has forgotten who leads.${unknown}${bound}`,
      bound === '' ? ['D7'] : ['D7', 'Q3'],
      0,
    );
  }

  private noIdentity(): void {
    const goesOn = this.after.node.damage === null;
    this.say(
      'identity',
      `No record says whose disk this is: it was lost or emptied, and what had been promised with it.${goesOn ? ` Rule D8 is off: ${this.me} goes on all the same.` : ''}`,
      ['D8'],
      0,
    );
  }

  private record({ lsn, record: r }: DiskRow): void {
    const { fold } = this;
    const before = { promised: fold.promised, chosenUpTo: fold.commitIndex };
    const covered = isCovered(r, fold);
    const replaced = r.type === 'vote' ? fold.log.vote(r.slot) : undefined;
    replayRecord(fold, r);
    if (r.type === 'vote' && !covered) this.voted.add(r.slot);
    if (r.type === 'checkpoint' && !covered) this.appliedUpTo = r.checkpoint.index;
    const raised = compareBallots(fold.promised, before.promised) > 0 ? printBallot(fold.promised) : '';
    const chosen = r.type !== 'identity' && r.type !== 'checkpoint' && r.commitIndex > before.chosenUpTo;
    const known = chosen ? ` When it was written, slots up to ${fold.commitIndex} were known to be chosen.` : '';
    const { kind, text, rules } = covered ? this.sayCovered(r, raised) : this.sayRecord(r, raised, replaced !== undefined);
    this.say(kind, `Record ${lsn}: ${text}${known}`, known === '' ? rules : [...rules, 'R2'], lsn);
  }

  private sayRecord(r: DiskRecord, raised: string, replaces: boolean): Pick<RecoveryStep, 'kind' | 'text' | 'rules'> {
    switch (r.type) {
      case 'identity': {
        const own = r.node === this.after.id;
        return { kind: 'identity', text: own ? `this is ${this.me}’s own disk.` : `this disk is ${nameOf(r.node)}’s.`, rules: ['D8'] };
      }
      case 'checkpoint': {
        const { index, state } = r.checkpoint;
        const keys = state.items.filter(([, value]) => value !== null).length;
        const promise = raised === '' ? '' : ` The promise of ${raised} was written with it.`;
        const holds = `${many(keys, 'key')} and ${many(state.sessions.length, 'session')}`;
        return {
          kind: 'checkpoint',
          text: `the newest checkpoint is loaded: the state after slot ${index}, with ${holds}.${promise}`,
          rules: ['D7', 'C2'],
        };
      }
      case 'promise':
        return raised === ''
          ? { kind: 'promise', text: `a promise of ${printBallot(r.ballot)}: a higher one has come back already.`, rules: ['D7'] }
          : { kind: 'promise', text: `the promise of ${raised} is back.`, rules: ['D7', 'A1'] };
      case 'vote': {
        const instead = replaces ? ' It takes the place of an earlier vote there.' : '';
        const promise = raised === '' ? '' : ` A vote is a promise too: ${raised}.`;
        const vote = `the vote for ${entryNamed(r.entry)} in slot ${r.slot}, ballot ${printBallot(r.ballot)}, is back`;
        return { kind: 'vote', text: `${vote}.${instead}${promise}`, rules: ['D7', 'A3'] };
      }
      case 'learned':
        return {
          kind: 'learned',
          text: `${entryNamed(r.entry)} is chosen in slot ${r.slot}: ${this.me} had learned it from another node.`,
          rules: ['D7', 'R2'],
        };
    }
  }

  private sayCovered(r: DiskRecord, raised: string): Pick<RecoveryStep, 'kind' | 'text' | 'rules'> {
    const promise = raised === '' ? '' : ` Its promise counts: ${raised}.`;
    return { kind: 'covered', text: `${recordNamed(r)}: the checkpoint covers it.${promise}`, rules: ['D7', 'D6'] };
  }

  private say(kind: RecoveryStep['kind'], text: string, rules: readonly string[], lsn: Lsn): void {
    const { fold, after } = this;
    const end = kind === 'end' && after.node.damage === null;
    const checkpoint = fold.checkpoint?.index ?? 0;
    const then: Recovered = {
      promised: fold.promised.round === 0 ? '' : printBallot(fold.promised),
      checkpoint,
      votes: this.voted.size,
      chosenUpTo: end ? after.node.commitIndex : Math.max(fold.commitIndex, checkpoint),
      appliedUpTo: end ? after.node.appliedIndex : this.appliedUpTo,
    };
    this.steps.push({ kind, lsn, text, rules, then });
  }
}

function newestCheckpoint(rows: readonly DiskRow[]): DiskRow | null {
  let newest: DiskRow | null = null;
  let index = 0;
  for (const row of rows) {
    if (row.record.type !== 'checkpoint' || row.record.checkpoint.index < index) continue;
    newest = row;
    index = row.record.checkpoint.index;
  }
  return newest;
}

// The newest checkpoint was taken first: whatever lies at or below it is let go.
function isCovered(r: DiskRecord, { checkpoint }: Replay): boolean {
  if (checkpoint === null) return false;
  if (r.type === 'checkpoint') return true;
  return (r.type === 'vote' || r.type === 'learned') && r.slot <= checkpoint.index;
}

function recordNamed(r: DiskRecord): string {
  switch (r.type) {
    case 'identity':
      return 'whose disk this is';
    case 'promise':
      return `a promise of ${printBallot(r.ballot)}`;
    case 'vote':
      return `a vote for ${entryNamed(r.entry)} in slot ${r.slot}`;
    case 'learned':
      return `${entryNamed(r.entry)}, learned in slot ${r.slot}`;
    case 'checkpoint':
      return `a checkpoint of slot ${r.checkpoint.index}`;
  }
}
