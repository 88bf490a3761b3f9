// The space–time diagram in sentences: for those who do not see it, and for the line that says what is pointed at. Says what the picture says.
import { moment, nameOf, type Micros } from '../base/units.ts';
import type { Because } from './space-time-because.ts';
import type { PastEvent, PastFlight, PastSync, SpaceTime, Stretch } from './space-time.ts';
import { joinWords, plural, spanText } from './words.ts';

/** Messages, syncs and happenings told one by one. */
const MAX_TOLD = 40;

/** `n1’s Accept 14 x=4 to n2: sent at 402.730 ms, arrived at 412.611 ms, after 9.88 ms.` */
export function sayFlight(f: PastFlight): string {
  const what = `${nameOf(f.from)}’s ${f.label}${f.label.startsWith(f.type) ? '' : ` (${f.type})`} to ${nameOf(f.to)}`;
  const ballot = f.ballot === null || f.label.includes(f.ballot.text) ? '' : ` in ${f.ballot.text}`;
  const copy = f.duplicate ? ', a copy' : '';
  return `${what}${ballot}${copy}: sent at ${moment(f.sentAt)} ms, ${sayEnd(f)}.`;
}

function sayEnd(f: PastFlight): string {
  const at = `at ${moment(f.endsAt)} ms`;
  switch (f.end) {
    case 'arrived':
      return `arrived ${at}, after ${spanText(f.endsAt - f.sentAt)}`;
    case 'lost':
      return `lost ${at}`;
    case 'cut':
      return `lost ${at}: the link was cut`;
    case 'down':
      return `lost ${at}: ${nameOf(f.to)} was down`;
    case 'dropped':
      return `taken out of the air ${at}`;
    case 'under way':
      return 'under way';
  }
}

export const saySync = (s: PastSync): string => {
  const rows = plural(s.rows, 'record');
  const held = s.held === 0 ? '' : `; ${plural(s.held, 'message waited', 'messages waited')} for it`;
  if (s.end === 'lost')
    return `n${s.node} lost ${rows} that was not synced, at ${moment(s.endsAt)} ms.`.replace('records that was', 'records that were');
  if (s.began === null) return `n${s.node} has written ${rows} and not begun to sync${held}.`;
  if (s.end === 'under way')
    return `n${s.node} syncs ${rows} since ${moment(s.began)} ms${held.replace('waited', s.held === 1 ? 'waits' : 'wait')}.`;
  return `n${s.node} synced ${rows} from ${moment(s.began)} to ${moment(s.endsAt)} ms${held}.`;
};

/** In a few words, until its sentence has come: `n2 at 412.611 ms`. */
export function sayEventBriefly(e: PastEvent): string {
  const marks = (e.marks ?? []).map((m) => m.text);
  const learned = (e.learned ?? []).map((l) => `slot ${l.slot} ${l.applied ? 'applied' : 'known chosen'}`);
  const who = e.actor === 0 ? 'The world' : nameOf(e.actor);
  return `${who} at ${moment(e.at)} ms${[...marks, ...learned].length === 0 ? '' : `: ${joinWords([...marks, ...learned])}`}.`;
}

/** How far back it leads. '' where nothing caused it. */
export function sayBecause({ events, flights, earlier }: Pick<Because, 'events' | 'flights' | 'earlier'>): string {
  const others = events.size - 1;
  if (others < 1 && earlier.length === 0) return '';
  const through = flights.size === 0 ? '' : ` and ${plural(flights.size, 'message')}`;
  const before = earlier.length === 0 ? '' : '; it goes on before what is drawn';
  return others < 1 ? 'What it follows from lies before what is drawn.' : `It follows from ${plural(others, 'event')}${through}${before}.`;
}

/** What is not drawn, and why; '' where all is. */
export function sayLeftOut({ leftOut, from, to }: Pick<SpaceTime, 'leftOut' | 'from' | 'to'>): string {
  if (!leftOut.earlier && !leftOut.later) return '';
  const parts = [...(leftOut.earlier ? [`before ${moment(from)}`] : []), ...(leftOut.later ? [`after ${moment(to)}`] : [])];
  return `Too much to draw at once: what happened ${joinWords(parts)} ms is left out. Zoom in to see it.`;
}

export interface StretchInWords {
  readonly summary: string;
  readonly nodes: readonly string[];
  readonly happenings: readonly string[];
  readonly messages: readonly string[];
  readonly syncs: readonly string[];
}

/** What there is to see from `from` to `to`. */
export function sayStretch(s: SpaceTime, from: Micros, to: Micros, heartbeats: boolean): StretchInWords {
  const flights = s.flights.filter((f) => f.endsAt >= from && f.sentAt <= to && (heartbeats || f.shape !== 'heartbeat'));
  const syncs = s.syncs.filter((x) => x.endsAt >= from && x.writtenAt <= to);
  const events = s.events.filter((e) => e.at >= from && e.at <= to && (e.marks !== undefined || e.learned !== undefined));
  const lost = flights.filter((f) => f.end !== 'arrived' && f.end !== 'under way').length;
  const span = `From ${moment(Math.max(0, from))} to ${moment(Math.max(0, Math.min(to, s.to)))} ms`;
  return {
    summary:
      `${span}: ${plural(flights.length, 'message')}${lost === 0 ? '' : `, ${lost} of them lost`}, ${plural(syncs.length, 'sync')}. ${sayLeftOut(s)}`.trim(),
    nodes: s.nodes.map((n) =>
      sayNode(
        s.stretches.filter((x) => x.node === n && x.to >= from && x.from <= to),
        n,
      ),
    ),
    happenings: told(events.map(sayEventBriefly)),
    messages: told(flights.map(sayFlight)),
    syncs: told(syncs.map(saySync)),
  };
}

function told(sentences: readonly string[]): readonly string[] {
  const left = sentences.length - MAX_TOLD;
  return left <= 0 ? sentences : [`${plural(left, 'earlier one')} left out.`, ...sentences.slice(-MAX_TOLD)];
}

/** `n2: follows n1; crashed from 402.000 ms; …` */
function sayNode(stretches: readonly Stretch[], node: number): string {
  const said: string[] = [];
  for (const s of stretches) {
    const words = wordsOf(s);
    if (said.at(-1)?.startsWith(words) !== true) said.push(said.length === 0 ? words : `${words} from ${moment(s.from)} ms`);
  }
  return `n${node}: ${said.length === 0 ? 'nothing known' : said.join('; ')}.`;
}

function wordsOf({ status, role, leader, ballot, node }: Stretch): string {
  if (status === 'crashed') return 'crashed';
  const paused = status === 'paused' ? 'paused, ' : status === 'damaged' ? 'damaged, ' : '';
  if (role === 'leader') return `${paused}leads ${ballot?.text ?? ''}`;
  if (role === 'candidate') return `${paused}stands for ${ballot?.text ?? ''}`;
  return leader === 0 ? `${paused}knows no leader` : leader === node ? `${paused}follows itself` : `${paused}follows n${leader}`;
}
