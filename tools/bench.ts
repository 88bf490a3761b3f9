// npm run bench: what an event costs, in Node and in a worker of a browser, beside a bare heap loop of as many event objects in the same run,
// so that the figures are ratios and hold on any machine. Sections take turns, several rounds each; the best round is told, the others were
// disturbed. --json for machines, --quick for a glance, --node to leave the browser out.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Timeline } from '../src/history/timeline.ts';
import { inBrowser } from './bench-browser.ts';
import { CONFIG, forgetPlans, perEvent, seeking, seeksIn, type Figure } from './bench-sections.ts';

const USAGE = `npm run bench -- [--events N] [--rounds N] [--quick] [--node] [--json]`;

interface Options {
  readonly events: number;
  readonly rounds: number;
  readonly json: boolean;
  /** Without the browser. */
  readonly nodeOnly: boolean;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const figures = [...perEvent(options), ...flatness(options), ...seeking(options)];
  if (!options.json) process.stdout.write(table(`Node ${process.version}, ${measured(options)}`, figures));
  const browser = options.nodeOnly ? { why: 'The browser was left out, as asked.' } : await inBrowser(options);
  if (options.json) process.stdout.write(`${JSON.stringify({ node: process.version, ...options, figures, browser }, null, 1)}\n`);
  else if ('why' in browser) process.stdout.write(`\n${browser.why}\n`);
  else process.stdout.write(`\n${table(`${browser.name}, in a worker, ${measured(options)}`, browser.figures)}`);
}

function readOptions(args: readonly string[]): Options | string {
  let options: Options = { events: 100_000, rounds: 7, json: false, nodeOnly: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === '--json') options = { ...options, json: true };
    else if (name === '--node') options = { ...options, nodeOnly: true };
    else if (name === '--quick') options = { ...options, events: 30_000, rounds: 3 };
    else if (name === '--events' || name === '--rounds') {
      const value = Number(args[++i]);
      const least = name === '--events' ? 1000 : 1;
      if (!Number.isSafeInteger(value) || value < least)
        return `${name} is ${args[i] ?? 'missing'}; expected a whole number from ${least}.`;
      options = name === '--events' ? { ...options, events: value } : { ...options, rounds: value };
    } else return `${name} is not an option.`;
  }
  return options;
}

/** Whether late events cost more than early ones: the last tenth of a run ten times as long, beside its second tenth. */
function flatness({ events }: Options): Figure[] {
  forgetPlans();
  const timeline = new Timeline({ config: CONFIG });
  const tenths: number[] = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    const began = performance.now();
    for (let i = 0; i < events; i++) timeline.forward();
    tenths.push(performance.now() - began);
  }
  collectGarbage();
  const heap = process.memoryUsage().heapUsed;
  const late = median(tenths.slice(7)) / median(tenths.slice(1, 4));
  const million = `${((10 * events) / 1e6).toFixed(1)} million events`;
  return [
    { name: `last three tenths : early three tenths of ${million}`, value: late, unit: '×', aim: 'at most 1.2', holds: late <= 1.2 },
    ...seeksIn(timeline, million, 400),
    { name: `heap with ${million} behind`, value: heap / 1e6, unit: 'MB', aim: 'at most 200', holds: heap <= 200e6 },
  ];
}

// What is measured is what a run keeps, not what it has thrown away.
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

const measured = (o: Options): string => `${o.events} events a section, best of ${o.rounds} rounds`;

function table(title: string, figures: readonly Figure[]): string {
  const width = Math.max(...figures.map((f) => f.name.length));
  const lines = figures.map((f) => {
    const value = f.value >= 100 ? Math.round(f.value).toLocaleString('en') : f.value.toFixed(2);
    const aim = f.aim === undefined ? '' : `   (aim: ${f.aim}${f.holds === true ? '' : ', not reached'})`;
    return `${f.name.padEnd(width)}  ${value.padStart(10)} ${f.unit}${aim}`;
  });
  return `${title}\n${lines.join('\n')}\n`;
}

await main();
