// What reads are told. I10, live: an answer is never older than what was answered before its request was sent, and shows a state that the log
// had (the whole verdict on the clients' history is `linearizability/`, on demand). I11: while a lease read is confirmed, no other node has
// completed a higher ballot. It sees requests, answers, and what took effect; never a node's belief.
import type { EventNumber, NodeId, SessionId, Slot } from '../../base/units.ts';
import { compareBallots, NO_BALLOT, printBallot, type Ballot } from '../../paxos/ballot.ts';
import type { AppliedResult, Note } from '../../paxos/effects.ts';
import type { Command, OperationResult } from '../../paxos/entry.ts';
import type { Reply } from '../../paxos/messages.ts';
import type { WorldNote } from '../events.ts';
import { atEvent, finding, printCommand, printResult, type Finding, type Tried } from './wording.ts';

/** A state that a key had from a slot on. A value. */
interface KeyVersion {
  readonly slot: Slot;
  readonly version: number;
  readonly value: string | undefined;
}

/** States of a key that are kept: an answer older than these is not judged here. */
const MAX_VERSIONS = 128;

/** A request under way: what had been answered of its key when it was sent. A value. */
interface Asked {
  readonly sequence: number;
  readonly key: string;
  /** The slot of the newest state of the key that any client had been told of. */
  readonly since: Slot;
  readonly sinceEvent: EventNumber;
}

/** Owned; copy with `clone()`. */
export class Reads {
  private versions = new Map<string, readonly KeyVersion[]>();
  private asked = new Map<SessionId, Asked>();
  private told = new Map<string, { readonly slot: Slot; readonly event: EventNumber }>();
  private completed: { readonly ballot: Ballot; readonly event: EventNumber } = { ballot: NO_BALLOT, event: -1 };

  /** A slot took effect for the first time anywhere. */
  onEffect(slot: Slot, commands: readonly Command[], results: readonly AppliedResult[]): void {
    commands.forEach(({ operation: o }, i) => {
      const r = results[i];
      if (r === undefined || r.repeated || o.op === 'get' || r.result.ok === false) return;
      const list = this.versions.get(o.key) ?? [];
      const state = { slot, version: r.result.version, value: o.op === 'delete' ? undefined : o.value };
      this.versions.set(o.key, [...list.slice(-MAX_VERSIONS + 1), state]);
    });
  }

  /** What the keys were after a slot, by a checkpoint that a former run left. */
  assumeState(slot: Slot, items: readonly (readonly [string, string | null, number])[]): void {
    for (const [key, value, version] of items) {
      const list = this.versions.get(key) ?? [];
      if (list.at(-1)?.version === version) continue;
      this.versions.set(key, [...list.slice(-MAX_VERSIONS + 1), { slot, version, value: value ?? undefined }]);
    }
  }

  onWorldNote(n: WorldNote, event: EventNumber): void {
    if (n.kind === 'invoke' && n.attempt === 1) {
      const told = this.told.get(n.operation.key);
      this.asked.set(n.session, { sequence: n.sequence, key: n.operation.key, since: told?.slot ?? 0, sinceEvent: told?.event ?? -1 });
    } else if (n.kind === 'answered' && n.mode !== 'stale') this.tell(n.operation.key, n.result, event);
  }

  /** I10: a reply that did not go through the log leaves. */
  onReply(node: NodeId, m: Reply, event: EventNumber, tried: Tried): Finding | null {
    if (m.mode === 'log') return null;
    const asked = this.asked.get(m.session);
    if (asked === undefined || asked.sequence !== m.sequence) return null;
    tried.I10!++;
    const list = this.versions.get(asked.key) ?? [];
    const shown = stateAt(list, m.appliedIndex);
    if (shown !== 'forgotten' && !shows(m.result, shown)) return notAPrefix(node, m, event, asked, shown);
    if (m.mode === 'stale' || shown === 'forgotten' || (shown?.slot ?? 0) >= asked.since) return null;
    return tooOld(node, m, event, asked, list);
  }

  /** A node leads: its ballot is complete. */
  onLead(ballot: Ballot, event: EventNumber): void {
    if (compareBallots(ballot, this.completed.ballot) > 0) this.completed = { ballot, event };
  }

  /** I11: a read is confirmed under a lease. */
  onLeaseRead(node: NodeId, note: Extract<Note, { kind: 'read' }>, event: EventNumber, tried: Tried): Finding | null {
    if (note.stage !== 'confirmed' || note.by !== 'lease') return null;
    tried.I11!++;
    if (compareBallots(this.completed.ballot, note.ballot!) <= 0) return null;
    const mine = printBallot(note.ballot!);
    const theirs = printBallot(this.completed.ballot);
    return finding(
      'I11',
      [node, this.completed.ballot.node],
      null,
      `n${node} answers a read under a lease that is over: another node leads.`,
      `${atEvent(this.completed.event)} n${this.completed.ballot.node} completed ballot ${theirs}.`,
      `${atEvent(event)} n${node} confirms ${printCommand(note.session, note.sequence)} under its lease in ballot ${mine}.`,
    );
  }

  clone(): Reads {
    const copy = new Reads();
    copy.versions = new Map(this.versions);
    copy.asked = new Map(this.asked);
    copy.told = new Map(this.told);
    copy.completed = this.completed;
    return copy;
  }

  // A client has been told of this state of the key: whoever asks from now on must not be shown an older one.
  private tell(key: string, result: OperationResult, event: EventNumber): void {
    const list = this.versions.get(key) ?? [];
    const state = result.version === 0 ? undefined : list.findLast((v) => v.version === result.version);
    const known = this.told.get(key);
    if (state !== undefined && state.slot > (known?.slot ?? 0)) this.told.set(key, { slot: state.slot, event });
  }
}

/** The key's state after a slot: undefined, it was never written; 'forgotten', older than what is kept. */
function stateAt(list: readonly KeyVersion[], slot: Slot): KeyVersion | undefined | 'forgotten' {
  const state = list.findLast((v) => v.slot <= slot);
  return state === undefined && list.length >= MAX_VERSIONS ? 'forgotten' : state;
}

const shows = (r: OperationResult, state: KeyVersion | undefined): boolean =>
  state === undefined || state.value === undefined ? r.version === 0 : r.version === state.version && r.value === state.value;

const replyFact = (node: NodeId, m: Reply, event: EventNumber): string =>
  `${atEvent(event)} n${node} answers ${printCommand(m.session, m.sequence)} with ${printResult(m.result)}, having applied slot ${m.appliedIndex}.`;

function notAPrefix(node: NodeId, m: Reply, event: EventNumber, asked: Asked, shown: KeyVersion | undefined): Finding {
  const was = shown === undefined || shown.value === undefined ? 'is absent' : `is ${shown.value}, version ${shown.version}`;
  return finding(
    'I10',
    [node],
    m.appliedIndex,
    `A read shows a state that the log never gave.`,
    replyFact(node, m, event),
    `After slot ${m.appliedIndex} ${asked.key} ${was}.`,
  );
}

function tooOld(node: NodeId, m: Reply, event: EventNumber, asked: Asked, list: readonly KeyVersion[]): Finding {
  const newer = list.findLast((v) => v.slot === asked.since);
  const state = newer === undefined ? `the state after slot ${asked.since}` : `version ${newer.version}, from slot ${newer.slot}`;
  return finding(
    'I10',
    [node],
    asked.since,
    `A read shows an older state than one that a client had been told of before the read was sent.`,
    `${atEvent(asked.sinceEvent)} a client had been told of ${asked.key} in ${state}.`,
    replyFact(node, m, event),
  );
}
