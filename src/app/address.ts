// The page's title and address name the moment shown: `#world=the-leader-dies&event=1204`. While the run goes on at its end the address says
// `&now`, so that loading the page again resumes there; without it, opening the address goes to that moment. Written rarely, never pushed:
// "back" leaves the page, as it should. An address may also carry a whole run (`#trace=…&event=1204`, state/link.ts): it is opened, and then
// taken out of the address, so that loading the page again resumes.
import { seek } from '../state/actions.ts';
import { asksEmbed } from '../state/alone.ts';
import { setEmbed, useChoices } from '../state/choices.ts';
import { showNotice, useSaid, type Said } from '../state/said.ts';
import { formatCount, formatTime } from '../ui/kit/format.ts';

export interface Moment {
  /** The world's title as it stands in an address: lower case, words joined. */
  readonly world: string;
  readonly event: number | null;
  /** At the end of the run, and going on. */
  readonly now: boolean;
  /** Stage and time only. */
  readonly embed: boolean;
}

/** Browsers refuse more than a hundred changes of the address in half a minute. */
const WRITE_EVERY_MILLIS = 700;

export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}

export function readAddress(hash: string): Moment {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const text = given.get('event') ?? '';
  const event = /^\d{1,12}$/.test(text) ? Number(text) : null;
  return { world: slugOf(given.get('world') ?? ''), event, now: given.has('now'), embed: asksEmbed(hash) };
}

export function writeAddress({ world, event, now, embed }: Moment): string {
  const parts = [];
  if (world !== '') parts.push(`world=${world}`);
  if (event !== null) parts.push(`event=${event}`);
  if (now) parts.push('now');
  if (embed) parts.push('embed');
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

/** `412.386 ms, event 1,204 · The leader dies · Synod` */
export function titleOf(said: Pick<Said, 'frame' | 'run'>): string {
  const { frame, run } = said;
  if (run === null || frame === null) return 'Synod';
  return `${run.title} · ${formatTime(frame.at)} ms, event ${formatCount(frame.event)} · Synod`;
}

/** The packed trace that an address carries, or null. */
export const traceIn = (hash: string): string | null => new URLSearchParams(hash.replace(/^#/, '')).get('trace');

/**
 * Goes to the moment that the address names, if it names one, or opens the run that it carries; and keeps title and address with the moment
 * from then on. Whether it led away from what is resumed.
 */
export async function followAddress(): Promise<boolean> {
  const elsewhere = await follow(location.hash);
  keepWriting();
  // By the event's own address: the moment shown may have been written over it already.
  window.addEventListener('hashchange', (changed) => {
    const { hash } = new URL(changed.newURL);
    setEmbed(asksEmbed(hash));
    void follow(hash);
  });
  return elsewhere;
}

async function follow(hash: string): Promise<boolean> {
  const packed = traceIn(hash);
  const moment = readAddress(hash);
  return packed === null ? goTo(moment) : openFrom(packed, moment.event);
}

async function openFrom(packed: string, event: number | null): Promise<boolean> {
  writing.held = true;
  try {
    const { openLink } = await import('../state/link.ts');
    return (await openLink(packed, event)).ok;
  } finally {
    writing.held = false;
    write();
  }
}

async function goTo({ event, now, world }: Moment): Promise<boolean> {
  const { run } = useSaid.getState();
  if (event === null || now || run === null) return false;
  if (world !== '' && world !== slugOf(run.title)) {
    sayOther(run.title);
    return false;
  }
  if (event > run.tipEvent) sayShort(event, run.tipEvent);
  await seek(Math.min(event, run.tipEvent));
  return true;
}

function sayOther(title: string): void {
  showNotice({
    id: 'address',
    tone: 'info',
    title: 'The address names a moment of another run',
    text: `The run on this device is “${title}”. The other one is opened from its file, or begun again from the ready worlds.`,
  });
}

function sayShort(asked: number, tip: number): void {
  showNotice({
    id: 'address',
    tone: 'info',
    title: `Event ${formatCount(asked)} has not happened yet`,
    text: `The address names it, and this run has ${formatCount(tip)} events so far. Shown is its end.`,
  });
}

/** `held`: the address carries a run that is being opened; until that is decided, it stays. */
const writing: { timer: ReturnType<typeof setTimeout> | null; held: boolean } = { timer: null, held: false };

function write(): void {
  writing.timer = null;
  const said = useSaid.getState();
  document.title = titleOf(said);
  if (said.frame === null || said.run === null || writing.held) return;
  const { embed } = useChoices.getState();
  const hash = writeAddress({ world: slugOf(said.run.title), event: said.frame.event, now: said.live, embed });
  if (hash !== location.hash) history.replaceState(history.state, '', hash);
}

/** One write at once, then at most one in a while, the last one always. */
function keepWriting(): void {
  write();
  useChoices.subscribe((now, before) => {
    if (now.embed !== before.embed) writing.timer ??= setTimeout(write, WRITE_EVERY_MILLIS);
  });
  useSaid.subscribe((now, before) => {
    if (now.frame?.event === before.frame?.event && now.live === before.live && now.run?.title === before.run?.title) return;
    writing.timer ??= setTimeout(write, WRITE_EVERY_MILLIS);
  });
}
