// Inputs in words: what a person does, as the name of an act ("Crash n1") for undo and branches, and as the event it is ("n1 is paused.").
import { assertNever } from '../base/assert.ts';
import { moment, nameOf } from '../base/units.ts';
import type { ReadMode } from '../paxos/messages.ts';
import { type FieldName } from '../sim/config.ts';
import { FIELDS } from '../sim/fields.ts';
import type { Input } from '../sim/inputs.ts';
import type { EventTopic } from './described.ts';
import { messageNamed } from './say-message.ts';
import { MODE_WORDS } from './say-reads.ts';
import { names, operationText, span, type Context, type Said } from './wording.ts';

/** The act, as a person would call it: "Crash n1". Used for undo and as a branch’s name. */
export function describeInput(input: Input): string {
  switch (input.kind) {
    case 'set':
      return `Set ${lower(FIELDS[input.field].label)} to ${fieldValue(input.field, input.value)}`;
    case 'set-node-sync':
      return input.micros === null
        ? `Give n${input.node} the sync latency of the others`
        : `Set n${input.node}’s sync latency to ${span(input.micros)}`;
    case 'crash':
      return `Crash n${input.node}`;
    case 'restart':
      return `Restart n${input.node}`;
    case 'pause':
      return `Pause n${input.node}`;
    case 'resume':
      return `Resume n${input.node}`;
    case 'lose-disk':
      return `Empty n${input.node}’s disk`;
    case 'damage':
      return `Damage record ${input.lsn} of n${input.node}’s log`;
    case 'partition':
      return `Split the network: ${groupsText(input.groups)}`;
    case 'cut':
      return `Cut the link from ${nameOf(input.from)} to ${nameOf(input.to)}`;
    case 'mend':
      return `Mend the link from ${nameOf(input.from)} to ${nameOf(input.to)}`;
    case 'isolate':
      return `Isolate n${input.node}`;
    case 'heal':
      return 'Mend every link';
    case 'drop':
      return `Drop message ${input.flight}`;
    case 'delay':
      return `Delay message ${input.flight} by ${span(input.byMicros)}`;
    case 'duplicate':
      return `Duplicate message ${input.flight}`;
    case 'command':
      return `Send ${operationText(input.operation)}${input.to === undefined ? '' : ` to ${nameOf(input.to)}`}${modeText(input.mode)}`;
    case 'stall':
      return `Hold n${input.node}’s sync up for ${span(input.micros)}`;
    case 'fill-disk':
      return `Fill n${input.node}’s disk`;
    case 'free-disk':
      return `Make room on n${input.node}’s disk`;
    case 'battery-failure':
      return `Let the battery of n${input.node}’s cache fail`;
    case 'add-node':
      return 'Add a node';
    case 'reconfigure':
      return `Make ${names(input.members)} the members (${POLICIES[input.policy]})`;
    case 'campaign':
      return `Let n${input.node} stand for election`;
    case 'power-failure':
      return 'Cut the power';
    case 'go-on':
      return 'Go on in spite of the violation';
    default:
      return assertNever(input);
  }
}

const POLICIES = { 'stop-the-world': 'stop-the-world', 'alpha-window': 'α-window' } as const;
const modeText = (mode: ReadMode | undefined): string => (mode === undefined || mode === 'log' ? '' : ` (${MODE_WORDS[mode]})`);

/** The input as an event: null where what it did is told by notes (a crash, a restart, a command, a candidacy). */
export function sayInput(input: Input, c: Context): Said | null {
  const text = inputHappened(input, c);
  if (text === null) return null;
  const interest = LANDMARKS.has(input.kind) ? 'landmark' : 'notable';
  return { weight: 95, text: () => text, rules: [], topics: ['input', TOPICS[input.kind]], interest };
}

const LANDMARKS: ReadonlySet<Input['kind']> = new Set<Input['kind']>([
  'partition',
  'isolate',
  'heal',
  'power-failure',
  'go-on',
  'lose-disk',
  'damage',
  'pause',
  'resume',
  'free-disk',
]);

