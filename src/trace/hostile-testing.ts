// For tests: files that are not what they should be, made from good ones, always the same ones: cut, swapped, doubled, retyped, overgrown, of other
// encodings, and such as would keep a machine busy for years. What a reader does with them is for the tests.
import { between, makeStream, pick } from '../base/prng.ts';

export interface HostileFile {
  readonly name: string;
  readonly text: string;
}

type Line = Record<string, unknown>;

const VALUES: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['true', true],
  ['−1', -1],
  ['a fraction', 1.5],
  ['1e300', 1e300],
  ['a number as text', '7'],
  ['a long text', 'x'.repeat(30_000)],
  ['a list', [1, 2]],
  ['an object', { then: 1 }],
  ['a tag', '<img src=x onerror=alert(1)>\u0000'],
];

/** `good`: the text of a trace that opens, with branches, inputs, bookmarks and digests. */
export function* hostileFiles(good: string): Generator<HostileFile> {
  const lines = good.trimEnd().split('\n');
  yield* cut(good);
  yield* lineByLine(lines);
  yield* retyped(lines);
  yield* poisoned(lines);
  yield* encoded(good);
  yield* overgrown(lines);
  yield* scrambled(good);
  yield* endless(lines);
}

const join = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const parse = (line: string): Line => JSON.parse(line) as Line;
const put = (lines: readonly string[], i: number, line: string): string => join(lines.map((l, k) => (k === i ? line : l)));

function* cut(good: string): Generator<HostileFile> {
  for (let n = 0; n < 60; n++) {
    const at = Math.floor((good.length * n) / 60);
    yield { name: `cut off at character ${at}`, text: good.slice(0, at) };
    if (n > 0) yield { name: `without its first ${at} characters`, text: good.slice(at) };
  }
}

function* lineByLine(lines: readonly string[]): Generator<HostileFile> {
  for (const [i, line] of lines.entries()) {
    const name = (what: string): string => `line ${i + 1} ${what}`;
    yield { name: name('is missing'), text: join(lines.filter((_, k) => k !== i)) };
    yield { name: name('stands twice'), text: join([...lines.slice(0, i), line, ...lines.slice(i)]) };
    yield { name: name('is empty'), text: put(lines, i, '') };
    yield { name: name('is a list'), text: put(lines, i, `[${line}]`) };
    yield { name: name('has a NUL'), text: put(lines, i, `${line.slice(0, 5)}\u0000${line.slice(5)}`) };
    yield { name: name('has a byte order mark'), text: i === 0 ? `\ufeff\ufeff${join(lines)}` : put(lines, i, `\ufeff${line}`) };
    yield { name: name('comes last'), text: join([...lines.filter((_, k) => k !== i), line]) };
    if (i > 0) yield { name: name('comes first'), text: join([line, ...lines.filter((_, k) => k !== i)]) };
    if (i > 0)
      yield {
        name: name('and the one before are swapped'),
        text: join([...lines.slice(0, i - 1), line, lines[i - 1]!, ...lines.slice(i + 1)]),
      };
  }
}

function* retyped(lines: readonly string[]): Generator<HostileFile> {
  for (const [i, line] of lines.entries()) {
    const parsed = parse(line);
    for (const field of Object.keys(parsed))
      for (const [what, value] of VALUES)
        yield { name: `line ${i + 1}: ${field} is ${what}`, text: put(lines, i, JSON.stringify({ ...parsed, [field]: value })) };
    yield { name: `line ${i + 1} has another field`, text: put(lines, i, JSON.stringify({ ...parsed, owner: 1 })) };
  }
  const header = parse(lines[0]!);
  for (const [field, value] of Object.entries(header['config'] as Line))
    for (const wrong of [typeof value === 'number' ? 1e18 : 12, [[[]]], -7]) {
      const config = { ...(header['config'] as Line), [field]: wrong };
      yield { name: `the configuration: ${field} is ${JSON.stringify(wrong)}`, text: put(lines, 0, JSON.stringify({ ...header, config })) };
    }
}

