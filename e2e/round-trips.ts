// The page of the round trips: the same code as in Node, in this browser, in slices; the number of random runs stands in the address.
import { READY, tripOfReady, tripOfSeed, type RoundTrip } from '../tools/round-trip.ts';

declare global {
  interface Window {
    /** Set when all runs have been made. */
    roundTrips?: readonly RoundTrip[];
  }
}

const report = document.querySelector('#report')!;
const seeds = Number(new URLSearchParams(location.search).get('seeds') ?? 20);
const trips: RoundTrip[] = [];
const left = [...READY.map((r) => () => tripOfReady(r)), ...Array.from({ length: seeds }, (_, i) => () => tripOfSeed(i + 1))];

function slice(): void {
  const end = performance.now() + 100;
  while (left.length > 0 && performance.now() < end) trips.push(left.shift()!());
  const wrong = trips.filter((t) => t.wrong !== null);
  report.textContent = `${trips.length} runs made, ${left.length} left, ${wrong.length} differ. ${wrong.map((t) => `${t.name}: ${t.wrong}`).join(' ')}`;
  if (left.length > 0) setTimeout(slice);
  else window.roundTrips = trips;
}

slice();
