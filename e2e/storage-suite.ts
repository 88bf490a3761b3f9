// The storage contract suite and the forced losses, in a worker of a real browser: IndexedDB, files with synchronous access handles, Cache API,
// Web Locks. Each case has names of its own, which are deleted afterwards.
import { DEFAULT_CONFIG } from '../src/sim/config.ts';
import { indexedDbSubject } from '../src/storage/contract-parts.ts';
import { CONTRACT } from '../src/storage/contract.ts';
import { durableRows, execute, Lab } from '../src/storage/lab.ts';
import { takeLock } from '../src/storage/lock.ts';
import { rowText } from '../src/storage/rows.ts';
import { openStore } from '../src/storage/store.ts';
import { corruptRow, deleteDatabase, deleteMarker, deleteRowsOf, deleteSecondCopy, truncateSecondCopy } from '../src/storage/tampering.ts';

export interface SuiteResult {
  readonly cases: readonly { readonly name: string; readonly error: string | null }[];
  readonly figures: readonly string[];
}

type Case = readonly [name: string, run: (name: string) => Promise<void>];

const HEADER = { config: { ...DEFAULT_CONFIG, nodes: 3, clients: 3, seed: 7 } };

const start = (name: string): Promise<Lab> => Lab.start(HEADER, openStore, { name });

async function worked(name: string): Promise<Lab> {
  const lab = await start(name);
  await lab.run(500);
  await lab.act({ kind: 'crash', node: 1 });
  await lab.run(200);
  await lab.act({ kind: 'restart', node: 1 });
  await lab.run(200);
  lab.store.close();
  return lab;
}

function expect(found: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

/** Opens again: the same run, or further on the same way; its store equals its disks; these notices. */
async function comesBack(name: string, before: Lab, notices: readonly string[]): Promise<void> {
  const lab = await start(name);
  expect(
    lab.found.notices.map((n) => n.id),
    notices,
    'notices',
  );
  expect(lab.journal, before.journal, 'the journal');
  const events = Math.max(lab.world.events, before.world.events);
  expect(execute(HEADER, lab.journal, events).digest(), execute(HEADER, before.journal, events).digest(), 'the digest');
  for (const [node, rows] of durableRows(lab.world).entries()) {
    const stored = await lab.store.rows(node + 1, 0, 1e6);
    expect(
      stored.map((r) => r.text),
      rows.map(rowText),
      `the rows of n${node + 1}`,
    );
  }
  await lab.run(100);
  lab.store.close();
}

const afterLoss =
  (lose: (name: string) => Promise<unknown>, notices: readonly string[]): Case[1] =>
  async (name) => {
    const before = await worked(name);
    await lose(name);
    await comesBack(name, before, notices);
    const again = await start(name);
    expect(again.found.notices, [], 'notices of the start after it');
    again.store.close();
  };

const LOSSES: readonly Case[] = [
  ['a run that was left is found as it was', afterLoss(() => Promise.resolve(), [])],
  ['IndexedDB deleted', afterLoss((name) => deleteDatabase({ name }), ['storage-rebuilt'])],
  ['one node’s rows deleted', afterLoss((name) => deleteRowsOf({ name, node: 1 }), ['storage-rows-rebuilt'])],
  ['one row corrupted', afterLoss((name) => corruptRow({ name, node: 2, nth: 3 }), ['storage-rows-rebuilt'])],
  ['the second copy deleted', afterLoss((name) => deleteSecondCopy({ name }), ['storage-second-missing'])],
  ['the second copy’s end cut off', afterLoss((name) => truncateSecondCopy({ name, bytes: 50 }), ['storage-second-damaged'])],
  [
    'both deleted, the marker left',
    async (name) => {
      await worked(name);
      await deleteDatabase({ name });
      await deleteSecondCopy({ name });
      const lab = await start(name);
      expect([lab.found.kind, lab.found.notices.map((n) => n.id)], ['nothing', ['storage-both-gone']], 'what is found');
      lab.store.close();
    },
  ],
  [
    'all deleted: a first visit',
    async (name) => {
      await worked(name);
      await deleteDatabase({ name });
      await deleteSecondCopy({ name });
      await deleteMarker({ name });
      const lab = await start(name);
      expect([lab.found.kind, lab.found.notices], ['nothing', []], 'what is found');
      lab.store.close();
    },
  ],
  [
    'a second opener looks only, and can take over when the first has gone',
    async (name) => {
      const first = await start(name);
      await first.run(300);
      const second = await start(name);
      expect(
        [second.store.readOnly, second.found.kind, second.found.notices.map((n) => n.id)],
        [true, 'run', ['storage-read-only']],
        'the second',
      );
      second.store.close();
      first.store.close();
      const third = await start(name);
      expect(third.store.readOnly, false, 'read only');
      third.store.close();
    },
  ],
  [
    'the lock waits for a holder that is just leaving',
    async (name) => {
      const first = await takeLock(name, () => undefined);
      setTimeout(first.release, 300);
      const second = await takeLock(name, () => undefined);
      expect([first.mine, second.mine], [true, true], 'the lock');
      second.release();
    },
  ],
];

const CONTRACT_CASES: readonly Case[] = CONTRACT.map(({ name, run }) => [name, (own) => run(indexedDbSubject(own))]);

async function runCase([name, run]: Case, n: number): Promise<SuiteResult['cases'][number]> {
  const own = `synod-contract-${n}`;
  try {
    await cleared(own);
    await run(own);
    return { name, error: null };
  } catch (thrown) {
    return { name, error: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    await cleared(own);
  }
}

async function cleared(name: string): Promise<void> {
  await Promise.allSettled([deleteDatabase({ name }), deleteSecondCopy({ name }), deleteMarker({ name })]);
}

/** How fast it is here: for a report, never judged. */
async function figures(): Promise<string[]> {
  const name = 'synod-contract-figures';
  await cleared(name);
  const lab = await start(name);
  const commits = 400;
  const began = performance.now();
  while (lab.store.counts().commits < commits) await lab.run(20);
  const millis = performance.now() - began;
  const { rows } = lab.store.counts();
  const inputs = performance.now();
  for (let n = 0; n < 100; n++) await lab.act({ kind: 'campaign', node: 2 });
  const each = (performance.now() - inputs) / 100;
  lab.store.close();
  await cleared(name);
  return [
    `${Math.round((commits / millis) * 1000)} commits a second with the world, ${rows} rows`,
    `${each.toFixed(2)} ms an input (flushed to the second copy, committed)`,
  ];
}

const cases = [];
for (const [n, each] of [...CONTRACT_CASES, ...LOSSES].entries()) cases.push(await runCase(each, n));
postMessage({ cases, figures: await figures() } satisfies SuiteResult);
