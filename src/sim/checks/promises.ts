// What nodes have promised: I3 (no vote or promise below a promise that was sent), I4 (what was sent is on the disk for good), and the
// second half of I2 (a ballot belongs to one life of one node). It sees messages as they leave, and disks; never a node's memory.
import { Chunked } from '../../base/chunked.ts';
import type { EventNumber, NodeId, Slot } from '../../base/units.ts';
import { compareBallots, NO_BALLOT, printBallot, sameBallot, type Ballot } from '../../paxos/ballot.ts';
import type { Disk } from '../disk.ts';
import { atEvent, codeOf, finding, printCode, type Finding, type Tried } from './wording.ts';

/** What the checks know of one node's word. Owned; copied by `clone`. */
interface Word {
  /** The highest ballot in a promise or vote that has left, and when. */
  ballot: Ballot;
  event: EventNumber;
  what: 'promise' | 'vote';
  /** Per slot the code of the highest ballot in an Accepted that has left. */
  votes: Chunked<number>;
  /** The highest own ballot that it has used, in which life, and when. */
  used: Ballot;
  usedIn: number;
  usedAt: EventNumber;
  /** How often it has come up. */
  life: number;
  /** D8: its disk was lost or damaged at that event; then its identity must be silent. */
  harmedAt: EventNumber | null;
}

const noWord = (): Word => ({
  ballot: NO_BALLOT,
  event: -1,
  what: 'promise',
  votes: new Chunked(),
  used: NO_BALLOT,
  usedIn: 1,
  usedAt: -1,
  life: 1,
  harmedAt: null,
});

/** Owned; copy with `clone()`. */
export class Promises {
  private words: Word[];

  constructor(nodes: number) {
    this.words = Array.from({ length: nodes + 1 }, noWord);
  }

  clone(): Promises {
    const copy = new Promises(0);
    copy.words = this.words.map((w) => ({ ...w, votes: w.votes.clone() }));
    return copy;
  }

  /** I3: a `Promise` of the ballot leaves. */
  onPromise(node: NodeId, ballot: Ballot, event: EventNumber, tried: Tried): Finding | null {
    return this.give(node, ballot, 'promise', 0, event, tried);
  }

  /** I3: an `Accepted` leaves. */
  onVote(node: NodeId, ballot: Ballot, slot: Slot, event: EventNumber, tried: Tried): Finding | null {
    const found = this.give(node, ballot, 'vote', slot, event, tried);
    if (found !== null) return found;
    const { votes } = this.words[node]!;
    const code = codeOf(ballot);
    const before = votes.get(slot);
    if (before === undefined || before < code) votes.set(slot, code);
    return null;
  }

  /** I2: a `Prepare` or `Accept` of its own ballot leaves. */
  onOwnBallot(node: NodeId, ballot: Ballot, event: EventNumber, tried: Tried): Finding | null {
    tried.I2!++;
    const w = this.words[node]!;
    if (sameBallot(ballot, w.used) && w.usedIn === w.life && ballot.node === node) return null;
    if (ballot.node !== node) return foreign(node, ballot, event);
    if (compareBallots(ballot, w.used) > 0) {
      w.used = ballot;
      w.usedIn = w.life;
      w.usedAt = event;
      return null;
    }
    return w.usedIn === w.life ? null : usedAgain(node, ballot, event, w);
  }

  /** A new node is there. */
  onAdded(node: NodeId): void {
    while (this.words.length <= node) this.words.push(noWord());
  }

  /** Its votes up to here are under a durable checkpoint. */
  onTruncate(node: NodeId, index: Slot): void {
    const { votes } = this.words[node]!;
    votes.forget(Math.min(index + 1, votes.length));
  }

  /** The node has come up again. */
  onRestart(node: NodeId): void {
    this.words[node]!.life++;
  }

  /** D8: the node's disk is not any more what it was. */
  onHarm(node: NodeId, event: EventNumber): void {
    this.words[node]!.harmedAt ??= event;
  }

  isHarmed(node: NodeId): boolean {
    return this.words[node]!.harmedAt !== null;
  }

  /** For a run that begins with disks: what a row says the node has promised, and which ballots it has used. */
  seed(node: NodeId, ballot: Ballot, what: 'promise' | 'vote'): void {
    const w = this.words[node]!;
    if (compareBallots(ballot, w.ballot) > 0) Object.assign(w, { ballot, what });
    if (ballot.node === node && compareBallots(ballot, w.used) > 0) Object.assign(w, { used: ballot, usedIn: 0 });
  }

  /** I4: compares what the node has sent with what its disk holds, at a crash or restart. Linear in its log, as a restart is. */
  onCrash(node: NodeId, disk: Disk, event: EventNumber, tried: Tried): Finding | null {
    const w = this.words[node]!;
    if (w.harmedAt !== null) return null;
    tried.I4!++;
    const { promised, votes, covered } = whatIsOn(disk);
    if (promised < codeOf(w.ballot)) return promiseLost(node, w, promised, event);
    for (let slot = covered + 1; slot < w.votes.length; slot++) {
      const sent = w.votes.get(slot) ?? 0;
      const kept = votes.get(slot) ?? 0;
      if (kept < sent) return voteLost(node, slot, sent, kept, event);
    }
    return null;
  }

