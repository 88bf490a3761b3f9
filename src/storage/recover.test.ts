// The rule of what is done with what is found, as tables: what IndexedDB has, what the second copy has, what the marker says → which plan, and
// which sentences. No store and no execution: both are pure functions.
import { describe, expect, it } from 'vitest';
import { commitOf, crashAt, sampleRun } from './contract-parts.ts';
import type { Loaded, StoredRun } from './durable.ts';
import { applyChange, copyOf } from './lines.ts';
import { plan, restartFromDisks, settle, type FirstFound, type Plan, type SecondState } from './recover.ts';
import type { SecondFound } from './second-copy.ts';

const S1 = '00000001-00000000000000aa';
const S2 = '00000002-00000000000000bb';
const NOTHING = { kind: 'nothing' } as const;
const UNAVAILABLE = { kind: 'unavailable', why: 'No IndexedDB here.' } as const;
const UNREADABLE = { kind: 'unreadable', why: 'The stored header is missing.' } as const;

const loadedOf = (change: Partial<Loaded> = {}, run: Partial<StoredRun> = {}): Loaded => ({
  run: sampleRun(run),
  progress: { commits: 10, changes: 1 },
  journalWhole: true,
  aboutWhole: true,
  damagedNodes: [],
  ...change,
});
const first = (change: Partial<Loaded> = {}, run: Partial<StoredRun> = {}): FirstFound => ({ kind: 'run', loaded: loadedOf(change, run) });

function second(
  commits: number,
  change: Partial<SecondFound> & { readonly session?: string; readonly changes?: number } = {},
): SecondState {
  const { session = S1, changes = 1, ...rest } = change;
  const copy = copyOf(sampleRun({ session }), { commits: Math.min(commits, 5), changes });
  return {
    kind: 'run',
    found: { copy, acknowledged: { commits, changes }, whole: true, cut: { branch: 0, event: 20, at: 200 }, damage: [], ...rest },
  };
}

const short = second(12, { whole: false, damage: ['The second copy has 1 of 2 changes of the journal.'] });
const marker = { session: S1, title: 'Old' };

interface Row {
  readonly name: string;
  readonly first: FirstFound;
  readonly second: SecondState;
  readonly marker?: typeof marker | null;
  readonly act: Plan['act'];
  readonly session?: string;
  readonly notices: readonly string[];
}

const TABLE: readonly Row[] = [
  { name: 'a first visit', first: NOTHING, second: NOTHING, act: 'nothing', notices: [] },
  { name: 'a first visit without files', first: NOTHING, second: UNAVAILABLE, act: 'nothing', notices: [] },
  { name: 'both are whole', first: first(), second: second(10), act: 'compare', session: S1, notices: [] },
  {
    name: 'IndexedDB is a commit ahead: killed between commit and mark',
    first: first(),
    second: second(9),
    act: 'compare',
    session: S1,
    notices: [],
  },
  {
    name: 'the second copy has an input that was never acknowledged',
    first: first(),
    second: second(10, { changes: 2 }),
    act: 'compare',
    session: S1,
    notices: [],
  },
  { name: 'IndexedDB is empty', first: NOTHING, second: second(10), marker, act: 'rebuild', session: S1, notices: ['storage-rebuilt'] },
  { name: 'IndexedDB is behind', first: first(), second: second(11), act: 'rebuild', session: S1, notices: ['storage-rebuilt'] },
  { name: 'IndexedDB cannot be read', first: UNREADABLE, second: second(10), act: 'rebuild', session: S1, notices: ['storage-rebuilt'] },
  { name: 'IndexedDB is not there', first: UNAVAILABLE, second: second(10), act: 'rebuild', session: S1, notices: ['storage-rebuilt'] },
  {
    name: 'IndexedDB has an earlier run',
    first: first(),
    second: second(3, { session: S2 }),
    act: 'rebuild',
    session: S2,
    notices: ['storage-rebuilt'],
  },
  { name: 'a run was being begun', first: first(), second: second(0, { session: S2 }), act: 'rebuild', session: S2, notices: [] },
  {
    name: 'the second copy has an earlier run',
    first: first({}, { session: S2 }),
    second: second(90),
    act: 'compare',
    session: S2,
    notices: [],
  },
  { name: 'the second copy is gone', first: first(), second: NOTHING, act: 'compare', session: S1, notices: ['storage-second-missing'] },
  { name: 'there is no second copy here', first: first(), second: UNAVAILABLE, act: 'compare', session: S1, notices: [] },
  {
    name: 'the second copy is damaged, IndexedDB whole',
    first: first(),
    second: second(10, { whole: false, damage: ['x.'] }),
    act: 'compare',
    session: S1,
    notices: ['storage-second-damaged'],
  },
  {
    name: 'both have lost their end, IndexedDB less',
    first: first(),
    second: short,
    act: 'compare',
    session: S1,
    notices: ['storage-commits-lost', 'storage-second-damaged'],
  },
  {
    name: 'IndexedDB is empty and the second copy has lost its end',
    first: NOTHING,
    second: short,
    act: 'rebuild',
    session: S1,
    notices: ['storage-rebuilt', 'storage-journal-short'],
  },
  { name: 'both are gone, the marker remains', first: NOTHING, second: NOTHING, marker, act: 'nothing', notices: ['storage-both-gone'] },
  {
    name: 'IndexedDB is out of reach, the marker remains',
    first: UNAVAILABLE,
    second: UNAVAILABLE,
    marker,
    act: 'nothing',
    notices: ['storage-out-of-reach'],
  },
  {
    name: 'IndexedDB cannot be read and nothing else is there',
    first: UNREADABLE,
    second: NOTHING,
    marker,
    act: 'nothing',
    notices: ['storage-unreadable'],
  },
  {
    name: 'a later run is gone',
    first: first(),
    second: second(10),
    marker: { session: S2, title: 'Later' },
    act: 'compare',
    session: S1,
    notices: ['storage-later-gone'],
  },
  {
    name: 'one node’s rows are damaged',
    first: first({ damagedNodes: [1] }),
    second: second(10),
    act: 'compare',
    session: S1,
    notices: [],
  },
  {
    name: 'the journal in IndexedDB is damaged, the second copy whole',
    first: first({ journalWhole: false }, { damage: ['Entry 1.'] }),
    second: second(10),
    act: 'compare',
    session: S1,
    notices: ['storage-journal-mended'],
  },
  {
    name: 'the journal is damaged and there is no other',
    first: first({ journalWhole: false }, { damage: ['Entry 1.'] }),
    second: NOTHING,
    act: 'restart',
    notices: ['storage-restarted'],
  },
];

