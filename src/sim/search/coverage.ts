// Coverage marks: how often a search came to the corners that rules are written for. Read off the records of events from outside, as the checks
// are, so that the protocol knows nothing of them. A mark that stays at zero says that a search proves nothing about that corner.
import type { Note, NoteKind } from '../../paxos/effects.ts';
import type { EventRecord, Flight, WorldNote } from '../events.ts';
import type { SimNode } from '../sim-node.ts';
import type { World } from '../world.ts';

type Of<K extends NoteKind> = Extract<Note, { kind: K }>;
type Said<T> = readonly [mark: string, is: (what: T, node: SimNode | undefined, record: EventRecord) => boolean];

const always = (): boolean => true;
const note = <K extends NoteKind>(kind: K, ...marks: readonly Said<Of<K>>[]): readonly [NoteKind, readonly Said<Note>[]] => [
  kind,
  marks as unknown as readonly Said<Note>[],
];

/** Kind of note → the marks that one may bring. */
const BY_NOTE: ReadonlyMap<NoteKind, readonly Said<Note>[]> = new Map([
  note(
    'propose',
    ['L3: a new leader fills a gap with a no-op', (n) => n.why === 'filled'],
    ['L3: a new leader adopts a reported value', (n) => n.why === 'adopted'],
    ['L3: it adopts one of several that were reported', (n) => n.why === 'adopted' && (n.reporters?.length ?? 0) > 1],
    [
      'M4: a value that a late promise reported is adopted',
      (n, _, r) => n.why === 'adopted' && r.notes.some((x) => x.kind === 'membership' && x.stage === 'promises'),
    ],
    ['B1: a batch of several commands', (n) => n.entry.type === 'commands' && n.entry.commands.length > 1],
  ),
  note('count', [
    'Q4: a follower’s lease holds a slot back',
    (n, at) => n.count >= n.needed && at?.node.leadership?.proposals.get(n.slot)?.chosen === true,
  ]),
  note(
    'apply',
    ['S2: a repeated request is answered from the table', (n) => n.results.some((r) => r.repeated)],
    [
      'M3: a configuration governs after its α-window',
      (n, at) => at?.node.configurations.some((c) => c.from === n.slot && c.from > c.slot + 1) === true,
    ],
  ),
  note('vote', ['A3: an Accept that comes again is answered again', (n, _, r) => n.again && isOf(r, 'Accept')]),
  note('chosen', ['R2: chosen by commit index', (n) => n.how === 'commit-index'], ['R2: chosen by catch-up', (n) => n.how === 'catch-up']),
  note('step-down', ['A5: a leader steps down', (n) => n.was === 'leader'], ['A5: a candidate steps down', (n) => n.was === 'candidate']),
  note('back-off', ['E2: a candidate backs off', always]),
  note('abdicate', ['E4: a Basic leader abdicates', always]),
  note('lose-leader', ['E3: a follower no longer believes in a leader, and does not stand', always]),
  note('candidate', ['E3: one stands because a request waits', (n) => n.why === 'asked']),
  note(
    'refuse',
    ['A3: an Accept of a low ballot is refused', (n) => n.what === 'Accept'],
    ['A1: a Prepare of a low ballot is refused', (n) => n.what === 'Prepare'],
  ),
  note('resend', ['L6: Prepares are sent again', (n) => n.what === 'Prepare'], ['L6: Accepts are sent again', (n) => n.what === 'Accept']),
  note(
    'lease',
    ['Q3: a lease refuses a Prepare', (n) => n.what === 'refused' && n.whose === 'leader'],
    ['Q4: a follower holds a lease', (n) => n.what === 'held' && n.whose === 'follower'],
    ['Q4: a follower is refused a lease', (n) => n.what === 'refused' && n.whose === 'follower'],
  ),
  note(
    'read',
    ['Q2: a read confirmed by a quorum', (n) => n.stage === 'confirmed' && n.by === 'quorum'],
    ['Q3: a read confirmed by the leader’s lease', (n) => n.stage === 'confirmed' && n.by === 'lease' && n.mode === 'leader-lease'],
    ['Q4: a read confirmed by a follower’s lease', (n) => n.stage === 'confirmed' && n.by === 'lease' && n.mode === 'follower-lease'],
    ['Q5: a stale read that is behind', (n) => n.stage === 'answered' && n.mode === 'stale' && n.behind > 0],
  ),
  note(
    'checkpoint',
    ['C3: a checkpoint is saved', (n) => n.stage === 'saved'],
    ['C5: a checkpoint is begun at an idle moment', (n, _, r) => n.stage === 'begun' && isTimer(r, 'checkpoint-idle')],
  ),
  note('name-checkpoint', ['C4: a leader names a checkpoint', always]),
  note('truncate', ['P9: a log is cut', always]),
  note('offer', ['R5: a checkpoint is offered', always]),
  note(
    'install',
    ['C6: a checkpoint is installed', always],
    ['C6: a new leader that must learn installs one', (_, at) => at !== undefined && at.node.leadership !== null],
    ['C6: one is installed that takes votes with it', (n, at) => at !== undefined && at.node.log.last() > n.index],
  ),
  note(
    'membership',
    ['M2: stop-the-world is drained', (n, _, r) => n.stage === 'proposed' && wasDrained(r)],
    ['M2: it goes on under the new members', (n) => n.stage === 'resumed'],
    ['M4: late promises are enough', (n) => n.stage === 'promises'],
    ['M5: a learner has caught up', (n) => n.stage === 'caught-up'],
    ['M6: a leader hands over', (n) => n.stage === 'handed-over'],
    ['M7: a change is refused', (n) => n.stage === 'refused'],
    ['A4: a removed node is told', (n, _, r) => n.stage === 'removed' && isOf(r, 'Members')],
  ),
  note('configuration', [
    'M5: a learner becomes a member',
    (n, at) => {
      const before = at?.node.configurations.filter((c) => c.slot < n.slot).at(-1)?.members ?? [];
      return at !== undefined && n.members.includes(at.id) && !before.includes(at.id);
    },
  ]),
  note('recover', ['D7: a node recovers records', (n) => n.replayed > 1], ['D8: a damaged disk is refused', (n) => n.damage !== null]),
  note(
    'ignore',
    ['D8: a damaged node stays silent', (n) => n.why === 'damaged'],
    ['A4: a removed node’s Prepare', (n) => n.why === 'removed'],
  ),
  note('queue', ['L4: a request waits for the window', (n) => n.why === 'window']),
]);

