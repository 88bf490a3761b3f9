// Files that are refused: hostile, damaged or foreign ones. Each with one sentence that names the line, what was found and what was expected.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionOf } from '../paxos/entry.ts';
import { sample } from './testing.ts';
import { readTrace, writeTrace } from './trace-file.ts';

const refusal = (text: string): string => {
  const read = readTrace(text);
  expect(read.ok).toBe(false);
  return read.ok ? '' : read.error;
};

const TEXT = writeTrace(sample.run, sample.digests);
const LINES = TEXT.trimEnd().split('\n');
const without = (i: number): string => `${LINES.filter((_, k) => k !== i).join('\n')}\n`;
/** As a file has it. */
const written = (line: object): string => JSON.stringify(line).replaceAll('\ufffd', '\\ufffd');
const changed = (i: number, change: (line: Record<string, unknown>) => object): string =>
  `${LINES.map((l, k) => (k === i ? written(change(JSON.parse(l) as Record<string, unknown>)) : l)).join('\n')}\n`;
const lineOf = (type: string): number => LINES.findIndex((l) => l.includes(`"type":"${type}"`));

describe('a file that is refused', () => {
  it.each<[string, string, RegExp]>([
    ['empty', '', /^The file is empty; expected a trace of Synod\.$/],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000', /^Line 1: found “PNG”; expected a JSON object\.$/],
    ['in UTF-16', [...TEXT].map((c) => `${c}\u0000`).join(''), /^Line 1: found .*expected a JSON object\.$/],
    ['another JSON file', '{"name":"synod"}\n', /^Line 1: found format “none”; expected “synod-trace”: this is no trace of Synod\.$/],
    ['a list', '[1,2,3]\n', /^Line 1: found “\[1,2,3\]”; expected a JSON object\.$/],
    [
      'of a newer version',
      changed(0, (l) => ({ ...l, version: 3 })),
      /^Line 1: found file version 3; expected at most 2\. A newer Synod wrote this file\.$/,
    ],
    ['of version 0', changed(0, (l) => ({ ...l, version: 0 })), /^Line 1: found file version “0”; expected 1 to 2\.$/],
    [
      'a configuration out of range',
      changed(0, (l) => ({ ...l, config: { nodes: 1000 } })),
      /^Line 1, at config: nodes is 1000; expected a whole number from 1 to 9\.$/,
    ],
    [
      'a configuration of strings',
      changed(0, (l) => ({ ...l, config: 'fast' })),
      /^Line 1, at config: The configuration is "fast"; expected an object\.$/,
    ],
    ['a title that is a book', changed(0, (l) => ({ ...l, title: 'x'.repeat(10_000) })), /^Line 1, at title: .*200/],
    ['an unknown field', changed(0, (l) => ({ ...l, owner: 'me' })), /^Line 1, at owner: /],
    [
      '__proto__',
      LINES.map((l, i) => (i === 1 ? l.replace('{', '{"__proto__":{"id":7},') : l)).join('\n'),
      /^Line 2: found a field “__proto__”; expected none of that name\.$/,
    ],
    [
      '__proto__, escaped and deep',
      LINES.map((l, i) => (i === lineOf('input') ? l.replace('"input":{', '"input":{"\\u005f_proto__":{},') : l)).join('\n'),
      /^Line 6: found a field “__proto__”/,
    ],
    ['constructor', LINES.map((l, i) => (i === 1 ? l.replace('{', '{"constructor":1,') : l)).join('\n'), /found a field “constructor”/],
    ['nested without end', `${'['.repeat(150_000)}`, /^Line 1 is nested more than 12 deep; expected less\.$/],
    [
      'nested in a field',
      changed(1, (l) => ({ ...l, name: JSON.parse('['.repeat(30) + ']'.repeat(30)) as unknown })),
      /^Line 2 is nested more than 12 deep/,
    ],
    ['one endless line', 'x'.repeat(4_000_001), /^Line 1 has 4,000,001 characters; expected at most 4,000,000\.$/],
    ['far too long', '\n'.repeat(32_000_001), /^The file has 32,000,001 characters; expected at most 32,000,000\.$/],
    [
      'cut off between lines',
      `${LINES.slice(0, -1).join('\n')}\n`,
      /^The file ends after line \d+, without its end line: the rest is missing\./,
    ],
    ['cut off in a line', TEXT.slice(0, -10), /^Line \d+: found “.*expected a JSON object\.$/],
    [
      'a line is missing',
      without(lineOf('digest')),
      /^Line \d+: found \d+ lines before the end line; expected \d+, as it says: part of the file is missing\.$/,
    ],
    ['more after the end', `${TEXT}{}\n`, /found more after the end line; expected nothing\.$/],
    [
      'an input before its branch',
      [LINES[0], LINES[lineOf('input')]].join('\n'),
      /^Line 2: found branch “0”; expected a branch of a line before\.$/,
    ],
    [
      'an input beyond the tip',
      changed(lineOf('input'), (l) => ({ ...l, event: 300 })),
      /^Line 6: found an input at event 300; expected one from 0 to 299, the events of branch 0\.$/,
    ],
    [
      'an input that is none',
      changed(lineOf('input'), (l) => ({ ...l, input: { kind: 'explode', node: 1 } })),
      /^Line 6, at input\.kind: /,
    ],
    [
      'a node that is none',
      changed(lineOf('input'), (l) => ({ ...l, input: { kind: 'crash', node: 1e300 } })),
      /^Line 6, at input\.node: /,
    ],
    ['time running backwards', changed(lineOf('input'), (l) => ({ ...l, at: -5 })), /^Line 6, at at: /],
    ['a fraction of an event', changed(lineOf('input'), (l) => ({ ...l, event: 1.5 })), /^Line 6, at event: /],
    [
      'a value of a megabyte',
      changed(lineOf('input'), (l) => ({
        ...l,
        input: { kind: 'command', operation: { op: 'put', key: 'x', value: 'y'.repeat(100_000) } },
      })),
      /^Line 6, at input\.operation\.value: /,
    ],
    ['a branch twice', changed(2, (l) => ({ ...l, id: 0 })), /^Line 3: found branch 0 a second time; expected it once\.$/],
    ['a branch of nobody', changed(2, (l) => ({ ...l, parent: 7 })), /^Line 3: found parent 7; expected a branch of a line before\.$/],
    [
      'a fork beyond its parent',
      changed(2, (l) => ({ ...l, forkEvent: 301, tip: 302 })),
      /^Line 3: found a fork at event 301; expected one up to 300, the tip of branch 0\.$/,
    ],
    [
      'a digest that is none',
      changed(lineOf('digest'), (l) => ({ ...l, digest: 'zz' })),
      /^Line \d+, at digest: found "zz"; expected 14 hexadecimal digits\.$/,
    ],
    [
      'a digest twice',
      LINES.flatMap((l, i) => (i === lineOf('digest') ? [l, l] : [l])).join('\n'),
      /found the digest of event 100 after that of 100; expected a later one\.$/,
    ],
    [
      'a bookmark beyond the tip',
      changed(lineOf('bookmark'), (l) => ({ ...l, event: 301 })),
      /^Line 4: found a bookmark at event 301; expected one from 0 to 300, of branch 0\.$/,
    ],
    [
      'a bookmark at a moment of the parent',
      changed(lineOf('bookmark'), (l) => ({ ...l, branch: 1, event: 150 })),
      /^Line 4: found a bookmark at event 150; expected one from 151 to 151, of branch 1\.$/,
    ],
    [
      'a bookmark twice',
      [...LINES.slice(0, 4), LINES[3], ...LINES.slice(4)].join('\n'),
      /^Line 5: found a bookmark at event 120 after one at 120; expected a later one\.$/,
    ],
    ['a bookmark without a title', changed(lineOf('bookmark'), (l) => ({ ...l, title: '' })), /^Line 4, at title: /],
    [
      'notes with an escape',
      changed(0, (l) => ({ ...l, notes: '\u001b[31m' })),
      /^Line 1, at notes: found .*; expected a text without control/,
    ],
    [
      'half a character',
      changed(0, (l) => ({ ...l, notes: '\ud800' })),
      /^Line 1: found the half of a character in .*expected whole ones\.$/,
    ],
    ['Latin-1', TEXT.replace('Ada', 'Ad\ufffd'), /^Line 1: found bytes at character \d+ that are no text; expected UTF-8\.$/],
    ['a seed in the configuration', changed(0, (l) => ({ ...l, config: { seed: 7 } })), /^Line 1, at config: seed is "a second time"; /],
    ['the seed missing', changed(0, ({ seed: _seed, ...l }) => l), /^Line 1, at seed: /],
    ['a version that is no number', changed(0, (l) => ({ ...l, version: '2' })), /^Line 1: found file version .*; expected 1 to 2\.$/],
    [
      'version 1 with an author',
      changed(0, (l) => ({ ...l, version: 1 })),
      /^Line 1: found a field “author”; expected none of that name in version 1\.$/,
    ],
    [
      'a tip that no digest confirms',
      changed(1, (l) => ({ ...l, tip: 1_000_000_000_000 })),
      /: found no digest of branch 0 between events 300 and 1000000000000; expected one at least every 10,000\.$/,
    ],
    [
      'a line of no type',
      changed(1, (l) => ({ ...l, type: 'banana' })),
      /^Line 2: found type “"banana"”; expected disk, row, branch, bookmark, input, digest or end\.$/,
    ],
    ['a current branch that is none', changed(LINES.length - 1, (l) => ({ ...l, current: 9 })), /found branch 9 as the current one/],
  ])('%s', (_name, text, sentence) => {
    expect(refusal(text)).toMatch(sentence);
  });

  it('has disks whose sessions leave no room for new ones', () => {
    const command = { session: sessionOf(101, 2_000_000), sequence: 1, operation: { op: 'get', key: 'x' } };
    const vote = { ballot: { round: 1, node: 1 }, slot: 1, entry: { type: 'commands', commands: [command] }, commitIndex: 0 };
    const [header, ...rest] = LINES;
    const lines = [
      header!,
      JSON.stringify({ type: 'disk', node: 1 }),
      JSON.stringify({ type: 'row', lsn: 1, record: { type: 'vote', ...vote } }),
      ...rest.filter((l) => !/"type":"(disk|row|end)"/.test(l)),
    ];
    const end = JSON.stringify({ type: 'end', current: sample.run.current, lines: lines.length });
    expect(refusal(`${[...lines, end].join('\n')}\n`)).toBe(
      'The disks: found session number 2,000,001 of a client; expected at most 1,000,000, so that new ones have numbers.',
    );
  });

  it('leaves nothing behind: no name reaches an object’s prototype', () => {
    readTrace(LINES.map((l) => l.replace('{', '{"__proto__":{"polluted":true},')).join('\n'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never throws, and says one bounded sentence, whatever was done to the text', () => {
    const act = fc.record({ at: fc.nat(TEXT.length), take: fc.nat(40), put: fc.string({ unit: 'binary', maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 4 }), (acts) => {
        const text = acts.reduce((t, { at, take, put: insert }) => t.slice(0, at) + insert + t.slice(at + take), TEXT);
        const read = readTrace(text);
        if (read.ok) return;
        expect(read.error.length).toBeLessThan(400);
        expect(read.error).toMatch(/\.$/);
        expect(read.error).not.toMatch(/[\u0000-\u001f]/);
      }),
      { numRuns: 200 },
    );
  });
});
