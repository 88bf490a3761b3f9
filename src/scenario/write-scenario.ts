// A found run as a scenario that a person can read, and that gives the same violation when it is run: the cluster with what differs from the
// defaults, every input at a moment that says when (“run until election n2”), a message named by what it is. What the language cannot express
// is refused with a sentence.
import { refuse, type Result } from '../base/result.ts';
import { Checks } from '../sim/checks/checks.ts';
import type { EventRecord, Flight, Violation } from '../sim/events.ts';
import type { Input, JournalEntry, RunHeader } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import { openScenario } from './open-scenario.ts';
import { ballotOf, fits, printPattern, slotOf, type Pattern } from './pattern.ts';
import { ordinal, printCluster, printInput } from './print-directive.ts';
import { Stretch } from './stretch.ts';
import { attempt, printMicros, unfit } from './words.ts';

/** A run that ends in a violation. */
export interface FoundRun {
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  readonly violation: Violation;
}

/** Its text; run and compared before it is given out. */
export function toScenario(found: FoundRun, title = `${found.violation.invariant} is violated`): Result<string> {
  const written = attempt('The run', () => write(found, title));
  if (!written.ok) return written;
  const opened = openScenario(written.value);
  if (!opened.ok) return opened;
  const { violation } = opened.value;
  // Judged over all that the clients saw, it stops no run: the scenario shows the run, and says so.
  if (violation === null && isWhole(found)) return written;
  if (violation === null || !isSame(violation, found.violation))
    return refuse('The run, written as a scenario, does not end in the same violation.');
  return written;
}

/** What a run that a search found is called, when it has been made smaller. */
export function foundTitle({ header, violation }: FoundRun, seed: number): string {
  const { switches } = header.config;
  const where = switches.length === 0 ? '' : ` without a rule (${switches.join(', ')})`;
  return `${violation.invariant} is violated${where}: seed ${seed}, made smaller`;
}

const isSame = (a: Violation, b: Violation): boolean =>
  a.invariant === b.invariant && a.slot === b.slot && a.nodes.join() === b.nodes.join();
const isWhole = (found: FoundRun): boolean => found.violation.invariant === 'I10';

function write(found: FoundRun, title: string): string {
  const { header, violation } = found;
  if (header.disks !== undefined) unfit('disks of an earlier run', 'a run that begins with empty disks');
  const { lines, stopped } = new Writer(found).lines();
  const last = stopped
    ? ['run until violation', `expect violation ${violation.invariant}`]
    : ['# No check stops this run: what the clients saw, taken together, is what no order explains.'];
  return [
    `title ${title}`,
    `about ${violation.says}`,
    '',
    `# ${violation.facts[0]}`,
    `# ${violation.facts[1]}`,
    printCluster(header.config),
    '',
    ...lines,
    ...last,
    '',
  ].join('\n');
}

/** Executes the run again and writes what is done in it. Used once. */
class Writer {
  private readonly world: World;
  private readonly checks: Checks;
  private readonly found: FoundRun;
  private readonly written: string[] = [];
  private stretch: Stretch;
  private violation: Violation | null = null;

  constructor(found: FoundRun) {
    this.found = found;
    this.world = makeWorld(found.header);
    this.checks = new Checks(this.world);
    this.stretch = new Stretch(0);
  }

  lines(): { readonly lines: readonly string[]; readonly stopped: boolean } {
    const { world, found } = this;
    for (const entry of found.journal) {
      while (world.events < entry.event && this.violation === null) this.step();
      if (this.violation !== null) break;
      this.input(entry);
    }
    while (this.violation === null && world.events <= found.violation.event && world.nextAt() !== null) this.step();
    if (this.violation === null) this.written.push(...this.stretch.lines(world.now, world));
    return { lines: this.written, stopped: this.violation !== null };
  }

  private step(): void {
    const record = this.world.step();
    if (record === null) return;
    this.stretch.saw(record);
    this.observe(record);
  }

  // One that could not take effect changed nothing, and is left out.
  private input({ input, at }: JournalEntry): void {
    const { world } = this;
    const line = isOnFlight(input) ? printOnFlight(input, world) : printInput(input);
    const record = world.apply(input, at);
    this.observe(record);
    if (record.worldNotes.some((n) => n.kind === 'refused') || isNothing(input)) return;
    this.written.push(...this.stretch.lines(at, world), line ?? unfit(`the input “${input.kind}”`, 'one that a scenario has words for'));
    this.stretch = new Stretch(at);
  }

  private observe(record: EventRecord): void {
    this.violation ??= this.checks.observe(record, this.world);
  }
}

const isNothing = (i: Input): boolean => (i.kind === 'cut' || i.kind === 'mend') && i.from === i.to;

type OnFlight = Extract<Input, { kind: 'drop' | 'duplicate' | 'delay' }>;
const isOnFlight = (i: Input): i is OnFlight => i.kind === 'drop' || i.kind === 'duplicate' || i.kind === 'delay';

// The message by the fewest words that make it the oldest one that fits; otherwise by its place among those.
function printOnFlight(i: OnFlight, world: World): string | null {
  const flights = world.flights();
  const flight = flights.find((f) => f.id === i.flight);
  if (flight === undefined) return null;
  const patterns = patternsOf(flight);
  const placeBy = (p: Pattern): number => flights.filter((f) => fits(p, f)).indexOf(flight);
  const pattern = patterns.find((p) => placeBy(p) === 0) ?? patterns.at(-1)!;
  const place = placeBy(pattern);
  const by = i.kind === 'delay' ? ` by ${printMicros(i.byMicros)}` : '';
  return `${i.kind} ${place === 0 ? '' : `${ordinal(place + 1)} `}${printPattern(pattern)}${by}`;
}

function patternsOf(f: Flight): readonly Pattern[] {
  const { type } = f.message;
  const link = { type, slot: null, ballot: null, content: null, from: f.from, to: f.to };
  const slot = slotOf(f.message) || null;
  const ballot = ballotOf(f.message);
  const ballotNamed = ballot !== null && ballot.round > 0 ? ballot : null;
  return slot === null
    ? [link, { ...link, ballot: ballotNamed }]
    : [
        { ...link, slot },
        { ...link, slot, ballot: ballotNamed },
      ];
}
