// One line of a scenario, read. The words are documented in SCENARIO.md, in the same order as here. Reading a line runs nothing.
import type { Micros, NodeId } from '../base/units.ts';
import type { ReadMode } from '../paxos/messages.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import { FIELDS } from '../sim/fields.ts';
import type { Input } from '../sim/inputs.ts';
import { printCondition, takeCondition } from './condition-words.ts';
import type { Condition } from './condition.ts';
import { EXACT, OPTION_NAMES, readOption, withOption } from './options.ts';
import { takePattern, type Pattern } from './pattern.ts';
import { SHOWS, type Show } from './show.ts';
import { takeOperation, unfit, type Words } from './words.ts';

export type HeadName = 'title' | 'about' | 'try' | 'group';
export type TraceLevel = 'none' | 'protocol' | 'all';

export type Directive =
  | { readonly kind: 'head'; readonly name: HeadName; readonly text: string }
  | { readonly kind: 'cluster'; readonly config: Config }
  /** Takes effect at once. */
  | { readonly kind: 'input'; readonly input: Input }
  /** On messages under way that fit: the oldest, the so-manieth oldest, all, or the next that is sent. */
  | {
      readonly kind: 'message';
      readonly act: 'drop' | 'delay' | 'duplicate';
      readonly which: 'oldest' | 'all' | 'next' | number;
      readonly pattern: Pattern;
      readonly byMicros: Micros;
    }
  /** Runs until the node has written a record, and crashes it before the sync. */
  | { readonly kind: 'crash-after-write'; readonly node: NodeId }
  | { readonly kind: 'run'; readonly micros: Micros }
  | { readonly kind: 'step'; readonly events: number }
  | { readonly kind: 'run-until'; readonly condition: Condition; readonly text: string; readonly within: Micros | null }
  | { readonly kind: 'expect'; readonly condition: Condition; readonly text: string }
  | { readonly kind: 'show'; readonly show: Show; readonly nodes: readonly NodeId[] }
  | { readonly kind: 'trace'; readonly level: TraceLevel };

const MAX_STEPS = 100_000;

/** Reads a line to its end. */
export function takeDirective(words: Words, nodes: number): Directive {
  const word = words.take('a directive');
  const read = Object.hasOwn(READERS, word) ? READERS[word] : undefined;
  if (read === undefined) return unfit(word, `a directive: ${Object.keys(READERS).join(', ')}`);
  const directive = read(words, nodes);
  words.end();
  return directive;
}

type Reader = (words: Words, nodes: number) => Directive;

const input = (i: Input): Directive => ({ kind: 'input', input: i });
const onNode =
  (kind: 'restart' | 'pause' | 'resume' | 'lose-disk' | 'isolate' | 'fill-disk' | 'free-disk' | 'battery-failure'): Reader =>
  (words) =>
    input({ kind, node: words.node() });
const head =
  (name: HeadName): Reader =>
  (words) => ({ kind: 'head', name, text: words.rest() });

const READERS: Readonly<Record<string, Reader>> = {
  title: head('title'),
  about: head('about'),
  try: head('try'),
  group: head('group'),
  cluster: takeCluster,
  set: takeSet,
  command: takeCommand,
  crash: takeCrash,
  restart: onNode('restart'),
  pause: onNode('pause'),
  resume: onNode('resume'),
  timeout: (words) => input({ kind: 'campaign', node: words.node() }),
  partition: takePartition,
  isolate: onNode('isolate'),
  cut: (words) => input({ kind: 'cut', ...takeLink(words) }),
  mend: (words) => input({ kind: 'mend', ...takeLink(words) }),
  heal: () => input({ kind: 'heal' }),
  drop: (words) => takeOnMessage('drop', words),
  delay: (words) => takeOnMessage('delay', words),
  duplicate: (words) => takeOnMessage('duplicate', words),
  power: takePowerFailure,
  go: takeGoOn,
  'add-node': () => input({ kind: 'add-node' }),
  reconfigure: takeReconfigure,
  stall: (words) => {
    const node = words.node();
    words.takeIf('by');
    return input({ kind: 'stall', node, micros: words.micros() });
  },
  'fill-disk': onNode('fill-disk'),
  'free-disk': onNode('free-disk'),
  'battery-failure': onNode('battery-failure'),
  'lose-disk': onNode('lose-disk'),
  damage: (words) => input({ kind: 'damage', node: words.node(), lsn: words.count('the number of a record', 1, 1_000_000_000) }),
  run: takeRun,
  step: (words) => ({ kind: 'step', events: words.done ? 1 : words.count(`how many events, up to ${MAX_STEPS}`, 1, MAX_STEPS) }),
  expect: (words) => {
    const condition = takeCondition(words);
    return { kind: 'expect', condition, text: printCondition(condition) };
  },
  show: takeShow,
  trace: takeTrace,
};

function takeCluster(words: Words): Directive {
  let nodes = 0;
  if (/^\d+$/.test(words.peek() ?? '')) nodes = words.count('how many nodes, 1 to 9', 1, 9);
  else while (/^n\d+$/.test(words.peek() ?? '')) takeNextNode(words, ++nodes);
  if (nodes === 0) unfit(words.peek(), 'the nodes: n1 n2 n3, or how many');
  let config: Config = { ...DEFAULT_CONFIG, nodes };
  if (words.takeIf('exact')) config = { ...config, ...EXACT };
  while (!words.done) config = withOption(config, readOption(words.take('an option'), nodes));
  return { kind: 'cluster', config };
}

