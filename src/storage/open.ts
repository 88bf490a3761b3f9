// Opening the store: the lock, both copies, the marker; then the plan of recover.ts carried out, with the caller's re-execution, until a run can be
// resumed or there is none. What is whole is left alone, what is not is written anew, and everything that happened is said.
import type { Durable, StoredRun } from './durable.ts';
import { toFailure } from './failure.ts';
import type { Files } from './files.ts';
import { KeptStore, nextSession, SECOND_KEPT, type StoreParts } from './kept-store.ts';
import type { Held } from './lock.ts';
import type { Marked, Marker } from './marker.ts';
import { makeMemoryDurable } from './memory.ts';
import { NOTICES, type StorageNotice } from './notices.ts';
import { plan, restartFromDisks, settle, type FirstFound, type Plan, type SecondState, type Settled } from './recover.ts';
import { openSecondCopy, type SecondCopy } from './second-copy.ts';
import type { Found, Opened, OpenOptions, Replay } from './store.ts';

/** The platform, or what stands in for it in tests. */
export interface Platform {
  /** @throws StorageFailure */
  readonly durable: () => Promise<Durable>;
  /** Null where there are no files. May throw. */
  readonly files: () => Promise<Files | null>;
  readonly marker: Marker | null;
  readonly lock: (freed: () => void) => Promise<Held>;
}

/** What opens at the start. */
interface Copies {
  durable: Durable;
  why: string | null;
  readonly first: FirstFound;
  readonly second: SecondCopy | null;
  readonly secondState: SecondState;
  readonly marked: Marked | null;
}

export async function openWith(platform: Platform, options: OpenOptions): Promise<Opened> {
  const say = options.notice ?? (() => undefined);
  const held = await platform.lock(() => say(NOTICES.freed()));
  const copies = await openCopies(platform, held.mine);
  if (!held.mine) return openToLookAt(platform, copies, held, options.replay, say);
  const planned = plan({ first: copies.first, second: copies.secondState, marker: copies.marked });
  const outcome = await carryOut(planned, options.replay, sessionsOf(copies));
  const store = new KeptStore({
    ...partsOf(platform, copies, held, say),
    ...(outcome.act === 'resume' ? { session: outcome.run.session, progress: outcome.progress } : {}),
  });
  const notices = [...outcome.notices, ...standing(copies)];
  if (outcome.act === 'nothing') return { store, found: { kind: 'nothing', notices } };
  const { run, lostDisks } = outcome;
  const rebuilt = outcome.write;
  if (rebuilt || copies.durable.kind === 'memory') await write(store, run, notices);
  else await store.writeSecond(run);
  return { store, found: { kind: 'run', run, notices, rebuilt, lostDisks } };
}

type Outcome =
  | { readonly act: 'nothing'; readonly notices: readonly StorageNotice[] }
  | (Extract<Settled, { act: 'resume' }> & { readonly lostDisks: readonly number[] });

// Each plan either comes off or names the next one, which trusts less; the last is to restart from the disks, or that nothing is left.
async function carryOut(first: Plan, replay: Replay, sessions: readonly (string | undefined)[]): Promise<Outcome> {
  let planned = first;
  for (;;) {
    if (planned.act === 'nothing') return { act: 'nothing', notices: planned.notices };
    if (planned.act === 'restart') return restart(planned, replay, sessions);
    const { run, cut } = planned;
    const settled = settle(planned, await replay(run, cut.branch, cut.event));
    if (settled.act === 'resume') return { ...settled, lostDisks: [] };
    planned = settled.plan;
  }
}

async function restart(
  planned: Extract<Plan, { act: 'restart' }>,
  replay: Replay,
  sessions: readonly (string | undefined)[],
): Promise<Outcome> {
  const { run, lostDisks } = restartFromDisks(planned);
  const { cut } = run;
  const replayed = await replay({ ...run, current: cut.branch }, cut.branch, cut.event);
  const notices = lostDisks.length === 0 ? planned.notices : [...planned.notices, NOTICES.diskLost(lostDisks)];
  if (!replayed.ok) return { act: 'nothing', notices: [...notices, NOTICES.notReplayed(replayed.why)] };
  const begun: StoredRun = { ...run, session: nextSession(sessions), disks: replayed.disks, cut: replayed.cut };
  return { act: 'resume', run: begun, progress: { commits: 0, changes: 0 }, write: true, notices, lostDisks };
}

