// What a new leader found and had to do, and what else tells Multi-Paxos from Raft: read off each event, for the table “Raft beside it”. Values:
// replaced, never changed, so that keyframes share them. It counts; it judges nothing.
import { isClient, type Micros, type NodeId, type Slot } from '../base/units.ts';
import { compareBallots, printBallot, sameBallot, type Ballot } from '../paxos/ballot.ts';
import type { Note } from '../paxos/effects.ts';
import type { PromiseMessage, ReadMode } from '../paxos/messages.ts';
import type { EventRecord } from '../sim/events.ts';
import { sizeOf } from '../sim/network.ts';

/** The last node that came to lead, and its election. */
export interface TakeOver {
  readonly node: NodeId;
  readonly ballot: string;
  /** How long its candidacy took. */
  readonly micros: Micros;
  /** How often it asked: once, and again where answers did not come (L6). */
  readonly asked: number;
  /** Prepare and Promise sent in that time, by anybody. */
  readonly messages: number;
  readonly quorum: readonly NodeId[];
  /** Of these, who had a later last vote than the candidate: by ballot, then by slot, as Raft compares last entries. */
  readonly ahead: readonly NodeId[];
  /** Votes that the others of the quorum reported, about how many bytes these promises had, and in how many of the slots it had no vote itself. */
  readonly votes: number;
  readonly bytes: number;
  readonly learned: number;
  /** L3: slots proposed again, and filled with a no-op; L2: entries fetched. */
  readonly adopted: number;
  readonly filled: number;
  readonly fetched: number;
}

interface Standing {
  readonly node: NodeId;
  readonly ballot: Ballot;
  readonly at: Micros;
  readonly phase1: number;
  readonly asked: number;
  readonly promises: readonly (readonly [NodeId, PromiseMessage])[];
}

export interface Beside {
  readonly takeOver: TakeOver | null;
  /** Candidacies that have neither come to lead nor been followed by another of the same node. */
  readonly standing: readonly Standing[];
  /** Slots that their leader knew to be chosen while one below was not. */
  readonly aboveHole: number;
  readonly adopted: number;
  /** Chosen entries copied to nodes that lacked them, and checkpoints sent instead; about how many bytes. */
  readonly copied: number;
  readonly copiedBytes: number;
  readonly checkpointsSent: number;
  readonly checkpointsSentBytes: number;
  readonly checkpoints: number;
  readonly reads: Readonly<Partial<Record<ReadMode, number>>>;
}

export const NOTHING_BESIDE: Beside = {
  takeOver: null,
  standing: [],
  aboveHole: 0,
  adopted: 0,
  copied: 0,
  copiedBytes: 0,
  checkpointsSent: 0,
  checkpointsSentBytes: 0,
  checkpoints: 0,
  reads: {},
};

/** With one event more; the same value where it tells nothing. `phase1`: messages of Phase 1 so far, this event’s among them. */
export function besideAfter(was: Beside, record: EventRecord, phase1: number): Beside {
  let b = was;
  const { happening: h, actor } = record;
  if (h.kind === 'deliver' && h.flight.message.type === 'Promise') b = withPromise(b, actor, h.flight.from, h.flight.message);
  for (const n of record.notes) b = withNote(b, n, record, phase1);
  for (const { message, sentBy } of record.sent) if (message.type === 'CatchUpReply') b = withCopies(b, message, sentBy === record.number);
  if (isClient(actor))
    for (const n of record.worldNotes)
      if (n.kind === 'answered' && n.operation.op === 'get') b = { ...b, reads: { ...b.reads, [n.mode]: (b.reads[n.mode] ?? 0) + 1 } };
  return b;
}

function withPromise(b: Beside, to: NodeId, from: NodeId, m: PromiseMessage): Beside {
  const s = b.standing.find((x) => x.node === to && sameBallot(x.ballot, m.ballot));
  if (s === undefined || s.promises.some(([by]) => by === from)) return b;
  const grown: Standing = { ...s, promises: [...s.promises, [from, m]] };
  return { ...b, standing: b.standing.map((x) => (x === s ? grown : x)) };
}