const isTimer = (r: EventRecord, timer: string): boolean => r.happening.kind === 'timer' && r.happening.timer === timer;
const isOf = (r: EventRecord, type: string): boolean => r.happening.kind === 'deliver' && r.happening.flight.message.type === type;
// Stop-the-world, and not at once.
const wasDrained = (r: EventRecord): boolean =>
  r.notes.some((n) => n.kind === 'propose' && n.entry.type === 'configuration' && n.entry.after === 1) &&
  !r.notes.some((n) => n.kind === 'membership' && n.stage === 'draining');

const BY_FLIGHT: readonly (readonly [mark: string, is: (f: Flight, r: EventRecord, world: World) => boolean])[] = [
  [
    'A2: a promise reports a vote that a checkpoint of its node covers',
    ({ from, message: m }, _, world) =>
      m.type === 'Promise' && m.votes.length > 0 && m.votes[0]!.slot <= (world.nodes[from - 1]?.node.checkpoint?.index ?? 0),
  ],
  [
    'A2: a promise names a checkpoint that the candidate lacks',
    ({ message: m }) => m.type === 'Promise' && m.checkpointIndex >= m.firstSlot,
  ],
  ['C4: a round ends with a quorum, at its bound', ({ message: m }, r) => m.type === 'Truncate' && isTimer(r, 'checkpoint-bound')],
  ['C4: a round ends with all', ({ message: m }, r) => m.type === 'Truncate' && !isTimer(r, 'checkpoint-bound')],
];

const BY_WORLD: readonly (readonly [mark: string, is: (n: WorldNote) => boolean])[] = [
  ['a crash loses what was not synced', (n) => n.kind === 'crashed' && n.lost.length > 0],
  ['D7: a torn tail is cut', (n) => n.kind === 'cut-tail'],
  ['a full disk stops a node', (n) => n.kind === 'disk-full'],
  ['a processor is busy', (n) => n.kind === 'busy'],
  ['S2: a client sends a request again', (n) => n.kind === 'invoke' && n.attempt > 1],
];

/** Every mark, in order. */
export const MARKS: readonly string[] = [
  ...[...BY_NOTE.values()].flatMap((marks) => marks.map(([mark]) => mark)),
  ...BY_FLIGHT.map(([mark]) => mark),
  ...BY_WORLD.map(([mark]) => mark),
];

/** Counts the marks of one run. One owner. */
export class Coverage {
  readonly counts: Record<string, number> = {};

  observe(record: EventRecord, world: World): void {
    for (let i = 0; i < record.notes.length; i++) {
      const n = record.notes[i]!;
      const marks = BY_NOTE.get(n.kind);
      if (marks === undefined) continue;
      const node = world.nodes[(record.noteActors?.[i] ?? record.actor) - 1];
      for (const [mark, is] of marks) if (is(n, node, record)) this.bump(mark);
    }
    for (const f of record.sent) for (const [mark, is] of BY_FLIGHT) if (is(f, record, world)) this.bump(mark);
    for (const n of record.worldNotes) for (const [mark, is] of BY_WORLD) if (is(n)) this.bump(mark);
  }

  private bump(mark: string): void {
    this.counts[mark] = (this.counts[mark] ?? 0) + 1;
  }
}
