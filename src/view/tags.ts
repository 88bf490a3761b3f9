// What hangs on the upper edge of a node's card: only what is there now, the gravest first, as much as the card has room for. Words and widths
// only; NodeTags draws them, the painter of cards keeps their times and their progress.
import type { LeaseFrame, NodeFrame } from './frame.ts';
import type { CardDetail } from './layout.ts';
import { plural, spanText } from './words.ts';

export interface Tag {
  readonly key: 'full' | 'battery' | 'member' | 'change' | 'queue' | 'checkpoint' | 'install' | 'wait' | 'lease';
  readonly text: string;
  readonly tone: 'bad' | 'warn' | 'quiet';
  /** In heights of its text: as wide as its text, or as the longest text that its painter may put there. */
  readonly width: number;
  /** The whole of it, for the pointer. */
  readonly says: string;
  /** Its text is a time, and its painter's. */
  readonly moves?: boolean;
}

/** In heights of its text. */
const CHARACTER = 0.55;
const PAD = 1.1;
export const TAG_GAP = 0.35;
export const TAG_HEIGHT = 1.45;
/** So that a time that runs down does not make its tag jump. */
const LONGEST_TIME = 'lease 888 ms';

/** The height of their text: as small text is set, a little more on a large card, less on a small one. */
export const tagUnit = (unit: number, text: number): number => Math.max(Math.min(unit, text), unit * 0.82, 10);

/** Those that fit into `room`; where not all do, in fewer words. */
export function tagsOf(n: NodeFrame, detail: CardDetail, room: number): readonly Tag[] {
  const headed = detail === 'full';
  const whole = allTags(n, headed, detail === 'small');
  const tags = widthOf(whole) <= room ? whole : allTags(n, headed, true);
  return tags.filter((_, i) => widthOf(tags.slice(0, i + 1)) <= room);
}

const allTags = (n: NodeFrame, headed: boolean, brief: boolean): readonly Tag[] => [
  ...diskTags(n, brief, headed),
  ...memberTags(n, headed),
  ...changeTags(n, brief),
  ...waitTags(n),
  ...checkpointTags(n, brief),
  ...leaseTags(n, brief),
];

const widthOf = (tags: readonly Tag[]): number => tags.reduce((sum, t) => sum + t.width + TAG_GAP, -TAG_GAP);

const tag = (key: Tag['key'], text: string, tone: Tag['tone'], says: string): Tag => ({
  key,
  text,
  tone,
  width: text.length * CHARACTER + PAD,
  says,
});

function diskTags({ disk, status }: NodeFrame, brief: boolean, headed: boolean): Tag[] {
  const tags: Tag[] = [];
  // A card that says so in its heading needs no tag.
  if (disk.full === true && !(headed && status === 'damaged')) tags.push(tag('full', 'disk full', 'bad', 'Its disk is full: writes fail.'));
  if (disk.battery === 'failed')
    tags.push(tag('battery', brief ? 'battery' : 'battery failed', 'bad', 'The battery behind its write cache has failed.'));
  return tags;
}

// M5, A4. A full card has the word in its heading, unless it leads or stands.
function memberTags(n: NodeFrame, headed: boolean): Tag[] {
  if (n.unaware === true && !(headed && n.role === 'follower'))
    return [tag('member', 'removed', 'quiet', 'The members have changed without it, and it has not heard of that.')];
  if (n.membership === undefined || n.membership === 'member') return [];
  if (headed && n.role === 'follower') return [];
  const says = n.membership === 'learner' ? 'It is a learner, not a member yet: its vote does not count.' : 'It is no member any more.';
  return [tag('member', n.membership, 'quiet', says)];
}

// M2, M3: what the leader is asked to bring about, and how many requests that holds up.
function changeTags({ change = '', queued }: NodeFrame, brief: boolean): Tag[] {
  if (change === '') return [];
  const tags = [tag('change', brief ? 'members' : 'changes members', 'warn', change)];
  if (queued > 0) tags.push(tag('queue', `${queued} queued`, 'warn', `${plural(queued, 'request waits', 'requests wait')} for it.`));
  return tags;
}

// C3, C5.
function checkpointTags({ checkpoint: c, status }: NodeFrame, brief: boolean): Tag[] {
  if (c === undefined || status === 'crashed') return [];
  if (c.installingFrom !== 0) {
    const text = brief ? 'installs' : `installs n${c.installingFrom}’s`;
    return [tag('install', text, 'warn', `It installs the checkpoint that n${c.installingFrom} sent.`)];
  }
  if (c.taking === null) return [];
  const { index, until } = c.taking;
  const how = until === null ? 'is being written to its disk' : 'is being serialised';
  return [tag('checkpoint', brief ? `cp ${index}` : `checkpoint ${index}`, 'warn', `Its checkpoint at slot ${index} ${how}.`)];
}

function waitTags({ processor, status }: NodeFrame): Tag[] {
  const waiting = processor?.waiting ?? 0;
  if (waiting === 0 || status === 'crashed') return [];
  return [tag('wait', `${waiting} wait`, 'quiet', `${waiting} wait for its processor.`)];
}

function leaseTags(n: NodeFrame, brief: boolean): Tag[] {
  const lease = leaseOf(n);
  if (lease === null) return [];
  const says = 'Under a lease: it may answer reads alone until the lease runs out.';
  return [{ ...tag('lease', brief ? 'lease' : LONGEST_TIME, 'quiet', says), moves: !brief }];
}

/** The lease under which it answers reads alone (Q3, Q4). */
export const leaseOf = (n: NodeFrame): LeaseFrame | null => n.leases?.find((l) => l.what === 'leader' || l.what === 'follower') ?? null;

/** What a lease's tag says at t. */
export const leaseText = (lease: LeaseFrame, t: number): string =>
  `lease ${spanText(Math.max(0, Math.ceil((lease.until - t) / 1000) * 1000))}`;
