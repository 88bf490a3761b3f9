// What clients do and are told, and what happens to disks and nodes from outside, in words: the world’s own notes.
import { nameOf, YOU, type Address } from '../base/units.ts';
import type { Operation, OperationResult } from '../paxos/entry.ts';
import type { WorldNote } from '../sim/events.ts';
import type { DescribedEvent } from './described.ts';
import { describeInput } from './say-input.ts';
import { ruleOfMode } from './say-reads.ts';
import { aboutOf, messageNamed } from './say-message.ts';
import { clientDoes, commandName, many, operationText, slotsNamed, span, type Context, type Said } from './wording.ts';

type WorldNoteOf<K extends WorldNote['kind']> = Extract<WorldNote, { kind: K }>;

/** One note of the world; null where another sentence tells it. */
export function sayWorldNote(n: WorldNote, c: Context): Said | null {
  switch (n.kind) {
    case 'invoke':
      return sayInvoke(n, c);
    case 'answered':
      return sayAnswered(n);
    case 'redirected':
      return sayRedirected(n, c);
    case 'crashed':
      return c.record.noteActors !== null || c.record.worldNotes.some((x) => x.kind === 'disk-full') ? null : sayCrashed(n);
    case 'cut-tail':
      return sayCutTail(n);
    case 'sync-begins':
      return saySyncBegins(n, c);
    case 'deferred':
      return sayDeferred(n, c);
    case 'busy':
      return sayBusy(n, c);
    case 'truncated':
      return null; // told with the note of the node
    case 'disk-full':
      return sayDiskFull(n, c);
    case 'added':
      return sayAdded(n);
    case 'dropped':
      return sayDropped(n);
    case 'refused':
      return sayRefused(n, c);
  }
}

function sayInvoke(n: WorldNoteOf<'invoke'>, c: Context): Said {
  const command = commandName(n.session, n.sequence);
  const what = operationText(n.operation);
  const to = nameOf(n.to);
  const h = c.record.happening;
  const timedOut = h.kind === 'client' && h.what === 'timeout';
  const byHand = h.kind === 'input';
  const said = { topics: ['client'] as const, command };
  if (timedOut)
    return {
      ...said,
      weight: 60,
      text: () =>
        `${clientDoes(n.client, 'has', 'have')} no answer in time: whether ${what} took effect is unknown. The same request, ${command}, goes to ${to}.`,
      rules: ['S1', 'S2'],
      interest: 'notable',
    };
  const again = n.attempt > 1 || (h.kind === 'client' && h.what === 'retry');
  return {
    ...said,
    weight: 50,
    text: () => `${clientDoes(n.client, 'sends', 'send')} ${what} to ${to}${again ? ' again, under the same number' : ''} (${command}).`,
    rules: ['S1'],
    interest: byHand ? 'notable' : 'routine',
  };
}

function sayAnswered(n: WorldNoteOf<'answered'>): Said {
  const command = commandName(n.session, n.sequence);
  return {
    weight: 50,
    text: () =>
      `${clientDoes(n.client, 'has', 'have')} the answer to ${command} after ${span(n.afterMicros)}: ${resultText(n.operation, n.result)}${staleText(n)}.`,
    rules: n.mode === 'log' ? ['R4', 'D5'] : [ruleOfMode(n.mode)],
    topics: ['client'],
    interest: n.client === YOU ? 'notable' : 'routine',
    command,
  };
}

const staleText = (n: WorldNoteOf<'answered'>): string =>
  n.mode !== 'stale' ? '' : n.behind === 0 ? ', as far as that node knew' : `, at least ${many(n.behind, 'slot')} ago`;

/** What an operation returned, in words: `x=4 is done, version 3`. */
export function resultText(o: Operation, r: OperationResult): string {
  const what = operationText(o);
  switch (o.op) {
    case 'put':
      return `${what} is done, version ${r.version}`;
    case 'get':
      return r.value === undefined
        ? `${o.key} is absent`
        : `${operationText({ op: 'put', key: o.key, value: r.value })}, version ${r.version}`;
    case 'delete':
      return r.ok === true ? `${o.key} is deleted` : `${o.key} was absent`;
    case 'cas':
      return r.ok === true
        ? `${operationText({ op: 'put', key: o.key, value: o.value })} is done, version ${r.version}`
        : `nothing changed, ${o.key} has version ${r.version}, not ${o.expect}`;
  }
}

