// Carries a scenario's directives out with a runner, and says in lines what happened where somebody listens. What cannot be done is a `Stuck`
// with a sentence: the scenario ends there.
import { assertNever } from '../base/assert.ts';
import type { Config } from '../sim/config.ts';
import type { EventRecord, Violation } from '../sim/events.ts';
import type { Input } from '../sim/inputs.ts';
import type { World } from '../sim/world.ts';
import { describe } from '../trace/describe.ts';
import { holds } from './condition.ts';
import type { Directive, TraceLevel } from './directive.ts';
import { fits, printPattern } from './pattern.ts';
import { MAX_EVENTS, MAX_WAIT_EVENTS, Runner, type Stop } from './runner.ts';
import { showWorld, type Show } from './show.ts';
import { printTime, terse } from './terse.ts';
import { printMicros } from './words.ts';

/** The scenario cannot go on; the message is a sentence. */
export class Stuck extends Error {
  override readonly name = 'Stuck';
}

/** Lines that one block may print. */
const MAX_LINES = 2_000;

type MessageDirective = Extract<Directive, { kind: 'message' }>;

/** One scenario under way. One owner. */
export class Script {
  readonly runner: Runner;
  private readonly prints: boolean;
  private lines: string[] = [];
  private level: TraceLevel = 'protocol';
  /** Sentences since the last `show events`; null where the scenario never asks. */
  private told: string[] | null;

  /** `prints` false: nothing is said, and an input that is refused ends the scenario. */
  constructor(config: Config, prints: boolean, tellsEvents: boolean) {
    this.prints = prints;
    this.told = tellsEvents ? [] : null;
    this.runner = new Runner({ config }, prints ? (record, world) => this.hear(record, world) : null);
  }

  /** What was printed since the last time. */
  take(): string[] {
    const { lines } = this;
    this.lines = [];
    return lines;
  }

  /**
   * Carries one directive out.
   * @throws Stuck
   */
  do(d: Directive): void {
    switch (d.kind) {
      case 'head':
        return;
      case 'cluster':
        return this.say(`${d.config.nodes} ${d.config.nodes === 1 ? 'node' : 'nodes'} up`);
      case 'trace':
        this.level = d.level;
        return;
      case 'input':
        return this.input(d.input);
      case 'message':
        return this.onMessage(d);
      case 'crash-after-write':
        this.ran(
          this.runner.runUntilRecord((r) => r.actor === d.node && r.written.length > 0),
          `n${d.node} did not write`,
        );
        return this.input({ kind: 'crash', node: d.node });
      case 'run':
        return this.ran(this.runner.runFor(d.micros), '');
      case 'step':
        for (let n = 0; n < d.events; n++) this.ran(this.runner.step(), '');
        return;
      case 'run-until':
        return this.ran(this.runner.runUntil(d.condition, d.within), `“${d.text}” did not come`, d.within);
      case 'expect':
        if (holds(d.condition, this.runner.last, this.runner.world, this.runner.violation)) return this.say(`so it is: ${d.text}`);
        throw new Stuck(`“${d.text}” does not hold at ${printTime(this.runner.clock)} ms.`);
      case 'show':
        return this.show(d.show, d.nodes);
      default:
        return assertNever(d);
    }
  }

  private input(input: Input): void {
    const refused = this.runner.input(input);
    if (refused !== null && !this.prints) throw new Stuck(refused);
  }

  private onMessage(d: MessageDirective): void {
    const flights = d.which === 'next' ? [this.next(d)] : this.runner.world.flights().filter((f) => fits(d.pattern, f));
    const nth = typeof d.which === 'number' ? d.which : 1;
    if (flights.length < nth) {
      const found = flights.length === 0 ? 'No message' : `Only ${flights.length} of ${nth} messages`;
      throw new Stuck(`${found} “${printPattern(d.pattern)}” is under way at ${printTime(this.runner.clock)} ms.`);
    }
    for (const { id: flight } of d.which === 'all' ? flights : flights.slice(nth - 1, nth))
      this.input(d.act === 'delay' ? { kind: 'delay', flight, byMicros: d.byMicros } : { kind: d.act, flight });
  }

  private next(d: MessageDirective): { readonly id: number } {
    const sent = this.runner.runUntilSent(d.pattern);
    if (typeof sent !== 'string') return sent;
    this.ran(sent, `No message “${printPattern(d.pattern)}” was sent`);
    throw new Stuck(`No message “${printPattern(d.pattern)}” was sent.`);
  }

  // A run that stopped short: at a violation it is told and the scenario goes on, to look at it; at a bound it is an error.
  private ran(stop: Stop | null, what: string, within: number | null = null): void {
    if (stop === null || stop === 'violation') return;
    const time = `${printTime(this.runner.clock)} ms`;
    if (stop === 'time') throw new Stuck(`${what} within ${printMicros(within!)}, up to ${time}.`);
    if (stop === 'nothing') throw new Stuck(`${what === '' ? 'The run ended' : what}: nothing is scheduled any more after ${time}.`);
    const bound = this.runner.events >= MAX_EVENTS ? `the ${MAX_EVENTS} events that a scenario may have` : `${MAX_WAIT_EVENTS} events`;
    throw new Stuck(`${what === '' ? 'The run ended' : what} within ${bound}, up to ${time}.`);
  }

  private show(show: Show, nodes: readonly number[]): void {
    if (show === 'events') {
      this.say(...(this.told ?? []));
      if (this.told !== null) this.told = [];
    } else if (show === 'checks') this.say(...this.showChecks());
    else if (this.prints) this.say(...showWorld(show, this.runner.world, nodes));
  }

  private showChecks(): string[] {
    const { violation, checks } = this.runner;
    if (violation !== null) return printViolation(violation);
    const tried = Object.entries(checks.tried).filter(([, n]) => n > 0);
    return [`no violation; tried: ${tried.map(([id]) => id).join(' ')}`];
  }

  private hear(record: EventRecord, world: World): void {
    const line = terse(record, this.level);
    if (line !== null) this.say(line);
    if (this.told !== null) this.tell(record, world);
    const { violation } = this.runner;
    if (violation !== null && violation.event === record.number) this.say(...printViolation(violation));
  }

  private tell(record: EventRecord, world: World): void {
    const d = describe(record, world);
    if (this.level !== 'all' && d.interest === 'routine' && d.topics.includes('heartbeat')) return;
    this.told!.push(`${printTime(d.at)} ${d.text}${d.rules.length === 0 ? '' : ` [${d.rules.join(' ')}]`}`);
  }

  private say(...lines: readonly string[]): void {
    if (!this.prints) return;
    for (const line of lines) {
      if (this.lines.length >= MAX_LINES)
        throw new Stuck(`The block prints more than ${MAX_LINES} lines; expected “trace none” before a long run.`);
      this.lines.push(line);
    }
  }
}

/** A violation: which rule, and the two facts that disagree. */
export const printViolation = (v: Violation): string[] => [`violation of ${v.invariant}: ${v.says}`, `  ${v.facts[0]}`, `  ${v.facts[1]}`];