  private give(node: NodeId, ballot: Ballot, what: 'promise' | 'vote', slot: Slot, event: EventNumber, tried: Tried): Finding | null {
    tried.I3!++;
    const w = this.words[node]!;
    const order = compareBallots(ballot, w.ballot);
    if (order < 0) return wordBroken(node, ballot, what, slot, event, w);
    if (w.harmedAt !== null) return voteWithoutDisk(node, ballot, what, event, w.harmedAt);
    if (order > 0) {
      w.ballot = ballot;
      w.event = event;
      w.what = what;
    }
    return null;
  }
}

/** What the readable rows of a disk hold: the highest promise, per slot the highest vote, as codes, and what a checkpoint covers. */
export function whatIsOn(disk: Disk): { readonly promised: number; readonly votes: ReadonlyMap<Slot, number>; readonly covered: Slot } {
  const votes = new Map<Slot, number>();
  let promised = 0;
  let covered = 0;
  for (let i = 0; i < disk.rows.length; i++) {
    const row = disk.rows.get(i)!;
    if (row.flaw !== undefined) continue;
    const { record } = row;
    if (record.type === 'identity' || record.type === 'learned') continue;
    const code = codeOf(record.ballot);
    if (code > promised) promised = code;
    if (record.type === 'vote' && (votes.get(record.slot) ?? 0) < code) votes.set(record.slot, code);
    if (record.type === 'checkpoint') covered = Math.max(covered, record.checkpoint.index);
  }
  return { promised, votes, covered };
}

const sentFact = (node: NodeId, w: Word): string =>
  w.what === 'promise'
    ? `${atEvent(w.event)} n${node} sent its promise for ballot ${printBallot(w.ballot)}.`
    : `${atEvent(w.event)} n${node} sent its vote in ballot ${printBallot(w.ballot)}, which promises as much.`;

function wordBroken(node: NodeId, ballot: Ballot, what: 'promise' | 'vote', slot: Slot, event: EventNumber, w: Word): Finding {
  const low = printBallot(ballot);
  const does = what === 'promise' ? `promises ballot ${low}` : `votes in slot ${slot} in ballot ${low}`;
  return finding(
    'I3',
    [node],
    what === 'vote' ? slot : null,
    `n${node} ${what === 'vote' ? 'votes' : 'promises'} below a promise that it has sent.`,
    sentFact(node, w),
    `${atEvent(event)} it ${does}, and ${low} is below ${printBallot(w.ballot)}.`,
  );
}

function voteWithoutDisk(node: NodeId, ballot: Ballot, what: 'promise' | 'vote', event: EventNumber, harmedAt: EventNumber): Finding {
  return finding(
    'I4',
    [node],
    null,
    `n${node} takes part under its old identity, though its disk has lost what it had promised.`,
    `${atEvent(harmedAt)} the disk of n${node} was lost or damaged.`,
    `${atEvent(event)} it sends a ${what} for ballot ${printBallot(ballot)}.`,
  );
}

function promiseLost(node: NodeId, w: Word, promised: number, event: EventNumber): Finding {
  return finding(
    'I4',
    [node],
    null,
    `A crash took a promise that n${node} had already sent.`,
    sentFact(node, w),
    `${atEvent(event)} the highest ballot on its disk is ${printCode(promised)}.`,
  );
}

function voteLost(node: NodeId, slot: Slot, sent: number, kept: number, event: EventNumber): Finding {
  return finding(
    'I4',
    [node],
    slot,
    `A crash took a vote in slot ${slot} that n${node} had already sent.`,
    `n${node} sent Accepted for slot ${slot} in ballot ${printCode(sent)}.`,
    `${atEvent(event)} its disk holds ${kept === 0 ? 'no vote in that slot' : `only a vote in ballot ${printCode(kept)} there`}.`,
  );
}

function foreign(node: NodeId, ballot: Ballot, event: EventNumber): Finding {
  return finding(
    'I2',
    [node, ballot.node],
    null,
    `n${node} uses a ballot of n${ballot.node}.`,
    `Ballot ${printBallot(ballot)} belongs to n${ballot.node}.`,
    `${atEvent(event)} n${node} sends a message in it as its own.`,
  );
}

function usedAgain(node: NodeId, ballot: Ballot, event: EventNumber, w: Word): Finding {
  return finding(
    'I2',
    [node],
    null,
    `n${node} uses ballot ${printBallot(ballot)} again after a crash.`,
    `${atEvent(w.usedAt)}, before it crashed, n${node} used ballot ${printBallot(w.used)}.`,
    `${atEvent(event)}, after it came back, it uses ${printBallot(ballot)}, which is not above that.`,
  );
}
