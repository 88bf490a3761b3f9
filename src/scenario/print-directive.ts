// Directives as the lines that one would write: the other way round of directive.ts. What has no words is an `Unfit`, with what was found.
import { assertNever } from '../base/assert.ts';
import { nameOf } from '../base/units.ts';
import type { Operation } from '../paxos/entry.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import { FIELD_NAMES } from '../sim/fields.ts';
import type { Input } from '../sim/inputs.ts';
import type { Directive } from './directive.ts';
import { OPTION_NAMES, printValue } from './options.ts';
import { printPattern } from './pattern.ts';
import { printMicros, unfit } from './words.ts';

/** The line of a directive. */
export function printDirective(d: Directive): string {
  switch (d.kind) {
    case 'head':
      return `${d.name} ${d.text}`;
    case 'cluster':
      return printCluster(d.config);
    case 'input':
      return printInput(d.input) ?? unfit(`the input “${d.input.kind}”`, 'one that a scenario has words for');
    case 'message':
      return printMessageDirective(d);
    case 'crash-after-write':
      return `crash n${d.node} after-write`;
    case 'run':
      return `run ${printMicros(d.micros)}`;
    case 'step':
      return d.events === 1 ? 'step' : `step ${d.events}`;
    case 'run-until':
      return `run until ${d.text}${d.within === null ? '' : ` within ${printMicros(d.within)}`}`;
    case 'expect':
      return `expect ${d.text}`;
    case 'show':
      return ['show', d.show, ...d.nodes.map(nameOf)].join(' ');
    case 'trace':
      return `trace ${d.level}`;
    default:
      return assertNever(d);
  }
}

function printMessageDirective(d: Extract<Directive, { kind: 'message' }>): string {
  const which = d.which === 'oldest' ? '' : `${typeof d.which === 'number' ? ordinal(d.which) : d.which} `;
  return `${d.act} ${which}${printPattern(d.pattern)}${d.act === 'delay' ? ` by ${printMicros(d.byMicros)}` : ''}`;
}

export const ordinal = (n: number): string => `${n}${n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;

/** `cluster n1 n2 n3 seed=7 …`: what differs from the defaults. */
export function printCluster(config: Config): string {
  const nodes = Array.from({ length: config.nodes }, (_, i) => `n${i + 1}`);
  const options = FIELD_NAMES.flatMap((f) =>
    f === 'nodes' || config[f] === DEFAULT_CONFIG[f] ? [] : [`${OPTION_NAMES[f]}=${printValue(f, config[f])}`],
  );
  const syncs = config.nodeSyncMicros.flatMap((m, i) => (m === null || i >= config.nodes ? [] : [`sync.n${i + 1}=${printMicros(m)}`]));
  const broken = config.switches.length === 0 ? [] : [`break=${config.switches.join(',')}`];
  return ['cluster', ...nodes, ...options, ...syncs, ...broken].join(' ');
}

/** The line of an input; null where there are no words for it, as for one message of many under way. */
export function printInput(i: Input): string | null {
  switch (i.kind) {
    case 'set':
      return i.field === 'nodes' ? null : `set ${OPTION_NAMES[i.field]}=${printValue(i.field, i.value)}`;
    case 'set-node-sync':
      return `set sync.n${i.node}=${i.micros === null ? 'same' : printMicros(i.micros)}`;
    case 'campaign':
      return `timeout n${i.node}`;
    case 'damage':
      return `damage n${i.node} ${i.lsn}`;
    case 'partition':
      return `partition ${i.groups.map((g) => g.map(nameOf).join(' ')).join(' | ')}`;
    case 'cut':
    case 'mend':
      return `${i.kind} n${i.from} -> n${i.to}`;
    case 'drop':
    case 'duplicate':
    case 'delay':
      return null;
    case 'command':
      return printCommandLine(i);
    case 'stall':
      return `stall n${i.node} ${printMicros(i.micros)}`;
    case 'reconfigure':
      return `reconfigure ${i.members.map(nameOf).join(' ')} by ${i.policy}`;
    case 'power-failure':
      return 'power failure';
    case 'go-on':
      return 'go on';
    case 'heal':
    case 'add-node':
      return i.kind;
    default:
      return `${i.kind} n${i.node}`;
  }
}

function printCommandLine({ operation, mode, to }: Extract<Input, { kind: 'command' }>): string {
  const how = mode === undefined || operation.op !== 'get' ? '' : ` ${mode}`;
  return `command ${printOperation(operation)}${how}${to === undefined ? '' : ` to n${to}`}`;
}

function printOperation(o: Operation): string {
  if (o.op === 'get' || o.op === 'delete') return `${o.op} ${o.key}`;
  if (o.op === 'put') return `${o.key}=${o.value}`;
  return `${o.key}=${o.value} if ${o.expect === 0 ? 'absent' : `v${o.expect}`}`;
}
