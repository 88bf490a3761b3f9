// How numbers are written on the page: one place, so that a time reads the same in every view. Tabular figures do the aligning.
import { moment } from '../../base/units.ts';

const COUNT = new Intl.NumberFormat('en');

/** `12,431` */
export const formatCount = (n: number): string => COUNT.format(n);

/** As the event sentences write it; also between two whole microseconds. */
export const formatTime: (micros: number) => string = moment;

/** A span in the unit that suits it: `40 µs`, `1.5 ms`, `2 s`. */
export function formatSpan(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${trim(micros / 1000)} ms`;
  return `${trim(micros / 1_000_000)} s`;
}

const trim = (n: number): string => (n >= 100 ? COUNT.format(Math.round(n)) : String(Number(n.toPrecision(3))));

/** `1/20×`, `1×`, `25×`. */
export function formatSpeed(speed: number): string {
  return speed < 0.95 ? `1/${trimSpeed(1 / speed)}×` : `${trimSpeed(speed)}×`;
}

const trimSpeed = (n: number): string => (n >= 9.5 ? String(Math.round(n)) : String(Number(n.toPrecision(2))));

/** The colour of a node, or of a ballot's owner. */
export const hueOf = (node: number): string => `var(--n${((node - 1) % 9) + 1})`;
