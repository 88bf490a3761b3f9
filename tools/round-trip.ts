// One round trip: a run is executed, acted in so that it forks, written about, saved, opened, executed again; the digests of every branch must be
// equal at every interval and at its tip, and saved again it must be the same run. Runs in Node and, the same code, in a browser (e2e/round-trips.ts).
import { digestText, printDigest } from '../src/base/digest.ts';
import { onlyTitle } from '../src/history/about.ts';
import type { Branch } from '../src/history/branch.ts';
import type { Moment } from '../src/history/moment.ts';
import { restore } from '../src/history/restore.ts';
import { drain } from '../src/history/searching.ts';
import type { Run } from '../src/history/run.ts';
import { Timeline } from '../src/history/timeline.ts';
import { LESSONS, lastStops, scenarioAt } from '../src/lessons/index.ts';
import { openScenario } from '../src/scenario/open-scenario.ts';
import { WORLDS } from '../src/scenario/worlds.ts';
import type { JournalEntry, RunHeader } from '../src/sim/inputs.ts';
import { runSeed } from '../src/sim/search/run-seed.ts';
import { readTrace, writeTrace, type DigestAt } from '../src/trace/trace-file.ts';

export interface RoundTrip {
  readonly name: string;
  readonly events: number;
  readonly compared: number;
  /** Over all digests: the same wherever it is made. */
  readonly sum: string;
  /** What differs; null: nothing. */
  readonly wrong: string | null;
}

/** Events between two digests that are compared. */
const EVERY = 100;
/** Events beyond the first moment that a ready world or a lesson shows. */
const EVENTS_ON = 1_500;
const EVENTS_OF_FORK = 120;

type Digests = Map<number, DigestAt[]>;

/** A random world under random faults, by its number. */
export function tripOfSeed(seed: number): RoundTrip {
  const { header, journal, events } = runSeed(seed);
  return roundTrip(`seed ${seed}`, header, journal, events);
}

/** Every ready world, and every run of every lesson at its last stop. */
export const READY: readonly { readonly name: string; readonly scenario: string }[] = [
  ...WORLDS.map((w) => ({ name: `world ${w.id}`, scenario: w.text })),
  ...LESSONS.flatMap((l) =>
    lastStops(l).map((last, run) => ({ name: `lesson ${l.title}${run === 0 ? '' : `, run ${run + 1}`}`, scenario: scenarioAt(l, last) })),
  ),
];

export function tripOfReady({ name, scenario }: (typeof READY)[number]): RoundTrip {
  const opened = openScenario(scenario);
  if (!opened.ok) return { name, events: 0, compared: 0, sum: '', wrong: opened.error };
  const { header, journal, startEvent } = opened.value;
  return roundTrip(name, header, journal, startEvent + EVENTS_ON);
}

function roundTrip(name: string, header: RunHeader, journal: readonly JournalEntry[], events: number): RoundTrip {
  const made = new Map<number, DigestAt[]>();
  const t = new Timeline(header, journal, { about: { ...onlyTitle(name), author: 'é', notes: '“\ufffd”' }, observer: noting(made) });
  play(t, events);
  noteTip(t, made);
  const { tipEvent } = t;
  t.seek(Math.floor((tipEvent * 2) / 3));
  t.act({ kind: 'command', operation: { op: 'put', key: 'x', value: name } }, t.shown.at);
  play(t, t.tipEvent + EVENTS_OF_FORK);
  noteTip(t, made);
  for (const b of t.branches.all()) t.putBookmark({ branch: b.id, event: b.tipEvent, title: b.name, text: name });
  const text = writeTrace(t.run(), made);
  const compared = [...made.values()].reduce((n, list) => n + list.length, 0);
  const sum = printDigest(digestText(JSON.stringify([...made])));
  return { name, events: t.tipEvent + tipEvent, compared, sum, wrong: differs(text, made) };
}

function differs(text: string, made: Digests): string | null {
  const file = readTrace(text);
  if (!file.ok) return file.error;
  const again: Digests = new Map();
  const restored = drain(restore(file.value.run, { observer: noting(again) }));
  if (!restored.ok) return restored.error;
  for (const [branch, list] of made)
    for (const [i, { event, digest }] of list.entries()) {
      const found = again.get(branch)?.[i];
      const same = found?.event === event ? found.digest : tipDigest(restored.value, branch, event);
      if (same !== digest) return `Branch ${branch} differs at event ${event}.`;
    }
  const twice = readTrace(writeTrace(restored.value.run(), made));
  return twice.ok && asText(twice.value.run) === asText(file.value.run) ? null : 'Saved again, it is another run.';
}

const asText = ({ journal, ...rest }: Run): string => JSON.stringify([rest, ...journal]);

function tipDigest(t: Timeline, branch: number, event: number): number | null {
  const b = t.branches.get(branch);
  return b?.tipEvent === event ? (b.end ?? t.live).world.digest() : null;
}

function noteTip(t: Timeline, digests: Digests): void {
  if (t.tipEvent % EVERY !== 0)
    digests.set(t.current.id, [...(digests.get(t.current.id) ?? []), { event: t.tipEvent, digest: t.live.world.digest() }]);
}

function play(t: Timeline, events: number): void {
  while (t.tipEvent < events && t.forward() !== null);
}

const noting = (digests: Digests) => ({
  onEvent: ({ id }: Branch, _record: unknown, { event, world }: Moment): void => {
    if (event % EVERY !== 0) return;
    if (!digests.has(id)) digests.set(id, []);
    digests.get(id)!.push({ event, digest: world.digest() });
  },
  onFork: () => undefined,
  onGone: () => undefined,
});
