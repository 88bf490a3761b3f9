// A lesson as scenario text: how one comes (back) to a stop, whatever was done meanwhile. Opening this text re-executes the lesson’s own run.
import { assertNever } from '../base/assert.ts';
import { nameOf } from '../base/units.ts';
import type { Operation } from '../paxos/entry.ts';
import type { Lesson, LessonAct } from './lesson.ts';

/** The scenario that ends at the stop. */
export function scenarioAt(lesson: Lesson, stop: number): string {
  const parts = lesson.stops
    .slice(1, stop + 1)
    .map((s) => [...s.acts.map(actLine), ...(s.until === null ? [] : [`run until ${s.until}`])].join('\n'));
  return [`title ${lesson.title}`, `about ${lesson.about}`, lesson.scenario.trim(), ...parts].filter((p) => p !== '').join('\n\n') + '\n';
}

/** The input as a line of a scenario. */
export function actLine(act: LessonAct): string {
  switch (act.kind) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'lose-disk':
    case 'isolate':
    case 'fill-disk':
    case 'free-disk':
    case 'battery-failure':
      return `${act.kind} n${act.node}`;
    case 'campaign':
      return `timeout n${act.node}`;
    case 'partition':
      return `partition ${act.groups.map((g) => g.map(nameOf).join(' ')).join(' | ')}`;
    case 'cut':
    case 'mend':
      return `${act.kind} n${act.from} -> n${act.to}`;
    case 'heal':
      return 'heal';
    case 'command':
      return `command ${operationWords(act.operation)}${act.mode === undefined ? '' : ` ${act.mode}`}${act.to === undefined ? '' : ` to n${act.to}`}`;
    case 'stall':
      return `stall n${act.node} by ${act.micros}us`;
    case 'add-node':
      return 'add-node';
    case 'reconfigure':
      return `reconfigure ${act.members.map(nameOf).join(' ')} by ${act.policy}`;
    case 'power-failure':
      return 'power failure';
    case 'go-on':
      return 'go on';
    default:
      return assertNever(act);
  }
}

function operationWords(o: Operation): string {
  switch (o.op) {
    case 'put':
      return `${o.key}=${o.value}`;
    case 'get':
    case 'delete':
      return `${o.op} ${o.key}`;
    case 'cas':
      return `${o.key}=${o.value} if v${o.expect}`;
    default:
      return assertNever(o);
  }
}
