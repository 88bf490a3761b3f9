// An event as one line of a golden scenario: time, who, what came, what followed, what was written and sent. For comparing by machine and
// by eye; sentences for people are trace/describe.ts. Deterministic to the last character.
import { assertNever } from '../base/assert.ts';
import { isClient, nameOf, type Address, type Micros, type NodeId } from '../base/units.ts';
import type { Note } from '../paxos/effects.ts';
import { printOperation } from '../paxos/entry.ts';
import type { Message } from '../paxos/messages.ts';
import type { EventRecord, Flight, Happening, WorldNote } from '../sim/events.ts';
import { printMessage, printRecord } from './terse-messages.ts';
import { terseNote } from './terse-notes.ts';
import type { TraceLevel } from './directive.ts';

/** The event in one line, or null where the level leaves it out. */
export function terse(record: EventRecord, level: TraceLevel): string | null {
  if (level === 'none' || (level === 'protocol' && isRoutine(record))) return null;
  const actor = record.actor === 0 ? 'world' : nameOf(record.actor);
  const head = terseHappening(record.happening);
  const did = [...terseWorldNotes(record), ...terseNotes(record), ...terseWrites(record)].join('; ');
  const sends = level === 'all' ? record.sent : record.sent.filter((f) => !isBeat(f.message) || isLead(record));
  const what = [head, did].filter((s) => s !== '').join(': ');
  const sent = terseSends(record, sends);
  if (what === '' && sent === '') return null; // an input that its own line tells already
  return `${printTime(record.at)} ${actor}${what === '' ? '' : ` ${what}`}${sent === '' ? '' : ` → ${sent}`}`;
}

/** Milliseconds, to the microsecond. */
export const printTime = (at: Micros): string => (at / 1000).toFixed(3);

const isBeat = (m: Message): boolean => m.type === 'Heartbeat' || m.type === 'HeartbeatAck';
const isLead = (r: EventRecord): boolean => r.notes.some((n) => n.kind === 'lead');

// Heartbeats that bring nothing new, timers that do nothing: the ticking of the clock.
function isRoutine(r: EventRecord): boolean {
  const { happening: h } = r;
  if (r.notes.length > 0 || r.written.length > 0 || r.worldNotes.some((n) => n.kind !== 'sync-begins')) return false;
  if (h.kind === 'input' || h.kind === 'sync' || h.kind === 'lose') return h.kind === 'lose' && isBeat(h.flight.message);
  return r.sent.every((f) => isBeat(f.message)) && (h.kind !== 'deliver' || isBeat(h.flight.message) || isClient(h.flight.to));
}

function terseHappening(h: Happening): string {
  switch (h.kind) {
    case 'deliver': {
      const { from, to, message } = h.flight;
      return `receives ${printMessage(message)} from ${from === to ? 'itself' : nameOf(from)}`;
    }
    case 'lose':
      return `never gets ${printMessage(h.flight.message)} from ${nameOf(h.flight.from)} (${LOST[h.why]})`;
    case 'sync':
      return `synced ${h.rows} ${h.rows === 1 ? 'record' : 'records'}`;
    case 'group':
      return 'group’s time is over';
    case 'timer':
      return `${h.timer} timer`;
    case 'client':
      return { next: '', timeout: 'time-out', retry: '' }[h.what];
    case 'input':
      return h.input.kind === 'delay' || h.input.kind === 'duplicate' ? { delay: 'delayed', duplicate: 'sent twice' }[h.input.kind] : '';
    default:
      return assertNever(h);
  }
}

const LOST = { loss: 'lost', cut: 'link cut', down: 'node down', hand: 'dropped' } as const;

// Where an input concerns several nodes, each says whose its notes are.
function terseNotes(r: EventRecord): string[] {
  return r.notes.map((n: Note, i) => (r.noteActors === null ? '' : `${nameOf(r.noteActors[i]!)} `) + terseNote(n));
}

function terseWrites(r: EventRecord): string[] {
  if (r.written.length === 0) return r.held === 0 ? [] : [`holds ${r.held}`];
  const rows = r.written.map((row) => printRecord(row.record)).join(', ');
  return [`writes ${rows}${r.held === 0 ? '' : `, holding ${r.held}`}`];
}

function terseWorldNotes(r: EventRecord): string[] {
  return r.worldNotes.flatMap((n) => {
    const text = terseWorldNote(n);
    return text === '' ? [] : [r.noteActors !== null && 'node' in n ? `${nameOf(n.node)} ${text}` : text];
  });
}

function terseWorldNote(n: WorldNote): string {
  switch (n.kind) {
    case 'invoke':
      return `asks ${nameOf(n.to)} for ${printOperation(n.operation)} (#${n.sequence}${n.attempt > 1 ? `, attempt ${n.attempt}` : ''})`;
    case 'answered':
      return `has its answer for ${printOperation(n.operation)} (#${n.sequence}) after ${printTime(n.afterMicros)}`;
    case 'redirected':
      return n.leader === 0 ? 'hears that nobody leads' : `is sent to ${nameOf(n.leader)}`;
    case 'crashed': {
      const lost = n.lost.length === 0 ? 'nothing lost' : `lost ${n.lost.map((l) => `#${l}`).join(' ')}`;
      return `crashes, ${lost}${n.torn ? ', the first of them torn' : ''}`;
    }
    case 'cut-tail':
      return `cuts torn ${n.lsns.map((l) => `#${l}`).join(' ')} off its log`;
    case 'sync-begins':
      return '';
    case 'deferred':
      return 'paused, put aside';
    case 'busy':
      return `is busy: ${n.waiting} ${n.waiting === 1 ? 'waits' : 'wait'}`;
    case 'truncated':
      return n.lsns.length === 0 ? '' : `cuts ${n.lsns.length} ${n.lsns.length === 1 ? 'record' : 'records'} off its disk`;
    case 'disk-full':
      return 'cannot write: its disk is full; it stops';
    case 'added':
      return 'is added';
    case 'dropped':
      return `${printMessage(n.flight.message)} ${nameOf(n.flight.from)} → ${nameOf(n.flight.to)} dropped`;
    case 'refused':
      return `refused: ${n.why}`;
    default:
      return assertNever(n);
  }
}

// One message to several is told once.
function terseSends(r: EventRecord, sent: readonly Flight[]): string {
  const groups: { readonly message: Message; readonly from: Address; readonly to: string[] }[] = [];
  for (const f of sent) {
    const same = groups.find((g) => g.message === f.message && g.from === f.from);
    const to =
      f.from === f.to
        ? 'itself'
        : nameOf(f.to as NodeId) + (f.fate === 'arrive' ? '' : ' (will not arrive)') + (f.copyOf === undefined ? '' : ' (copy)');
    if (same) same.to.push(to);
    else groups.push({ message: f.message, from: f.from, to: [to] });
  }
  return groups.map((g) => `${g.from === r.actor ? '' : `${nameOf(g.from)} `}${printMessage(g.message)} to ${g.to.join(' ')}`).join(', ');
}
