// Marks for the timeline: the few moments of a run that one looks for. A violation’s mark is made by whoever runs the checks.
import type { Note } from '../paxos/effects.ts';
import { nameOf } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { EventRecord, WorldNote } from '../sim/events.ts';
import type { Input } from '../sim/inputs.ts';
import type { World } from '../sim/world.ts';
import type { Mark } from './described.ts';
import { describeInput } from './say-input.ts';
import { messageNamed, topicOfType } from './say-message.ts';
import { recoveredNodes } from './say-recovery.ts';
import { entryNamed, listed, names, slotsNamed } from './wording.ts';

/** The event’s marks, at most one of a kind. `_world` is the world just after it. */
export function marksOf(record: EventRecord, _world: World): Mark[] {
  const { number: event, at, actor } = record;
  const refused = record.worldNotes.some((n) => n.kind === 'refused');
  const found: [Mark['kind'], string][] = [...ofNotes(record.notes, actor), ...ofHappening(record, refused)];
  if (record.noteActors === null) found.push(...ofWorldNotes(record.worldNotes));
  return found.map(([kind, text]) => ({ event, at, kind, actor, text }));
}

function ofNotes(notes: readonly Note[], actor: number): [Mark['kind'], string][] {
  const found: [Mark['kind'], string][] = [];
  for (const n of notes) if (n.kind === 'lead') found.push(['election', `${nameOf(actor)} leads ${printBallot(n.ballot)}`]);
  for (const n of notes) {
    if (n.kind === 'install') found.push(['installed', `${nameOf(actor)} installs ${nameOf(n.from)}’s checkpoint of slot ${n.index}`]);
    if (n.kind === 'configuration' && isFirst(notes)) found.push(['membership', `Members from slot ${n.from} on: ${names(n.members)}`]);
    if (n.kind === 'membership' && n.stage === 'handed-over') found.push(['membership', `${nameOf(actor)} hands over`]);
  }
  const proposed = notes.filter((n) => n.kind === 'propose');
  const filled = proposed.filter((n) => n.why === 'filled');
  const adopted = proposed.filter((n) => n.why === 'adopted');
  if (filled.length > 0) found.push(['filled', `No-op in ${slotsNamed(filled.map((n) => n.slot))}`]);
  if (adopted.length > 0)
    found.push([
      'adopted',
      `Adopted: ${listed(
        adopted.map((n) => `${entryNamed(n.entry)} in slot ${n.slot}`),
        3,
      )}`,
    ]);
  return found;
}

// Every node applies the entry: the node that knew it to be chosen first marks it.
const isFirst = (notes: readonly Note[]): boolean => notes.some((n) => n.kind === 'chosen' && n.how === 'quorum');

function ofWorldNotes(notes: readonly WorldNote[]): [Mark['kind'], string][] {
  const found: [Mark['kind'], string][] = [];
  for (const n of notes) {
    if (n.kind === 'crashed')
      found.push(['crash', notes.some((x) => x.kind === 'disk-full') ? `n${n.node} stops: its disk is full` : `n${n.node} crashes`]);
    if (n.kind === 'dropped') found.push(['lost', `${messageNamed(n.flight.message, n.flight.from)} to ${nameOf(n.flight.to)} dropped`]);
  }
  return found;
}

function ofHappening(record: EventRecord, refused: boolean): [Mark['kind'], string][] {
  const h = record.happening;
  if (h.kind === 'lose' && h.why === 'loss' && topicOfType(h.flight.message.type) !== 'heartbeat')
    return [['lost', `${messageNamed(h.flight.message, h.flight.from)} to ${nameOf(h.flight.to)} lost`]];
  if (h.kind !== 'input' || refused) return [];
  const kind = h.input.kind === 'free-disk' && recoveredNodes(record).length === 0 ? 'input' : INPUT_MARKS[h.input.kind];
  return kind === null ? [] : [[kind, describeInput(h.input)]];
}

/** Null where the notes make the mark. */
const INPUT_MARKS: Readonly<Record<Input['kind'], Mark['kind'] | null>> = {
  set: 'input',
  'set-node-sync': 'input',
  crash: null,
  restart: 'restart',
  pause: 'input',
  resume: 'input',
  'lose-disk': 'input',
  damage: 'input',
  partition: 'cut',
  cut: 'cut',
  mend: 'healed',
  isolate: 'cut',
  heal: 'healed',
  drop: null,
  delay: 'input',
  duplicate: 'input',
  command: 'input',
  campaign: 'input',
  stall: 'input',
  'fill-disk': 'input',
  'free-disk': 'restart',
  'battery-failure': 'input',
  'add-node': 'membership',
  reconfigure: 'input',
  'power-failure': 'power-failure',
  'go-on': 'input',
};
