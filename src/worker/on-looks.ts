// Looking: events again by re-execution and in words, a slot, stored rows, the digest. Nothing here changes the run.
import { printDigest } from '../base/digest.ts';
import type { EventNumber, NodeId } from '../base/units.ts';
import type { Moment } from '../history/moment.ts';
import { replay } from '../history/searching.ts';
import type { Timeline } from '../history/timeline.ts';
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import { storeRow } from '../storage/rows.ts';
import type { Store } from '../storage/store.ts';
import type { DescribedEvent } from '../trace/described.ts';
import { slotDetail as detailOf } from '../view/project-frame.ts';
import { looking } from './desk.ts';
import type { Desk, Handler } from './host.ts';
import type { LiveRun } from './live-run.ts';
import type { EventFilter, Replies } from './protocol.ts';
import { inWords } from './words.ts';

/** How long one search may take, real ms: then it says how far it came. */
const SEARCH_MILLIS = 120;
/** Events looked through between two looks at the clock. */
const EVENTS_AT_ONCE = 300;
/** Rows read at once when disks are compared with the store. */
const ROWS_AT_ONCE = 2000;

export const view: Handler<'view'> = (desk, { firstSlot, slots }) => {
  desk.sender.view = { firstSlot, slots };
  desk.sender.changed(false);
  return Promise.resolve(null);
};

export const slotDetail: Handler<'slot-detail'> = (desk, { slot }) => looking(desk, ({ timeline }) => detailOf(timeline.shown.world, slot));

export const events: Handler<'events'> = (desk, { from, count }) =>
  looking(desk, async ({ timeline }) => {
    const found: DescribedEvent[] = [];
    await desk.lane.drive(replay(timeline, from, count, (record, moment) => found.push(inWords(record, moment))));
    return found;
  });

/** Newest first. */
export const findEvents: Handler<'find-events'> = (desk, { filter, before, limit }) =>
  looking(desk, ({ timeline }) => search(desk, timeline, filter, before ?? timeline.shown.event, limit));

async function search(desk: Desk, t: Timeline, filter: EventFilter, before: EventNumber, limit: number): Promise<Replies['find-events']> {
  const fits = makeFits(filter);
  const until = desk.deps.now() + SEARCH_MILLIS;
  const { heard } = desk;
  const found: DescribedEvent[] = [];
  const top = Math.min(before, t.tipEvent);
  let end = top;
  while (end > 0 && found.length < limit && desk.deps.now() < until && (desk.heard === heard || end === top)) {
    const start = Math.max(t.keyframeBefore(end), end - EVENTS_AT_ONCE);
    const here: DescribedEvent[] = [];
    await desk.lane.drive(
      replay(t, start, end - start, (record, moment) => {
        const described = fits(record, moment);
        if (described !== null) here.push(described);
      }),
    );
    found.push(...here.reverse());
    end = start;
  }
  const kept = found.slice(0, limit);
  const back = kept.length < found.length ? kept.at(-1)!.event : end;
  return { events: kept, searchedBackTo: back, done: back === 0 };
}

// The event in words, where it fits. What can be told from the record is asked first: words cost more.
function makeFits(filter: EventFilter): (record: EventRecord, moment: Moment) => DescribedEvent | null {
  const text = filter.text.trim().toLowerCase();
  return (record, moment) => {
    if (filter.actor !== 0 && record.actor !== filter.actor) return null;
    const d = inWords(record, moment);
    if (filter.notableOnly && d.interest === 'routine') return null;
    if (filter.topics.length > 0 && !d.topics.some((t) => filter.topics.includes(t))) return null;
    if (text !== '' && !d.text.toLowerCase().includes(text) && d.command.toLowerCase() !== text) return null;
    return d;
  };
}

/** What is stored, and after it what is only in the disk's write cache. */
export const storedRows: Handler<'stored-rows'> = (desk, { node, from, count }) =>
  looking(desk, async (run) => {
    const { store } = run.recorder;
    const stored = store.counts().rowsOf[node - 1] ?? 0;
    const rows = await store.rows(node, from, count);
    const cached = cachedRows(run, node);
    const first = Math.max(0, from - stored);
    return {
      kind: store.kind,
      total: stored + cached.length,
      rows: [
        ...rows.map(({ lsn, text, sum }) => ({ lsn, text, sum, synced: true })),
        ...cached.slice(first, first + count - rows.length).map(({ lsn, text, sum }) => ({ lsn, text, sum, synced: false })),
      ],
    };
  });

function cachedRows({ timeline }: LiveRun, node: NodeId): ReturnType<typeof storeRow>[] {
  const disk = timeline.live.world.nodes[node - 1]?.disk;
  if (disk === undefined) return [];
  const rows: ReturnType<typeof storeRow>[] = [];
  for (let i = disk.durable; i < disk.rows.length; i++) rows.push(storeRow(node - 1, disk.rows.get(i - 1)?.lsn ?? 0, disk.rows.get(i)!));
  return rows;
}

export const digest: Handler<'digest'> = (desk) =>
  looking(desk, async ({ timeline, recorder }) => {
    await recorder.keep(timeline);
    const { world, event } = timeline.shown;
    return { digest: printDigest(world.digest()), event, disksMatchStore: await disksMatch(timeline.live.world, recorder.store) };
  });

/** Whether every disk's durable rows are the stored rows, text and checksum. */
async function disksMatch(world: World, store: Store): Promise<boolean> {
  for (const { id, disk } of world.nodes) {
    if ((store.counts().rowsOf[id - 1] ?? 0) !== disk.durable) return false;
    for (let from = 0; from < disk.durable; from += ROWS_AT_ONCE) {
      const stored = await store.rows(id, from, ROWS_AT_ONCE);
      for (const [i, row] of stored.entries()) {
        if (from + i >= disk.durable) return false; // another tab goes on writing
        const own = storeRow(id - 1, disk.rows.get(from + i - 1)?.lsn ?? 0, disk.rows.get(from + i)!);
        if (row.lsn !== own.lsn || row.text !== own.text || row.sum !== own.sum) return false;
      }
    }
  }
  return true;
}
