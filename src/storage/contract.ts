// What every `Durable` keeps to, as a list of cases that runs anywhere: in Node on memory and on a stand-in for IndexedDB, in a real browser's
// worker on the real one. Each case gets an empty store; it throws where the contract is broken.
import type { DiskRow } from '../sim/inputs.ts';
import { ABOUT_CASES } from './contract-about.ts';
import {
  type ContractCase,
  at,
  begun,
  checkpoint,
  commitOf,
  crashAt,
  identity,
  loaded,
  promise,
  refused,
  same,
  sameRun,
  sampleRun,
  vote,
} from './contract-parts.ts';
import type { StoredRow } from './durable.ts';
import { rowText } from './rows.ts';

export const CONTRACT: readonly ContractCase[] = [
  {
    name: 'a store that was never used holds nothing',
    run: async (subject) => same(await (await subject.open()).load(), null, 'what is stored'),
  },
  {
    name: 'a run that was begun is found as it was, to the last character',
    run: async (subject) => {
      await begun(subject);
      const found = await loaded(subject);
      sameRun(found.run, sampleRun());
      same([found.progress, found.journalWhole, found.damagedNodes], [at(0), true, []], 'what is said of it');
    },
  },
  {
    name: 'commits add up, before and after it is opened again',
    run: async (subject) => {
      const first = await begun(subject);
      await first.commit(
        commitOf({ rows: [{ node: 0, add: [vote(3, 1), vote(4, 2)], remove: [] }], cut: { branch: 0, event: 25, at: 250 } }),
        at(1),
      );
      const second = await subject.open();
      await second.load();
      const journal = [{ branch: 0, entry: crashAt(30) }];
      await second.commit(
        commitOf({ rows: [{ node: 0, add: [vote(6, 3)], remove: [] }], journal, cut: { branch: 0, event: 31, at: 310 } }),
        at(2, 1),
      );
      const found = await loaded(subject);
      const disks = [[identity(1), promise(2, 1), vote(3, 1), vote(4, 2), vote(6, 3)], ...sampleRun().disks.slice(1)];
      const branches = [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip: 31 }];
      sameRun(
        found.run,
        sampleRun({ disks, branches, journal: new Map([[0, [crashAt(7), crashAt(30)]]]), cut: { branch: 0, event: 31, at: 310 } }),
      );
      same(found.progress, at(2, 1), 'the progress');
    },
  },
  {
    name: 'a tail goes, single rows of it or all from an lsn on, and others take its place',
    run: async (subject) => {
      const durable = await begun(subject);
      await durable.commit(
        commitOf({
          rows: [
            { node: 1, remove: [3], add: [vote(5, 2)] },
            { node: 0, truncate: 2, remove: [], add: [promise(9, 4)] },
          ],
        }),
        at(1),
      );
      await durable.commit(commitOf({ rows: [{ node: 2, truncate: 1, remove: [], add: [] }] }), at(2));
      const found = await loaded(subject);
      sameRun(found.run, sampleRun({ disks: [[identity(1), promise(9, 4)], [identity(2), promise(2, 1), vote(5, 2)], []] }));
      same(found.damagedNodes, [], 'damaged nodes');
    },
  },
  {
    name: 'a log that is cut at its head keeps what its checkpoint does not cover, and what is missing then is still noticed',
    run: async (subject) => {
      const durable = await begun(subject);
      const rows = [promise(2, 1), vote(3, 1), vote(4, 2), vote(5, 3), checkpoint(6, 2), vote(7, 4)];
      await durable.commit(commitOf({ rows: [{ node: 0, remove: [], add: rows }], disks: 3 }), at(1));
      // P9: what it covers goes; the first row that is left follows another one now.
      await durable.commit(commitOf({ rows: [{ node: 0, remove: [2, 3, 4], add: [vote(5, 3), vote(8, 5)] }], disks: 3 }), at(2));
      const kept = [identity(1), vote(5, 3), checkpoint(6, 2), vote(7, 4), vote(8, 5)];
      same(durable.counts()[0], 5, 'rows of n1');
      same((await durable.rows(0, 0, 9)).map((r) => [r.lsn, r.after]), [[1, 0], [5, 1], [6, 5], [7, 6], [8, 7]], 'rows as they lie'); // prettier-ignore
      const found = await loaded(subject);
      sameRun(found.run, sampleRun({ disks: [kept, ...sampleRun().disks.slice(1)] }));
      same(found.damagedNodes, [], 'damaged nodes');
      await subject.tamper('rows', [0, 5], undefined);
      same((await loaded(subject)).damagedNodes, [0], 'damaged nodes, a row deleted');
    },
  },
  {
    name: 'a disk comes, and goes again',
    run: async (subject) => {
      const durable = await begun(subject);
      await durable.commit(commitOf({ rows: [{ node: 3, remove: [], add: [identity(4)] }], disks: 5 }), at(1));
      const grown = await loaded(subject);
      sameRun(grown.run, sampleRun({ disks: [...sampleRun().disks, [identity(4)], []] }));
      const again = await subject.open();
      await again.load();
      await again.commit(commitOf({ rows: [{ node: 3, remove: [1], add: [] }], disks: 3 }), at(2));
      const found = await loaded(subject);
      sameRun(found.run, sampleRun());
      same(found.damagedNodes, [], 'damaged nodes');
    },
  },
  {
    name: 'a row can be replaced where it lies, and keeps its flaw',
    run: async (subject) => {
      const durable = await begun(subject);
      const torn: DiskRow = { ...vote(4, 2), flaw: 'torn' };
      const damaged: DiskRow = { ...promise(2, 1), flaw: 'damaged' };
      await durable.commit(commitOf({ rows: [{ node: 1, remove: [], add: [damaged, torn] }] }), at(1));
      const found = await loaded(subject);
      sameRun(found.run, sampleRun({ disks: [sampleRun().disks[0]!, [identity(2), damaged, vote(3, 1), torn], sampleRun().disks[2]!] }));
    },
  },
  {
    name: 'branches come and go with their journals, and entries can be dropped',
    run: async (subject) => {
      const durable = await begun(subject);
      const main = sampleRun().branches[0]!;
      const other = { id: 1, name: 'other', parent: 0, forkEvent: 10, tip: 10 };
      await durable.commit(
        commitOf({
          branches: [main, other],
          journal: [
            { branch: 1, entry: crashAt(10) },
            { branch: 0, entry: crashAt(20) },
          ],
        }),
        at(1, 1),
      );
      same(
        [...(await loaded(subject)).run.journal],
        [
          [0, [crashAt(7), crashAt(20)]],
          [1, [crashAt(10)]],
        ],
        'the journal',
      );
      const again = await subject.open();
      await again.load();
      await again.commit(
        commitOf({ branches: [main], dropJournal: [{ branch: 0, from: 20 }], journal: [{ branch: 0, entry: crashAt(21) }] }),
        at(2, 2),
      );
      const found = await loaded(subject);
      same([...found.run.journal], [[0, [crashAt(7), crashAt(21)]]], 'the journal');
      same([found.run.branches, found.journalWhole], [[main], true], 'the branches');
    },
  },
  {
    name: 'a new run replaces all of the old one',
    run: async (subject) => {
      const durable = await begun(subject);
      await durable.commit(commitOf({ rows: [{ node: 0, add: [vote(3, 1)], remove: [] }] }), at(5));
      const next = sampleRun({
        session: '00000002-00000000000000bb',
        title: 'Next',
        journal: new Map([[0, []]]),
        disks: [[identity(1)], [identity(2)], [identity(3)]],
      });
      await durable.reset(next, at(0));
      sameRun((await loaded(subject)).run, next);
      same(durable.counts(), [1, 1, 1], 'the counts');
    },
  },
  {
    name: 'rows are read as they lie, by the page, and counted',
    run: async (subject) => {
      const durable = await begun(subject);
      const add = Array.from({ length: 10 }, (_, i) => vote(3 + 2 * i, i + 1));
      await durable.commit(commitOf({ rows: [{ node: 0, add, remove: [] }] }), at(1));
      same(durable.counts(), [12, 3, 1], 'the counts');
      const page = await durable.rows(0, 4, 3);
      same(
        page.map((r) => [r.lsn, r.after, r.text]),
        add.slice(2, 5).map((r) => [r.lsn, r.lsn - 2, rowText(r)]),
        'a page',
      );
      same(
        [(await durable.rows(0, 11, 50)).length, (await durable.rows(0, 12, 50)).length, (await durable.rows(7, 0, 5)).length],
        [1, 0, 0],
        'the end',
      );
    },
  },
  {
    name: 'a commit that is out of order is refused and changes nothing',
    run: async (subject) => {
      const durable = await begun(subject);
      const add = [vote(9, 1), vote(8, 2)];
      await refused(() => durable.commit(commitOf({ rows: [{ node: 0, add, remove: [] }] }), at(1)), 'AssertionFailure');
      await refused(() => durable.commit(commitOf({ rows: [{ node: 1, add: [], remove: [2] }] }), at(1)), 'AssertionFailure');
      sameRun((await loaded(subject)).run, sampleRun());
      const again = await subject.open();
      await again.load();
      await again.commit(commitOf({ rows: [{ node: 0, add: [vote(9, 1)], remove: [] }] }), at(1));
      same((await loaded(subject)).damagedNodes, [], 'damaged nodes');
    },
  },
  {
    name: 'many rows are found again, whatever the pages',
    run: async (subject) => {
      const durable = await begun(subject);
      const add = Array.from({ length: 12_000 }, (_, i) => promise(3 + i, i));
      await durable.commit(commitOf({ rows: [{ node: 0, add, remove: [] }] }), at(1));
      const found = await loaded(subject);
      same([found.run.disks.map((d) => d.length), found.damagedNodes], [[12_002, 3, 1], []], 'the disks');
    },
  },
  {
    name: 'a row that was changed where it lies is damaged, and named',
    run: async (subject) => {
      const durable = await begun(subject);
      const row = (await durable.rows(1, 1, 1))[0]!;
      await subject.tamper('rows', [1, 2], { ...row, text: row.text.replace('"round":1', '"round":7') } satisfies StoredRow);
      const found = await loaded(subject);
      same([found.damagedNodes, found.run.disks[1]![1]!.flaw, found.journalWhole], [[1], 'damaged', true], 'the damage');
      same(found.run.damage, ['n2’s record 2 does not fit its checksum.'], 'the sentence');
    },
  },
  {
    name: 'a row that is missing is noticed: the first, one between, the last, all',
    run: async (subject) => {
      for (const gone of [[1], [2], [3], [1, 2, 3]]) {
        await begun(subject);
        for (const lsn of gone) await subject.tamper('rows', [1, lsn], undefined);
        const found = await loaded(subject);
        same(found.damagedNodes, [1], `damaged nodes without ${gone.join()}`);
        if (found.run.damage.length === 0) throw new Error('a sentence was expected');
      }
    },
  },
  {
    name: 'a row that does not belong there is noticed',
    run: async (subject) => {
      const durable = await begun(subject);
      const row = (await durable.rows(1, 2, 1))[0]!;
      await subject.tamper('rows', [2, 3], { ...row, node: 2 } satisfies StoredRow);
      same((await loaded(subject)).damagedNodes, [2], 'damaged nodes');
    },
  },
  {
    name: 'a journal entry that is missing or changed is noticed',
    run: async (subject) => {
      await begun(subject);
      await subject.tamper('journal', [0, 0], undefined);
      const missing = await loaded(subject);
      same([missing.journalWhole, missing.run.damage], [false, ['The journal of branch 0 has 0 of its 1 entries.']], 'the damage');
      await subject.tamper('journal', [0, 0], { branch: 0, n: 0, text: JSON.stringify(crashAt(8)), sum: '00000000000000' });
      same((await loaded(subject)).journalWhole, false, 'whole');
    },
  },
  {
    name: 'a header or a cut that cannot be read is said to be so',
    run: async (subject) => {
      for (const key of ['header', 'cut', 'branches']) {
        await begun(subject);
        await subject.tamper('meta', key, { key, text: '{}', sum: '00000000000000' });
        const found = await (await subject.open()).load();
        if (found === null || !('unreadable' in found)) throw new Error(`a ${key} with a wrong checksum was read`);
        await (await subject.open()).reset(sampleRun(), at(0));
        await subject.tamper('meta', key, undefined);
        const gone = await (await subject.open()).load();
        if (gone === null || !('unreadable' in gone)) throw new Error(`without its ${key}, a run was read`);
      }
    },
  },
  ...ABOUT_CASES,
];