function withCopies(b: Beside, m: Parameters<typeof sizeOf>[0] & { readonly type: 'CatchUpReply' }, own: boolean): Beside {
  return own ? { ...b, copied: b.copied + m.entries.length, copiedBytes: b.copiedBytes + sizeOf(m) } : b;
}

function withNote(b: Beside, n: Note, record: EventRecord, phase1: number): Beside {
  const { actor, at } = record;
  switch (n.kind) {
    case 'candidate': {
      const standing: Standing = { node: actor, ballot: n.ballot, at, phase1, asked: 1, promises: [] };
      return { ...b, standing: [...b.standing.filter((s) => s.node !== actor), standing] };
    }
    case 'lead':
      return { ...b, takeOver: takeOver(b, actor, n, at, phase1), standing: b.standing.filter((s) => s.node !== actor) };
    case 'resend':
      return n.what === 'Prepare' ? { ...b, standing: b.standing.map((s) => (s.node === actor ? { ...s, asked: s.asked + 1 } : s)) } : b;
    case 'propose':
      return withProposal(b, actor, n);
    case 'chosen':
      return withChoice(b, n, record);
    case 'offer':
      return { ...b, checkpointsSent: b.checkpointsSent + 1, checkpointsSentBytes: b.checkpointsSentBytes + n.bytes };
    case 'checkpoint':
      return n.stage === 'saved' ? { ...b, checkpoints: b.checkpoints + 1 } : b;
    default:
      return b;
  }
}

function withProposal(b: Beside, node: NodeId, n: Note & { kind: 'propose' }): Beside {
  const t = b.takeOver;
  if (n.why === 'new') return b;
  const own = t !== null && t.node === node && t.ballot === printBallot(n.ballot);
  const [adopted, filled] = n.why === 'adopted' ? [1, 0] : [0, 1];
  const takeOver = own ? { ...t, adopted: t.adopted + adopted, filled: t.filled + filled } : t;
  return { ...b, adopted: b.adopted + adopted, takeOver };
}

// R3: what is chosen and cannot be applied at once stands above a hole.
function withChoice(b: Beside, n: Note & { kind: 'chosen' }, record: EventRecord): Beside {
  const { takeOver: t } = b;
  if (n.how === 'catch-up' && t?.node === record.actor) return { ...b, takeOver: { ...t, fetched: t.fetched + 1 } };
  if (n.how !== 'quorum' || record.notes.some((x) => x.kind === 'apply' && x.slot === n.slot)) return b;
  return { ...b, aboveHole: b.aboveHole + 1 };
}

function takeOver(b: Beside, node: NodeId, n: Note & { kind: 'lead' }, at: Micros, phase1: number): TakeOver {
  const s = b.standing.find((x) => x.node === node && sameBallot(x.ballot, n.ballot));
  const promises = s?.promises ?? [];
  const own = promises.find(([by]) => by === node)?.[1];
  const others = promises.filter(([by]) => by !== node);
  const had = new Set(own?.votes.map((v) => v.slot));
  const reported = new Set<Slot>(others.flatMap(([, p]) => p.votes.map((v) => v.slot)));
  return {
    node,
    ballot: printBallot(n.ballot),
    micros: at - (s?.at ?? at),
    asked: s?.asked ?? 0,
    messages: phase1 - (s?.phase1 ?? phase1),
    quorum: n.quorum,
    ahead: others.filter(([, p]) => own !== undefined && isLater(p, own)).map(([by]) => by),
    votes: others.reduce((sum, [, p]) => sum + p.votes.length, 0),
    bytes: others.reduce((sum, [, p]) => sum + sizeOf(p), 0),
    learned: [...reported].filter((slot) => !had.has(slot)).length,
    adopted: 0,
    filled: 0,
    fetched: 0,
  };
}

// §5.4.1 of the Raft paper, said of votes: the later ballot of the last one, then the higher slot. One without a vote to report ends where it knows the log to be chosen.
function isLater(a: PromiseMessage, b: PromiseMessage): boolean {
  const [x, y] = [a.votes.at(-1), b.votes.at(-1)];
  if (x === undefined || y === undefined) return (x?.slot ?? a.chosenUpTo) > (y?.slot ?? b.chosenUpTo);
  const order = compareBallots(x.ballot, y.ballot);
  return order > 0 || (order === 0 && x.slot > y.slot);
}