function takeNextNode(words: Words, expected: number): void {
  if (expected > 9) unfit(words.peek(), 'at most 9 nodes');
  const word = words.take('a node');
  if (word !== `n${expected}`) unfit(word, `n${expected}: nodes are numbered from 1, in order`);
}

function takeSet(words: Words, nodes: number): Directive {
  const word = words.take('an option, as sync=3ms');
  const option = readOption(word, nodes);
  if (option.kind === 'break') return unfit(word, 'break= at the cluster: rules are not turned off in a running world');
  if (option.kind === 'node-sync') return input({ kind: 'set-node-sync', node: option.node, micros: option.micros });
  if (!FIELDS[option.field].live) {
    const live = Object.entries(OPTION_NAMES).filter(([f]) => FIELDS[f as keyof typeof OPTION_NAMES].live);
    return unfit(word, `an option that can change in a running world: ${live.map(([, n]) => n).join(', ')}`);
  }
  return input({ kind: 'set', field: option.field, value: option.value });
}

function takeCommand(words: Words): Directive {
  const operation = takeOperation(words);
  const mode = operation.op === 'get' ? READ_MODES.find((m) => words.takeIf(m)) : undefined;
  const to = words.takeIf('to') ? words.node() : undefined;
  return input({ kind: 'command', operation, ...(to === undefined ? {} : { to }), ...(mode === undefined ? {} : { mode }) });
}

const READ_MODES: readonly ReadMode[] = ['log', 'quorum', 'leader-lease', 'follower-lease', 'stale'];

// M2, M3: without a policy the change is made by the α-window.
function takeReconfigure(words: Words): Directive {
  const members: NodeId[] = [];
  for (let n = words.nodeIf(); n !== null; n = words.nodeIf()) members.push(n);
  const twice = members.find((n, i) => members.indexOf(n) !== i);
  if (members.length === 0 || twice !== undefined) unfit(words.peek(), 'the members, each once: n1 n2 n4');
  if (!words.takeIf('by')) return input({ kind: 'reconfigure', members, policy: 'alpha-window' });
  const word = words.take('alpha-window or stop-the-world');
  if (word !== 'alpha-window' && word !== 'stop-the-world') return unfit(word, 'alpha-window or stop-the-world');
  return input({ kind: 'reconfigure', members, policy: word });
}

function takeCrash(words: Words): Directive {
  const node = words.node();
  return words.takeIf('after-write') ? { kind: 'crash-after-write', node } : input({ kind: 'crash', node });
}

function takePartition(words: Words): Directive {
  const groups: NodeId[][] = [[]];
  while (!words.done) {
    if (words.takeIf('|')) groups.push([]);
    else groups.at(-1)!.push(words.node());
  }
  if (groups.some((g) => g.length === 0)) unfit(undefined, 'groups of nodes with | between them: n1 n2 | n3');
  const twice = groups.flat().find((n, i, all) => all.indexOf(n) !== i);
  if (twice !== undefined) unfit(`n${twice}`, 'each node in one group only');
  return input({ kind: 'partition', groups });
}

function takeLink(words: Words): { readonly from: NodeId; readonly to: NodeId } {
  const from = words.node();
  if (!words.takeIf('->') && !words.takeIf('→')) unfit(words.peek(), '-> between two nodes');
  const to = words.node();
  return from === to ? unfit(`n${to}`, 'another node') : { from, to };
}

function takeOnMessage(act: 'drop' | 'delay' | 'duplicate', words: Words): Directive {
  const which = words.takeIf('all') ? 'all' : words.takeIf('next') ? 'next' : (takeOrdinal(words) ?? 'oldest');
  const pattern = takePattern(words);
  let byMicros = 0;
  if (act === 'delay') {
    if (!words.takeIf('by')) unfit(words.peek(), 'by and a time');
    byMicros = words.micros();
  }
  return { kind: 'message', act, which, pattern, byMicros };
}

// `2nd`: of those that fit, in the order in which they were sent.
function takeOrdinal(words: Words): number | null {
  const ordinal = /^([1-9]\d{0,3})(st|nd|rd|th)$/.exec(words.peek() ?? '');
  if (ordinal === null) return null;
  words.take('a place, as 2nd');
  return Number(ordinal[1]);
}

function takePowerFailure(words: Words): Directive {
  if (!words.takeIf('failure')) unfit(words.peek(), 'failure, after “power”');
  return input({ kind: 'power-failure' });
}

function takeGoOn(words: Words): Directive {
  if (!words.takeIf('on')) unfit(words.peek(), 'on, after “go”');
  return input({ kind: 'go-on' });
}

function takeRun(words: Words): Directive {
  if (!words.takeIf('until')) return { kind: 'run', micros: words.micros() };
  const condition = takeCondition(words);
  const within = words.takeIf('within') ? words.micros() : null;
  return { kind: 'run-until', condition, text: printCondition(condition), within };
}

function takeShow(words: Words): Directive {
  const word = words.take(`what to show: ${SHOWS.join(', ')}`);
  const show = SHOWS.find((s) => s === word) ?? unfit(word, `what to show: ${SHOWS.join(', ')}`);
  const nodes: NodeId[] = [];
  while (!words.done) nodes.push(words.node());
  return { kind: 'show', show, nodes };
}

function takeTrace(words: Words): Directive {
  const word = words.take('none, protocol or all');
  if (word === 'none' || word === 'protocol' || word === 'all') return { kind: 'trace', level: word };
  return unfit(word, 'none, protocol or all');
}