function sayRedirected(n: WorldNoteOf<'redirected'>, c: Context): Said {
  const h = c.record.happening;
  const from = h.kind === 'deliver' ? nameOf(h.flight.from) : 'the node asked';
  const command = commandName(n.session, n.sequence);
  const text =
    n.leader === 0
      ? `${from} knows no leader: ${clientDoes(n.client, 'asks', 'ask').replace('You', 'you')} another node in a while.`
      : `${from} does not lead and names n${n.leader} as the leader.`;
  return { weight: 60, text: () => text, rules: ['L7'], topics: ['client'], interest: 'routine', command };
}

function sayCrashed(n: WorldNoteOf<'crashed'>): Said {
  const lost =
    n.lost.length === 0
      ? 'its memory is gone; its disk keeps every record'
      : `its memory is gone, and ${many(n.lost.length, 'record')} that ${n.lost.length === 1 ? 'was' : 'were'} not synced`;
  const torn = n.torn ? ' The first of these is left on the disk, torn.' : '';
  return { weight: 92, text: (s) => `${s.start} crashes: ${lost}.${torn}`, rules: ['D7'], topics: ['fault', 'disk'], interest: 'landmark' };
}

function sayCutTail(n: WorldNoteOf<'cut-tail'>): Said {
  return {
    weight: 89,
    text: (s) => `${s.start} cuts a torn record off the end of its log: it was not synced, so nothing that waited for it has left.`,
    rules: ['D7'],
    topics: ['disk', 'fault'],
    interest: n.lsns.length > 0 ? 'notable' : 'routine',
  };
}

// Told only where nothing else is: a sync that begins is seen at the disk.
function saySyncBegins(n: WorldNoteOf<'sync-begins'>, c: Context): Said | null {
  if (c.record.happening.kind !== 'group') return null;
  return {
    weight: 20,
    text: (s) => `${s.own} group of records is complete: a sync begins and takes ${span(n.dueAt - c.record.at)}.`,
    rules: [],
    topics: ['disk'],
    interest: 'routine',
  };
}

function sayDeferred(n: WorldNoteOf<'deferred'>, c: Context): Said {
  const what = whatWaits(c);
  return {
    weight: 60,
    text: () => `n${n.node} is paused: ${what} waits until it is resumed.`,
    rules: [],
    topics: ['fault'],
    interest: 'routine',
  };
}

function whatWaits(c: Context): string {
  const h = c.record.happening;
  return h.kind === 'deliver'
    ? `${ownedBy(h.flight.from, h.flight.to)} ${h.flight.message.type}`
    : h.kind === 'sync'
      ? 'its sync'
      : 'its timer';
}

function sayBusy(n: WorldNoteOf<'busy'>, c: Context): Said {
  const before = n.waiting - 1;
  return {
    weight: 60,
    text: () => `n${n.node} is busy: ${whatWaits(c)} waits its turn${before === 0 ? '' : `, behind ${many(before, 'other')}`}.`,
    rules: [],
    topics: ['network'],
    interest: 'routine',
  };
}

function sayDiskFull(n: WorldNoteOf<'disk-full'>, c: Context): Said {
  const accepts = c.record.sent.flatMap(({ message: m }) => (m.type === 'Accept' ? [m.slot] : []));
  const left =
    accepts.length === 0 ? '' : ` Its Accepts for ${slotsNamed([...new Set(accepts)])} have left: they do not wait for its own vote.`;
  return {
    weight: 93,
    text: () => `n${n.node}’s disk is full: a write failed, so nothing that waited for it leaves, and the node stops.${left}`,
    rules: ['D2', 'D3'],
    topics: ['fault', 'disk'],
    interest: 'landmark',
  };
}

function sayAdded(n: WorldNoteOf<'added'>): Said {
  return {
    weight: 91,
    text: () => `n${n.node} is there, with a new disk: it only learns until the log makes it a member.`,
    rules: ['M5'],
    topics: ['membership', 'input'],
    interest: 'landmark',
  };
}

const ownedBy = (from: Address, to: Address): string => (from === to ? 'its own' : `${nameOf(from)}’s`);

function sayDropped(n: WorldNoteOf<'dropped'>): Said {
  const { from, to, message } = n.flight;
  const interest: DescribedEvent['interest'] = 'notable';
  return {
    weight: 90,
    text: () => `${messageNamed(message, from)} to ${nameOf(to)} is dropped by hand.`,
    rules: [],
    topics: ['network', 'input'],
    interest,
    ...aboutOf(message),
  };
}

function sayRefused(n: WorldNoteOf<'refused'>, c: Context): Said {
  const h = c.record.happening;
  const act = h.kind === 'input' ? `“${describeInput(h.input)}” changes nothing: ` : '';
  const why = act === '' ? n.why : n.why.charAt(0).toLowerCase() + n.why.slice(1);
  return { weight: 99, text: () => `${act}${why}`, rules: [], topics: ['input'], interest: 'notable' };
}
