// npm run round-trips [-- --seeds 1..1000]: every ready world, every lesson, and random runs by their seeds: saved, opened, executed again, and the
// digests compared. Exit 1 where one differs.
import { READY, tripOfReady, tripOfSeed, type RoundTrip } from './round-trip.ts';

const SEEDS = /^(\d{1,9})\.\.(\d{1,9})$/;

function main(args: readonly string[]): number {
  const found = args[0] === '--seeds' ? args[1] : args.length === 0 ? '1..1000' : undefined;
  const range = SEEDS.exec(found ?? '');
  if (range === null) {
    console.error(`Found ${args.join(' ') || 'nothing'}; expected --seeds FIRST..LAST, as in --seeds 1..1000.`);
    return 2;
  }
  const trips: RoundTrip[] = READY.map(tripOfReady);
  for (let seed = Number(range[1]); seed <= Number(range[2]); seed++) {
    trips.push(tripOfSeed(seed));
    if (trips.length % 100 === 0) process.stderr.write(`${trips.length} runs\n`);
  }
  const wrong = trips.filter((t) => t.wrong !== null);
  for (const t of wrong) console.log(`${t.name}: ${t.wrong}`);
  const sum = (of: (t: RoundTrip) => number): string => trips.reduce((n, t) => n + of(t), 0).toLocaleString('en');
  console.log(
    `${trips.length} runs, ${sum((t) => t.events)} events, ${sum((t) => t.compared)} digests compared, ${wrong.length} runs differ.`,
  );
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
