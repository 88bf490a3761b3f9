// Events in words: one real example of each shape of sentence, from worlds that between them do everything that can happen, against a golden
// file (REWRITE=1 rewrites it; a line is committed only if it can be read aloud and is true).
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import type { Input } from '../sim/inputs.ts';
import { makeWorld } from '../sim/world.ts';
import type { DescribedEvent } from './described.ts';
import { describe as describeEvent, describeInput, marksOf, WORDED_NOTES } from './describe.ts';
import { node, perform, PLAYS, put } from './testing.ts';

const line = (d: DescribedEvent): string =>
  [
    `${d.text}${d.rules.length === 0 ? '' : ` [${d.rules.join(' ')}]`}`,
    d.interest,
    d.topics.join(' '),
    d.causeText === '' ? '' : `because of ${d.causeText}`,
    d.command,
    d.slot === 0 ? '' : `slot ${d.slot}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
const shapeOf = (d: DescribedEvent): string =>
  `${d.interest} ${d.text
    .replace(/\b[a-z](=\w+( if v\d+)?|\?|×)/g, 'op')
    .replace(/\d+/g, '#')
    .replace(/(n#, )+n# and n#|n# and n#/g, 'nodes')}`;

describe('events in words', () => {
  it('are as the golden file has them: one example of each shape', () => {
    const out: string[] = [];
    const seen = new Set<string>();
    for (const play of PLAYS) {
      out.push(`# ${play.name}`);
      perform(play, (record, world) => {
        const d = describeEvent(record, world);
        const shape = shapeOf(d);
        if (seen.has(shape)) return;
        seen.add(shape);
        out.push(line(d));
        for (const m of marksOf(record, world)) out.push(`    mark ${m.kind}: ${m.text}`);
      });
    }
    const path = new URL('./testdata/sentences.txt', import.meta.url);
    const text = `${out.join('\n')}\n`;
    if (process.env['REWRITE'] === '1') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it('cover every kind of note, of happening and of input', () => {
    const kinds = new Set<string>();
    const inputs = new Set<string>();
    for (const play of PLAYS)
      perform(play, (record) => {
        kinds.add(record.happening.kind);
        for (const n of record.notes) kinds.add(n.kind);
        for (const n of record.worldNotes) kinds.add(n.kind);
        if (record.happening.kind === 'input') inputs.add(record.happening.input.kind);
      });
    const world = [
      'invoke',
      'answered',
      'redirected',
      'crashed',
      'cut-tail',
      'sync-begins',
      'deferred',
      'dropped',
      'refused',
      'busy',
      'truncated',
      'disk-full',
      'added',
    ];
    const happenings = ['deliver', 'lose', 'group', 'sync', 'timer', 'client', 'input'];
    expect([...WORDED_NOTES, ...world, ...happenings].filter((k) => !kinds.has(k))).toEqual([]);
    expect(inputs.size).toBe(25);
  });

  it('are sentences: bounded, ended, without straight apostrophes, undefined things or doubled spaces', () => {
    for (const play of PLAYS)
      perform(play, (record, world) => {
        const { text, causeText, cause } = describeEvent(record, world);
        expect(text.length).toBeLessThan(520);
        expect(text).toMatch(/^[A-Za-z“].*[.]$/);
        expect(`${text} ${causeText}`).not.toMatch(/'|undefined|null|NaN|\[object| {2}|!/);
        if (cause !== null) expect(cause).toBeLessThan(record.number);
      });
  });

  it('stay short when a leader takes over many slots', () => {
    const slots = Array.from({ length: 20 }, (_, i) => i + 7);
    const world = makeWorld({ config: DEFAULT_CONFIG });
    const record = world.step()!;
    const ballot = { round: 3, node: 2 };
    const notes = slots.map(
      (slot) =>
        ({
          kind: 'propose',
          slot,
          ballot,
          entry: { type: 'noop' },
          why: slot % 2 === 0 ? 'filled' : 'adopted',
          from: { round: 1, node: 1 },
          reporters: [2, 3],
        }) as const,
    );
    const { text } = describeEvent({ ...record, actor: 2, notes, worldNotes: [] }, world);
    expect(text).toBe(
      'In slots 8, 10, 12, 14 and 6 more no promise reported a vote: n2 proposes no-ops under 3.n2. n2 adopts what was reported in slots 7, 9, 11, 13 and 6 more: the highest ballot reported was 1.n1, by n2 and n3.',
    );
  });
});

describe('inputs as names of acts', () => {
  it.each<[Input, string]>([
    [node('crash', 1), 'Crash n1'],
    [node('restart', 1), 'Restart n1'],
    [node('pause', 2), 'Pause n2'],
    [node('resume', 2), 'Resume n2'],
    [node('lose-disk', 2), 'Empty n2’s disk'],
    [node('isolate', 2), 'Isolate n2'],
    [node('campaign', 3), 'Let n3 stand for election'],
    [{ kind: 'damage', node: 1, lsn: 12 }, 'Damage record 12 of n1’s log'],
    [
      {
        kind: 'partition',
        groups: [
          [1, 2],
          [3, 4, 5],
        ],
      },
      'Split the network: n1 n2 | n3 n4 n5',
    ],
    [{ kind: 'cut', from: 1, to: 2 }, 'Cut the link from n1 to n2'],
    [{ kind: 'mend', from: 1, to: 2 }, 'Mend the link from n1 to n2'],
    [{ kind: 'heal' }, 'Mend every link'],
    [{ kind: 'drop', flight: 7 }, 'Drop message 7'],
    [{ kind: 'delay', flight: 7, byMicros: 12_500 }, 'Delay message 7 by 12.5 ms'],
    [{ kind: 'duplicate', flight: 7 }, 'Duplicate message 7'],
    [put('x', '4'), 'Send x=4'],
    [put('x', '4', 2), 'Send x=4 to n2'],
    [{ kind: 'set', field: 'syncMicros', value: 850 }, 'Set sync latency, all nodes to 850 µs'],
    [{ kind: 'set', field: 'lossPpm', value: 15_000 }, 'Set loss to 1.5 %'],
    [{ kind: 'set', field: 'electionTimeoutMicros', value: 10_000_000 }, 'Set election time-out to 10 s'],
    [{ kind: 'set-node-sync', node: 2, micros: 8_000 }, 'Set n2’s sync latency to 8 ms'],
    [{ kind: 'set-node-sync', node: 2, micros: null }, 'Give n2 the sync latency of the others'],
    [{ kind: 'stall', node: 2, micros: 50_000 }, 'Hold n2’s sync up for 50 ms'],
    [{ kind: 'fill-disk', node: 2 }, 'Fill n2’s disk'],
    [{ kind: 'free-disk', node: 2 }, 'Make room on n2’s disk'],
    [{ kind: 'battery-failure', node: 2 }, 'Let the battery of n2’s cache fail'],
    [{ kind: 'add-node' }, 'Add a node'],
    [{ kind: 'reconfigure', members: [1, 2, 4], policy: 'alpha-window' }, 'Make n1, n2 and n4 the members (α-window)'],
    [{ kind: 'command', operation: { op: 'get', key: 'x' }, mode: 'stale', to: 2 }, 'Send x? to n2 (stale read)'],
    [{ kind: 'power-failure' }, 'Cut the power'],
  ])('%j', (input, words) => {
    expect(describeInput(input)).toBe(words);
  });
});