const TOPICS: Readonly<Record<Input['kind'], EventTopic>> = {
  set: 'input',
  'set-node-sync': 'disk',
  crash: 'fault',
  restart: 'fault',
  pause: 'fault',
  resume: 'fault',
  'lose-disk': 'fault',
  damage: 'fault',
  partition: 'network',
  cut: 'network',
  mend: 'network',
  isolate: 'network',
  heal: 'network',
  drop: 'network',
  delay: 'network',
  duplicate: 'network',
  command: 'client',
  campaign: 'election',
  stall: 'disk',
  'fill-disk': 'disk',
  'free-disk': 'disk',
  'battery-failure': 'fault',
  'add-node': 'membership',
  reconfigure: 'membership',
  'power-failure': 'fault',
  'go-on': 'violation',
};

function inputHappened(input: Input, c: Context): string | null {
  switch (input.kind) {
    case 'set':
      return `${FIELDS[input.field].label} is ${typeof input.value === 'boolean' ? 'switched' : 'set to'} ${fieldValue(input.field, input.value)}.`;
    case 'set-node-sync':
      return input.micros === null
        ? `n${input.node}’s syncs take as long as the others’ again.`
        : `n${input.node}’s syncs take ${span(input.micros)} from now on.`;
    case 'crash':
    case 'restart':
    case 'drop':
    case 'command':
    case 'add-node':
    case 'reconfigure':
      return null;
    case 'campaign':
      return c.record.notes.length > 0 ? null : `n${input.node} leads already: it does not stand.`;
    case 'stall':
      return `n${input.node}’s disk stalls: its next sync to complete takes ${span(input.micros)} longer.`;
    case 'fill-disk':
      return `n${input.node}’s disk is full: its next write will fail.`;
    case 'free-disk':
      return c.record.notes.length > 0 ? null : `There is room on n${input.node}’s disk again.`;
    case 'battery-failure':
      return `The battery of n${input.node}’s cache has failed: at its next crash, records that counted as synced may be gone.`;
    case 'pause':
      return `n${input.node} is paused: what reaches it waits until it is resumed.`;
    case 'resume':
      return `n${input.node} is resumed: it handles what has waited.`;
    case 'lose-disk':
      return `n${input.node}’s disk is emptied: what it had promised and voted is lost.`;
    case 'damage':
      return `Record ${input.lsn} of n${input.node}’s log is damaged where it lies.`;
    case 'partition':
      return `The network is split: ${groupsText(input.groups)}. Messages pass only within a group.`;
    case 'cut':
      return `The link from ${nameOf(input.from)} to ${nameOf(input.to)} is cut, in this direction only.`;
    case 'mend':
      return `The link from ${nameOf(input.from)} to ${nameOf(input.to)} works again.`;
    case 'isolate':
      return `n${input.node} is isolated: every link of it is cut, both ways.`;
    case 'heal':
      return 'Every link works again.';
    case 'delay':
    case 'duplicate':
      return flightChanged(input, c);
    case 'power-failure':
      return 'The power fails: memories, write caches and messages are gone, and every node restarts from its disk.';
    case 'go-on':
      return 'The run goes on in spite of the violation: what follows is what it leads to, and no check stops it again.';
    default:
      return assertNever(input);
  }
}

function flightChanged(input: Extract<Input, { kind: 'delay' | 'duplicate' }>, c: Context): string {
  const flight = c.record.sent.at(-1);
  if (flight === undefined) return `${describeInput(input)}.`;
  const what = `${messageNamed(flight.message, flight.from)} to ${nameOf(flight.to)}`;
  if (input.kind === 'duplicate') return `${what} is duplicated: it will arrive twice.`;
  return `${what} is delayed by ${span(input.byMicros)}: it arrives at ${moment(flight.arrivesAt)}.`;
}

const groupsText = (groups: readonly (readonly number[])[]): string => groups.map((g) => g.map(nameOf).join(' ')).join(' | ');

/** A field’s value with its unit: `20 ms`, `1.5 %`, `on`. */
export function fieldValue(field: FieldName, value: number | string | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value;
  const spec = FIELDS[field];
  const unit = spec.type === 'number' ? spec.unit : '';
  if (unit === 'µs') return span(value);
  if (unit === 'ppm') return `${value / 10_000} %`;
  return unit === '' ? String(value) : `${value} ${unit}`;
}

const lower = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