describe('what is planned', () => {
  for (const row of TABLE)
    it(row.name, () => {
      const planned = plan({ first: row.first, second: row.second, marker: row.marker ?? null });
      expect(planned.act).toBe(row.act);
      expect(planned.notices.map((n) => n.id)).toEqual(row.notices);
      if (row.session !== undefined && 'session' in planned) expect(planned.session).toBe(row.session);
    });

  it('a rebuilding goes to the last acknowledged cut, and counts on above both copies', () => {
    const planned = plan({ first: first(), second: second(14, { cut: { branch: 0, event: 33, at: 330 } }), marker: null });
    expect(planned).toMatchObject({
      act: 'rebuild',
      cut: { event: 33 },
      progress: { commits: 15, changes: 1 },
      run: { branches: [{ tip: 33 }] },
    });
  });

  it('never gives an input away that only the second copy has, once IndexedDB is lost', () => {
    const found = second(10);
    if (found.kind === 'run')
      applyChange(found.found.copy, {
        ...commitOf({ journal: [{ branch: 0, entry: crashAt(20) }] }),
        drop: [],
        progress: { commits: 11, changes: 2 },
      });
    const planned = plan({ first: NOTHING, second: found, marker: null });
    expect(planned.act === 'rebuild' && planned.run.journal.get(0)).toEqual([crashAt(7), crashAt(20)]);
  });
});

const compare = (damaged: readonly number[]): Extract<Plan, { act: 'compare' }> => {
  const planned = plan({ first: first({ damagedNodes: damaged }), second: second(10), marker: null });
  if (planned.act !== 'compare') throw new Error(planned.act);
  return planned;
};
const disks = sampleRun().disks;
const cut = sampleRun().cut;
const others = [disks[0]!, disks[1]!.slice(0, 2), disks[2]!];

describe('what comes of the re-execution', () => {
  it('equal disks: the run goes on, nothing is written', () => {
    expect(settle(compare([]), { ok: true, cut, disks })).toMatchObject({
      act: 'resume',
      write: false,
      notices: [],
      run: { session: S1, cut },
    });
  });

  it('a damaged node gets its rows back to the byte, and the person is told', () => {
    const settled = settle(compare([1]), { ok: true, cut, disks: others });
    expect(settled).toMatchObject({ act: 'resume', write: true, run: { disks: others } });
    expect(settled.act === 'resume' && settled.notices.map((n) => n.title)).toEqual(['n2: stored rows rebuilt']);
  });

  it('whole rows that differ count more than the re-execution: the nodes restart from them', () => {
    const settled = settle(compare([]), { ok: true, cut, disks: others });
    expect(settled).toMatchObject({ act: 'instead', plan: { act: 'restart', damaged: [], from: { disks } } });
    expect(settled.act === 'instead' && settled.plan.notices[0]?.text).toContain('does not give the rows that n2 had stored');
  });

  it('a run that cannot be executed restarts from its disks', () => {
    const settled = settle(compare([2]), { ok: false, why: 'Event 7 failed.' });
    expect(settled).toMatchObject({ act: 'instead', plan: { act: 'restart', damaged: [2] } });
  });

  it('where the second copy cannot be executed, what IndexedDB has is tried, and then nothing', () => {
    const rebuild = (found: FirstFound): Plan => plan({ first: found, second: second(20), marker: null });
    const failed = { ok: false, why: 'Event 7 failed.' } as const;
    const behind = rebuild(first());
    expect(behind.act === 'rebuild' && settle(behind, failed)).toMatchObject({
      act: 'instead',
      plan: { act: 'compare', notices: [{ id: 'storage-not-rebuilt' }] },
    });
    const empty = rebuild(NOTHING);
    expect(empty.act === 'rebuild' && settle(empty, failed)).toMatchObject({
      act: 'instead',
      plan: { act: 'nothing', notices: [{ id: 'storage-not-rebuilt' }] },
    });
  });
});

describe('[D7] [D8] restart from disks alone', () => {
  it('a disk that is not whole is empty from then on, never new; a torn tail is cut', () => {
    const torn = { ...disks[1]![2]!, flaw: 'torn' as const };
    const from = sampleRun({ disks: [disks[0]!, [...disks[1]!.slice(0, 2), torn], disks[2]!] });
    const { run, lostDisks } = restartFromDisks({ act: 'restart', from, damaged: [0], notices: [] });
    expect(lostDisks).toEqual([1]);
    expect(run.header.disks).toEqual([[], disks[1]!.slice(0, 2), disks[2]]);
    expect(run.cut.event).toBe(0);
    expect([...run.journal]).toEqual([[0, []]]);
  });
});
