// The page's end of the measuring: what its worker says becomes what is shown; stopped, failed, and the sweep before kept in sight.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import type { SweepPoint } from '../sim/measure/sweep.ts';
import { QUESTIONS } from '../sim/measure/varied.ts';
import type { FromMeasure, ToMeasure } from '../worker/measure-protocol.ts';
import { useChoices } from './choices.ts';
import { askQuestion, changeMeasure, FIRST_ASK, startMeasure, stopMeasure, sweepOf, useMeasuring } from './measuring.ts';
import { useSaid } from './said.ts';
import type { MeasureWorker } from './side-workers.ts';

class FakeWorker implements MeasureWorker {
  readonly heard: ToMeasure[] = [];
  ended = false;
  onmessage: MeasureWorker['onmessage'] = null;
  onerror: MeasureWorker['onerror'] = null;
  postMessage(message: ToMeasure): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: FromMeasure): void {
    this.onmessage?.({ data: message } as MessageEvent<FromMeasure>);
  }
  point(value: number): void {
    this.say({ type: 'point', point: { value } as SweepPoint });
  }
}

function begin(): FakeWorker {
  const worker = new FakeWorker();
  startMeasure(sweepOf(useMeasuring.getState().ask, DEFAULT_CONFIG), () => worker);
  return worker;
}

beforeEach(() => {
  vi.useFakeTimers();
  changeMeasure(FIRST_ASK);
  useMeasuring.setState({ stage: 'idle', now: null, before: null });
  useSaid.setState({ notices: [] });
  useChoices.setState({ dialog: 'measure' });
});
afterEach(() => vi.useRealTimers());

describe('what is asked', () => {
  it('stands on the settings of the run, with usual values', () => {
    const sweep = sweepOf(FIRST_ASK, { ...DEFAULT_CONFIG, nodes: 7, election: 'lazy' });
    expect(sweep.base).toMatchObject({ nodes: 7, election: 'eager', clients: 2 });
    expect(sweep.values.length).toBeGreaterThan(4);
  });
  it('is replaced by a question, but for the times', () => {
    changeMeasure({ spanMicros: 3_000_000, values: [1] });
    askQuestion(QUESTIONS.find((q) => q.id === 'window')!);
    const sweep = sweepOf(useMeasuring.getState().ask, DEFAULT_CONFIG);
    expect(sweep).toMatchObject({ field: 'window', values: [1, 2, 4, 8, 16, 32], spanMicros: 3_000_000 });
    expect(sweep.base).toMatchObject({ clients: 16, thinkMicros: 0, election: 'eager' });
  });
});

describe('a sweep', () => {
  it('asks its worker, takes its values as they come, and ends with it', () => {
    const worker = begin();
    expect(worker.heard).toEqual([sweepOf(FIRST_ASK, DEFAULT_CONFIG)]);
    worker.say({ type: 'progress', value: 20_000, at: 1, end: 2 });
    expect(useMeasuring.getState().progress).toMatchObject({ value: 20_000 });
    worker.point(20_000);
    worker.point(25_000);
    expect(useMeasuring.getState().now?.points.map((p) => p.value)).toEqual([20_000, 25_000]);
    worker.say({ type: 'done' });
    expect(useMeasuring.getState()).toMatchObject({ stage: 'done', progress: null });
    expect(worker.ended).toBe(true);
    expect(useSaid.getState().notices).toEqual([]);
  });

  it('that is stopped keeps what was measured, and is not heard any more', () => {
    const worker = begin();
    worker.point(20_000);
    stopMeasure();
    worker.point(25_000);
    expect(worker.ended).toBe(true);
    expect(useMeasuring.getState()).toMatchObject({ stage: 'stopped', now: { points: [{ value: 20_000 }] } });
  });

  it('stays in sight beside the next of the same setting, and of no other', () => {
    const first = begin();
    first.point(20_000);
    first.point(25_000);
    first.say({ type: 'done' });
    begin();
    expect(useMeasuring.getState().before?.points).toHaveLength(2);
    // The one that has measured too little to be drawn does not take its place.
    begin();
    expect(useMeasuring.getState().before?.points).toHaveLength(2);
    changeMeasure({ field: 'window', values: null });
    begin();
    expect(useMeasuring.getState().before).toBeNull();
  });

  it('that ends while the dialog is closed is told in a notice', () => {
    useChoices.setState({ dialog: null });
    begin().say({ type: 'done' });
    const [notice] = useSaid.getState().notices;
    expect(notice?.title).toBe('The sweep is measured');
    notice?.action?.run();
    expect(useChoices.getState().dialog).toBe('measure');
  });

  it('fails in a sentence: refused, broken, or silent', () => {
    begin().say({ type: 'refused', error: 'The sweep: found nothing; expected something.' });
    expect(useMeasuring.getState()).toMatchObject({ stage: 'failed', error: 'The sweep: found nothing; expected something.' });
    const broken = begin();
    broken.onerror?.({ preventDefault: () => undefined, message: '' } as ErrorEvent);
    expect(useMeasuring.getState().error).toBe('Its script could not be loaded.');
    begin();
    vi.advanceTimersByTime(60_000);
    expect(useMeasuring.getState()).toMatchObject({ stage: 'failed', error: 'It no longer answered.' });
  });
});
