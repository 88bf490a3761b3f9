// A sweep as the page keeps it: what is asked, how far it is, what was measured, and what was measured before it. It has a worker of its own, which
// is started for each sweep and ended with it; closing the dialog leaves it at work. Loaded with the dialog.
import { create } from 'zustand';
import type { Micros } from '../base/units.ts';
import type { Config, FieldName } from '../sim/config.ts';
import { configAt, type SettingValue, type Sweep, type SweepPoint } from '../sim/measure/sweep.ts';
import { BUSY, usualValues, type Question } from '../sim/measure/varied.ts';
import type { FromMeasure } from '../worker/measure-protocol.ts';
import { openDialog, useChoices } from './choices.ts';
import { openConfig, type Opened } from './files.ts';
import { showNotice, useSaid } from './said.ts';
import { makeMeasureWorker, type MeasureWorker } from './side-workers.ts';

/** What is to be measured, beside the settings of the run shown. */
export interface MeasureAsk {
  readonly field: FieldName;
  /** Null: the usual ones, which may follow from the run's settings. */
  readonly values: readonly SettingValue[] | null;
  /** Clients that keep the cluster busy, in place of the run's. */
  readonly busy: boolean;
  /** Other settings, in place of the run's. */
  readonly also: Partial<Config>;
  readonly warmUpMicros: Micros;
  readonly spanMicros: Micros;
}

/** A sweep and what was measured of it so far, by the order of its values. */
export interface Measured {
  readonly sweep: Sweep;
  readonly points: readonly SweepPoint[];
}

export interface MeasureState {
  readonly ask: MeasureAsk;
  readonly stage: 'idle' | 'working' | 'done' | 'stopped' | 'failed';
  readonly now: Measured | null;
  /** Of the same setting, the one before: it stays in sight. */
  readonly before: Measured | null;
  /** How far the value at hand is. */
  readonly progress: { readonly value: SettingValue; readonly at: Micros; readonly end: Micros } | null;
  /** Why it failed, a sentence. */
  readonly error: string;
  /** The value looked at, in all charts. */
  readonly looked: SettingValue | null;
}

export const FIRST_ASK: MeasureAsk = {
  field: 'electionTimeoutMicros',
  values: null,
  busy: false,
  also: { election: 'eager' },
  warmUpMicros: 2_000_000,
  spanMicros: 10_000_000,
};

export const useMeasuring = create<MeasureState>()(() => ({
  ask: FIRST_ASK,
  stage: 'idle',
  now: null,
  before: null,
  progress: null,
  error: '',
  looked: null,
}));

export function changeMeasure(change: Partial<MeasureAsk>): void {
  useMeasuring.setState(({ ask }) => ({ ask: { ...ask, ...change } }));
}

/** A question takes the place of what was asked; the times stay. */
export const askQuestion = ({ field, busy, also }: Question): void => changeMeasure({ field, values: null, busy, also });

export const lookAt = (looked: SettingValue | null): void => useMeasuring.setState({ looked });

/** What would be measured, on these settings. */
export function sweepOf({ field, values, busy, also, warmUpMicros, spanMicros }: MeasureAsk, run: Config): Sweep {
  const base = { ...run, ...(busy ? BUSY : {}), ...also };
  return { base, field, values: values ?? usualValues(field, base), warmUpMicros, spanMicros };
}

/** One look at the watch, and so many without a word: then the worker is taken for dead. */
const LOOK_MILLIS = 1000;
const PATIENCE_LOOKS = 40;

interface Running {
  readonly worker: MeasureWorker;
  readonly watch: ReturnType<typeof setInterval>;
  silentLooks: number;
}

const at: { running: Running | null } = { running: null };

/** Begins the sweep; one that is under way ends. What was measured before stays in sight where it is of the same setting. */
export function startMeasure(sweep: Sweep, make = makeMeasureWorker): void {
  end();
  useMeasuring.setState(({ now, before }) => ({
    stage: 'working',
    now: { sweep, points: [] },
    before: [now, before].find((m) => m !== null && m.points.length > 1 && m.sweep.field === sweep.field) ?? null,
    progress: null,
    error: '',
    looked: null,
  }));
  try {
    const worker = make();
    at.running = { worker, watch: setInterval(look, LOOK_MILLIS), silentLooks: 0 };
    worker.onmessage = (event) => at.running?.worker === worker && hear(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (at.running?.worker === worker) fail(event.message || 'its script could not be loaded');
    };
    worker.postMessage(sweep);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** Enough: what has been measured stays. */
export function stopMeasure(): void {
  if (at.running === null) return;
  end();
  useMeasuring.setState({ stage: 'stopped', progress: null });
}

/** The world of a value as a run, shown from where measuring began. */
export function openMeasured({ base, field }: Sweep, point: SweepPoint, title: string): Promise<Opened> {
  return openConfig(title, configAt(base, field, point.value), point.warmUpMicros);
}

export const forgetBefore = (): void => useMeasuring.setState({ before: null });

function hear(message: FromMeasure): void {
  at.running!.silentLooks = 0;
  switch (message.type) {
    case 'progress':
      return useMeasuring.setState({ progress: message });
    case 'point':
      return useMeasuring.setState(({ now }) => ({ now: { ...now!, points: [...now!.points, message.point] } }));
    case 'done':
      end();
      useMeasuring.setState({ stage: 'done', progress: null });
      return tell('info', 'The sweep is measured', 'Its figures are in Measure.');
    case 'refused':
      return fail(message.error);
  }
}

function look(): void {
  if (at.running !== null && ++at.running.silentLooks >= PATIENCE_LOOKS) fail('it no longer answered');
}

function fail(why: string): void {
  end();
  const error = `${why.charAt(0).toUpperCase()}${why.slice(1)}${why.endsWith('.') ? '' : '.'}`;
  useMeasuring.setState({ stage: 'failed', progress: null, error });
  tell('error', 'The sweep failed', error);
}

/** Whoever is elsewhere. */
function tell(tone: 'info' | 'error', title: string, text: string): void {
  if (useChoices.getState().dialog === 'measure') return;
  showNotice({ id: 'measured', tone, title, text, action: { label: 'Show', run: () => openDialog('measure') } });
}

function end(): void {
  if (at.running === null) return;
  clearInterval(at.running.watch);
  at.running.worker.terminate();
  at.running = null;
}

/** The settings of the run shown, on which a sweep is made. */
export const useRunConfig = (): Config | null => useSaid((s) => s.frame?.config ?? null);