function* poisoned(lines: readonly string[]): Generator<HostileFile> {
  for (const field of ['__proto__', 'constructor', 'toString', '\\u005f\\u005fproto__'])
    for (const [i, line] of lines.entries())
      yield { name: `line ${i + 1} has ${field}`, text: put(lines, i, line.replace('{', `{"${field}":{"ok":1},`)) };
  const deep = (n: number): string => `${'['.repeat(n)}${']'.repeat(n)}`;
  const deepObject = (n: number): string => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
  for (const depth of [13, 1_000, 1_000_000]) {
    yield { name: `${depth} lists deep`, text: put(lines, 1, lines[1]!.replace('{', `{"x":${deep(depth)},`)) };
    yield { name: `${depth} objects deep`, text: put(lines, 0, deepObject(Math.min(depth, 700_000))) };
    yield { name: `${depth} lists open`, text: '['.repeat(depth) };
  }
  for (const half of ['\\ud800', '\\udc00', 'a\\udfff'])
    for (const i of [0, 1])
      yield { name: `line ${i + 1} has ${half}`, text: put(lines, i, lines[i]!.replace(/("(?:title|name)":")/, `$1${half}`)) };
}

function* encoded(good: string): Generator<HostileFile> {
  const wide = (text: string, order: 'LE' | 'BE'): string => [...text].map((c) => (order === 'LE' ? `${c}\u0000` : `\u0000${c}`)).join('');
  yield { name: 'UTF-16, little end first', text: wide(good, 'LE') };
  yield { name: 'UTF-16, big end first', text: wide(good, 'BE') };
  yield { name: 'UTF-16 with its mark, as a decoder of UTF-8 leaves it', text: `\ufffd\ufffd${wide(good, 'LE')}` };
  yield { name: 'Latin-1, as a decoder of UTF-8 leaves it', text: good.replace('"author":"', '"author":"Ad\ufffd') };
  yield { name: 'base64', text: good.replaceAll(/[{}":,]/g, '+') };
  yield { name: 'lines that end with CR alone', text: good.replaceAll('\n', '\r') };
  yield { name: 'bytes', text: Array.from({ length: 5_000 }, (_, i) => String.fromCharCode((i * 7919) & 255)).join('') };
}

function* overgrown(lines: readonly string[]): Generator<HostileFile> {
  const many = (line: string, n: number): string => `${line}\n`.repeat(n);
  yield {
    name: 'a line of four million characters',
    text: put(lines, 0, JSON.stringify({ ...parse(lines[0]!), notes: 'x'.repeat(4_000_000) })),
  };
  yield { name: 'more characters than a file may have', text: `${join(lines)}${' '.repeat(32_000_000)}` };
  yield { name: 'thirty million empty lines', text: '\n'.repeat(30_000_000) };
  for (const type of ['branch', 'input', 'digest', 'bookmark', 'row', 'disk']) {
    const i = lines.findIndex((l) => l.includes(`"type":"${type}"`));
    if (i >= 0)
      yield {
        name: `a million lines of type ${type}`,
        text: join(lines.slice(0, i + 1)) + many(lines[i]!, Math.floor(31_000_000 / (lines[i]!.length + 1))),
      };
  }
  yield { name: 'a list of a million', text: put(lines, 1, JSON.stringify({ ...parse(lines[1]!), name: Array(1_000_000).fill(1) })) };
  yield { name: 'a million fields', text: put(lines, 1, `{${Array.from({ length: 300_000 }, (_, i) => `"a${i}":1`).join(',')}}`) };
}

// Some of a text’s characters changed, gone or doubled; the seed says which.
function* scrambled(good: string): Generator<HostileFile> {
  for (let seed = 1; seed <= 80; seed++) {
    const random = makeStream(seed, 'hostile');
    let text = good;
    for (let n = between(random, 1, 6); n > 0; n--) {
      const at = between(random, 0, text.length - 1);
      const with_ = pick(random, ['', '"', '{', '}', '9', '-', '\u0000', '\n', ',', text.slice(at, at + 40)]);
      text = text.slice(0, at) + with_ + text.slice(at + between(random, 0, 3));
    }
    yield { name: `scrambled by seed ${seed}`, text };
  }
}

/** Right in every line, and a lie as a whole: much to execute, and nothing that confirms it. */
function* endless(lines: readonly string[]): Generator<HostileFile> {
  const header = parse(lines[0]!);
  const file = (name: string, config: Line, body: readonly object[]): HostileFile => {
    const all = [{ ...header, config: { ...(header['config'] as Line), ...config } }, ...body];
    return { name, text: join([...all, { type: 'end', current: 0, lines: all.length }].map((l) => JSON.stringify(l))) };
  };
  const branch = (tip: number, id = 0, parent: number | null = null, forkEvent = 0) => ({
    type: 'branch',
    id,
    name: `b${id}`,
    parent,
    forkEvent,
    tip,
  });
  const lies = (tip: number, every: number, id = 0) =>
    Array.from({ length: Math.floor(tip / every) }, (_, i) => ({
      type: 'digest',
      branch: id,
      event: (i + 1) * every,
      digest: '00000000000bad',
    }));
  for (const tip of [10_001, 1_000_000, 1_000_000_000_000]) {
    yield file(`a tip of ${tip} and no digest`, {}, [branch(tip)]);
    yield file(`a tip of ${tip}, its only digest at the end`, {}, [branch(tip), { ...lies(1, 1)[0]!, event: tip }]);
  }
  yield file('a tip of a billion, a lie every 9,999 events', {}, [branch(1_000_000_000), ...lies(1_000_000_000, 9_999)]);
  const busy = { nodes: 9, clients: 32, thinkMicros: 0, checkpointEvery: 1, duplicatePpm: 200_000 };
  // Takes long to copy, and is copied at every slot.
  const items = Array.from({ length: 60_000 }, (_, i) => [`k${i}`, 'v', 1]);
  const state = { items, sessions: [] };
  const checkpoint = { index: 60_000, state, digest: 1, configurations: [{ from: 1, slot: 0, members: [1, 2, 3] }], retired: [], bytes: 1 };
  const record = { type: 'checkpoint', checkpoint, ballot: { round: 1, node: 1 }, commitIndex: 60_000 };
  const disks = [1, 2, 3].flatMap((node) => [
    { type: 'disk', node },
    { type: 'row', lsn: 1, record: { type: 'identity', node, incarnation: 1 } },
    { type: 'row', lsn: 2, record },
  ]);
  yield file('disks of sixty thousand keys, a checkpoint at every slot', { ...busy, nodes: 3, duplicatePpm: 0 }, [
    ...disks,
    branch(9_999),
    ...lies(9_999, 9_999),
  ]);
  const rising = (line: object, n: number): readonly object[] => Array.from({ length: n }, (_, event) => ({ ...line, event: event + 1 }));
  yield file('four hundred thousand digests', {}, [branch(1_000_000), ...rising({ ...lies(1, 1)[0]! }, 400_000)]);
  const crash = { type: 'input', branch: 0, at: 5, input: { kind: 'crash', node: 1 } };
  yield file('three hundred thousand inputs', {}, [branch(300_001), ...rising(crash, 300_000), ...lies(300_000, 5_000)]);
  for (const config of [{}, busy]) {
    const what = config === busy ? ' in a busy world' : '';
    yield file(`lies every thousand events${what}`, config, [branch(300_000), ...lies(300_000, 1_000)]);
    yield file(`lies every 9,999 events${what}`, config, [branch(300_000), ...lies(300_000, 9_999), { ...lies(1, 1)[0]!, event: 300_000 }]);
    const hundred = Array.from({ length: 100 }, (_, i) => branch(9_999, i, i === 0 ? null : 0, 0));
    yield file(`a hundred branches that nothing confirms${what}`, config, hundred);
    const put_ = { kind: 'command', operation: { op: 'put', key: 'k'.repeat(64), value: 'v'.repeat(1_024) } };
    const inputs = Array.from({ length: 9_000 }, (_, event) => ({ type: 'input', branch: 0, event, at: 0, input: put_ }));
    yield file(`nine thousand commands at once${what}`, config, [
      branch(300_000),
      ...inputs,
      ...lies(300_000, 9_999),
      { ...lies(1, 1)[0]!, event: 300_000 },
    ]);
    const twice = Array.from({ length: 9_000 }, (_, event) => ({
      type: 'input',
      branch: 0,
      event,
      at: 0,
      input: { kind: 'duplicate', flight: event >> 1 },
    }));
    yield file(`nine thousand messages doubled${what}`, config, [
      branch(30_000),
      ...twice,
      ...lies(30_000, 9_999),
      { ...lies(1, 1)[0]!, event: 30_000 },
    ]);
  }
}
