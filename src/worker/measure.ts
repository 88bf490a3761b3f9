// A sweep in pieces: value after value, told as they come. The figures follow from what is asked alone; the clock decides only how often it tells
// how far it is.
import * as v from 'valibot';
import { ok, refuse, type Result } from '../base/result.ts';
import { configAt, measureValue, warmUpOf, type SettingValue, type Sweep } from '../sim/measure/sweep.ts';
import { checkValues, SPAN_BOUNDS, VARIED, WARM_UP_BOUNDS } from '../sim/measure/varied.ts';
import { check, configSchema } from '../trace/schema.ts';
import { Lane } from './lane.ts';
import type { FromMeasure } from './measure-protocol.ts';

export interface MeasureDeps {
  readonly post: (message: FromMeasure) => void;
  /** Real time in ms. */
  readonly now: () => number;
  readonly sleep: (millis: number) => Promise<void>;
}

/** How often it tells how far it is. */
const TELL_EVERY_MILLIS = 120;

const micros = ({ min, max }: { readonly min: number; readonly max: number }) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const sweepSchema = v.object({
  base: configSchema,
  field: v.picklist(VARIED),
  values: v.array(v.union([v.number(), v.string()])),
  warmUpMicros: micros(WARM_UP_BOUNDS),
  spanMicros: micros(SPAN_BOUNDS),
}) as v.GenericSchema<unknown, Sweep>;

function checkSweep(message: unknown): Result<Sweep> {
  const sweep = check(sweepSchema, 'The sweep', message);
  if (!sweep.ok) return sweep;
  const values = checkValues(sweep.value.field, sweep.value.values);
  return values.ok ? ok({ ...sweep.value, values: values.value }) : refuse(`The sweep: ${values.error}`);
}

/** Measures what is asked, whatever it is. Resolves when everything is said; rejects on a bug. */
export async function measure(deps: MeasureDeps, message: unknown): Promise<void> {
  const sweep = checkSweep(message);
  if (!sweep.ok) return deps.post({ type: 'refused', error: sweep.error });
  const lane = new Lane(deps);
  const tell = makeTell(deps);
  for (const value of sweep.value.values) {
    const end = endOf(sweep.value, value);
    const point = await lane.drive(measureValue(sweep.value, value), (at) => tell({ type: 'progress', value, at, end }));
    deps.post({ type: 'point', point });
  }
  deps.post({ type: 'done' });
}

const endOf = ({ base, field, warmUpMicros, spanMicros }: Sweep, value: SettingValue): number =>
  warmUpOf(warmUpMicros, configAt(base, field, value)) + spanMicros;

function makeTell(deps: MeasureDeps): (message: FromMeasure) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (message) => {
    const now = deps.now();
    if (now - toldAt < TELL_EVERY_MILLIS) return;
    toldAt = now;
    deps.post(message);
  };
}
