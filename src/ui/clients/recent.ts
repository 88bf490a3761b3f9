// The person's latest commands and what became of them, gathered from the frames as they come. A frame holds each session's last command
// only; the list remembers a few more, and forgets those that lie after the moment shown.
import { YOU, type Micros } from '../../base/units.ts';
import type { ReadMode } from '../../paxos/messages.ts';
import type { ClientFrame, Frame } from '../../view/frame.ts';

export interface RecentCommand {
  /** Session and number: `you#3`. */
  readonly id: string;
  readonly operation: string;
  readonly state: 'waiting' | 'unknown' | 'answered';
  readonly since: Micros;
  /** waiting, unknown: to whom, and for the how manieth time. */
  readonly to: number;
  readonly attempt: number;
  /** The answer in words. */
  readonly answer: string;
  /** How it is read, where not through the log. */
  readonly mode?: ReadMode;
}

export const MAX_RECENT = 8;

/** `recent` brought up to the frame, newest first. */
export function bringUpTo(recent: readonly RecentCommand[], frame: Pick<Frame, 'clients' | 'at'>): readonly RecentCommand[] {
  const now = frame.clients.filter((c) => c.id === YOU && c.operation !== '').map(commandOf);
  const before = recent.filter((r) => r.since < frame.at && !now.some((n) => n.id === r.id)).map((r) => settle(r, frame));
  const all = [...now, ...before].sort((a, b) => b.since - a.since).slice(0, MAX_RECENT);
  return all.length === recent.length && all.every((r, i) => sameCommand(r, recent[i]!)) ? recent : all;
}

function commandOf(c: ClientFrame): RecentCommand {
  // How old a stale answer is stands in the sentence of its event only.
  const answered = c.state === 'idle' && c.mode !== 'stale';
  return {
    id: `${c.name}#${c.sequence}`,
    operation: c.operation,
    state: c.state === 'idle' ? 'answered' : c.state,
    since: c.since,
    to: c.to,
    attempt: c.attempt,
    answer: answered ? answerOf(c) : '',
    ...(c.mode === undefined || c.mode === 'log' ? {} : { mode: c.mode }),
  };
}

/** The answer without the operation that it begins with. */
function answerOf({ last, operation }: ClientFrame): string {
  return last.startsWith(`${operation}: `) ? last.slice(operation.length + 2) : last;
}

// A session that is no longer listed has been answered: the list of a frame leaves out only idle ones.
function settle(r: RecentCommand, frame: Pick<Frame, 'clients'>): RecentCommand {
  const session = frame.clients.find((c) => r.id.startsWith(`${c.name}#`));
  return r.state === 'answered' || session?.state === 'waiting' ? r : { ...r, state: 'answered' };
}

const sameCommand = (a: RecentCommand, b: RecentCommand): boolean =>
  a.id === b.id && a.state === b.state && a.attempt === b.attempt && a.to === b.to && a.answer === b.answer && a.operation === b.operation;