async function openCopies(platform: Platform, mine: boolean): Promise<Copies> {
  const [opened, files, marked] = [await openFirst(platform), mine ? await openSecond(platform) : null, await readMarker(platform.marker)];
  const second = files !== null && 'second' in files ? files.second : null;
  const secondState: SecondState =
    second === null
      ? { kind: 'unavailable', why: files !== null && 'why' in files ? files.why : '' }
      : second.found === null
        ? { kind: 'nothing' }
        : { kind: 'run', found: second.found };
  return { ...opened, second, secondState, marked };
}

async function openFirst(platform: Platform): Promise<Pick<Copies, 'durable' | 'why' | 'first'>> {
  let durable: Durable;
  try {
    durable = await platform.durable();
  } catch (thrown) {
    const why = toFailure(thrown).message;
    return { durable: makeMemoryDurable(), why, first: { kind: 'unavailable', why } };
  }
  return { durable, why: null, first: await loadFirst(durable) };
}

async function loadFirst(durable: Durable): Promise<FirstFound> {
  try {
    const loaded = await durable.load();
    if (loaded === null) return { kind: 'nothing' };
    return 'unreadable' in loaded ? { kind: 'unreadable', why: loaded.unreadable } : { kind: 'run', loaded };
  } catch (thrown) {
    return { kind: 'unreadable', why: toFailure(thrown).message };
  }
}

async function openSecond(platform: Platform): Promise<{ readonly second: SecondCopy } | { readonly why: string }> {
  try {
    const files = await platform.files();
    if (files === null) return { why: 'This browser gives the page no files of its own here (they need a page that was served securely).' };
    return { second: await openSecondCopy(files) };
  } catch (thrown) {
    return { why: toFailure(thrown).message };
  }
}

async function readMarker(marker: Marker | null): Promise<Marked | null> {
  try {
    return (await marker?.read()) ?? null;
  } catch (thrown) {
    console.warn(`The marker of the run could not be read: ${toFailure(thrown).message}`);
    return null;
  }
}

const sessionsOf = ({ first, secondState, marked }: Copies): readonly (string | undefined)[] => [
  first.kind === 'run' ? first.loaded.run.session : undefined,
  secondState.kind === 'run' ? secondState.found.copy.head.session : undefined,
  marked?.session,
];

function partsOf(platform: Platform, copies: Copies, held: Held, notice: (n: StorageNotice) => void): StoreParts {
  const { durable, why, second, secondState, first } = copies;
  const newest = sessionsOf(copies).reduce<string>((best, s) => (s !== undefined && s > best ? s : best), '');
  return {
    durable,
    why,
    readOnly: !held.mine,
    second,
    secondWords: second !== null ? SECOND_KEPT : secondState.kind === 'unavailable' ? `There is no second copy: ${secondState.why}` : '',
    marker: platform.marker,
    reopen: platform.durable,
    notice,
    release: held.release,
    session: newest === '' ? '00000000-0000000000000000' : newest,
    progress: first.kind === 'run' ? first.loaded.progress : { commits: 0, changes: 0 },
  };
}

/** What is so as long as this tab is open. */
function standing({ why, secondState }: Copies): StorageNotice[] {
  if (why !== null) return [NOTICES.inMemory(why)];
  return secondState.kind === 'unavailable' ? [NOTICES.noSecond(secondState.why)] : [];
}

// The rebuilt run, in IndexedDB; where that fails, in memory, which is said.
async function write(store: KeptStore, run: StoredRun, notices: StorageNotice[]): Promise<void> {
  try {
    await store.place(run);
  } catch (thrown) {
    const why = toFailure(thrown).message;
    await store.retreat(run, why);
    notices.push(NOTICES.inMemory(why));
  }
}

async function openToLookAt(
  platform: Platform,
  copies: Copies,
  held: Held,
  replay: Replay,
  say: (n: StorageNotice) => void,
): Promise<Opened> {
  const store = new KeptStore(partsOf(platform, copies, held, say));
  const { first } = copies;
  const nothing: Found = { kind: 'nothing', notices: [NOTICES.readOnly()] };
  if (first.kind !== 'run') return { store, found: nothing };
  const { run } = first.loaded;
  const { cut } = run;
  const replayed = await replay({ ...run, current: cut.branch }, cut.branch, cut.event);
  if (!replayed.ok) return { store, found: nothing };
  return { store, found: { kind: 'run', run, notices: [NOTICES.readOnly()], rebuilt: false, lostDisks: [] } };
}
